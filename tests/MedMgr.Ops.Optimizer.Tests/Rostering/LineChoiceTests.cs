using MedMgr.Ops.Optimizer.Rostering;
using MedMgr.Ops.Optimizer.Rostering.Lines;
using MedMgr.Ops.Optimizer.Rostering.Search;
using MedMgr.Ops.Optimizer.Tests.Solver;

namespace MedMgr.Ops.Optimizer.Tests.Rostering;

/// <summary>The choice among lines that are known, against all combinations of them.</summary>
public class LineChoiceTests(SharedSolver solver)
{
    private const int People = 4;
    private const int LinesEach = 6;

    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(21)]
    public async Task The_cheapest_combination_of_the_known_lines_is_found(int seed)
    {
        var problem = RandomProblems.Of(seed, People, days: 7, linesOnly: true);
        var known = KnownLines(problem, seed);
        var best = Combinations(problem, known).Min(r => RosterCost.Of(problem, r));
        using var incumbent = new RosterIncumbent(problem, null, TimeProvider.System);
        incumbent.Offer(Combinations(problem, known).MaxBy(r => RosterCost.Of(problem, r))!, "test");
        incumbent.OfferBound(best);
        var pool = new LinePool(People);
        foreach (var (line, staff) in known.SelectMany((lines, staff) => lines.Select(line => (line, staff))))
        {
            pool.Add(staff, line);
        }

        var people = new LinePeople(problem);
        await new LineChoice(people, incumbent, pool, solver, TimeProvider.System).RunAsync(new double[people.Demands.Count], Either(incumbent.Proven));

        incumbent.Cost.ShouldBe(best, $"seed {seed}");
    }

    [Fact]
    public void A_line_is_kept_once_and_the_cheapest_at_the_prices_comes_first()
    {
        var problem = TinyRosters.Problem(3, TinyRosters.Nurse("Ada")) with { Cover = [new CoverDemand(0, TinyRosters.Day, 1, 10, 1), new CoverDemand(2, TinyRosters.Night, 1, 10, 1)] };
        var pool = new LinePool(1);
        int[] day = [0, -1, -1], night = [-1, -1, 1], off = [-1, -1, -1];
        foreach (var line in new[] { off, day, night, day })
        {
            pool.Add(0, line);
        }

        pool.Added.ShouldBe(3);
        pool.Cheapest(new LinePeople(problem), 0, [2.0, 7.0], 2).ShouldBe([night, day]);
    }

    // A choice that never ends would hang the run: after a minute the cost is judged as it is.
    private static CancellationToken Either(CancellationToken proven) =>
        CancellationTokenSource.CreateLinkedTokenSource(proven, new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token).Token;

    private static int[][][] KnownLines(RosterProblem problem, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, People).Select(staff =>
            {
                var alone = problem with { Staff = [problem.Staff[staff]], Cover = [], Requests = [], Reference = null };
                return TinyRosters.All(alone).Where(r => RosterCheck.Violations(alone, r).IsEmpty).Select(r => r.Line(0).ToArray()).OrderBy(_ => random.Next()).Take(LinesEach).ToArray();
            }),
        ];
    }

    private static IEnumerable<MedMgr.Ops.Optimizer.Rostering.Roster> Combinations(RosterProblem problem, int[][][] known) =>
        from a in known[0]
        from b in known[1]
        from c in known[2]
        from d in known[3]
        select MedMgr.Ops.Optimizer.Rostering.Roster.From(problem, (staff, day) => new[] { a, b, c, d }[staff][day]);
}
