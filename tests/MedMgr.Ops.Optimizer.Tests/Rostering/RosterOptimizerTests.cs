using MedMgr.Ops.Optimizer.Rostering;
using MedMgr.Ops.Optimizer.Solver;
using MedMgr.Ops.Optimizer.Tests.Solver;
using static MedMgr.Ops.Optimizer.Tests.Rostering.TinyRosters;

namespace MedMgr.Ops.Optimizer.Tests.Rostering;

public class RosterOptimizerTests(SharedSolver solver)
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task Every_roster_on_the_way_is_cheaper_than_the_one_before_and_breaks_no_rule()
    {
        using var enough = new CancellationTokenSource();
        var problem = Ward(days: 21, nurses: 30);
        var told = new List<RosterImprovement>();

        var result = await new RosterOptimizer(solver).SolveAsync(problem, new RosterSearch(TimeSpan.FromSeconds(60)), Hear, enough.Token);

        void Hear(RosterImprovement better)
        {
            told.Add(better);
            if (told.Count == 5)
            {
                enough.Cancel();
            }
        }

        told.Count.ShouldBeGreaterThanOrEqualTo(5);
        told.Select(t => t.Cost).ShouldBe(told.Select(t => t.Cost).OrderByDescending(c => c).Distinct());
        told.ShouldAllBe(t => RosterCheck.Violations(problem, t.Roster).IsEmpty && RosterCost.Of(problem, t.Roster) == t.Cost);
        (result.Cost, result.Roster).ShouldBe((told[^1].Cost, told[^1].Roster));
        result.Bound!.Value.ShouldBeLessThanOrEqualTo(result.Cost);
    }

    [Fact]
    public async Task Ten_weeks_are_searched_in_windows_under_a_true_bound()
    {
        var problem = Ward(days: 70, nurses: 12);

        var result = await new RosterOptimizer(solver).SolveAsync(problem, new RosterSearch(Short));

        result.Status.ShouldBe(RosterStatus.Feasible);
        RosterCheck.Violations(problem, result.Roster!).ShouldBeEmpty();
        result.Bound!.Value.ShouldBeInRange(1, result.Cost);
    }

    [Fact]
    public async Task Repair_after_a_sick_call_changes_two_days_and_no_more()
    {
        // Ben is sick on day 2. Only Cem is free then, and his nights are too many for the day shift after: Ada takes over with one change.
        var problem = Problem(4, Nurse("Ada"), Nurse("Ben") with { Leave = [2] }, Nurse("Cem") with { MayNotWork = [Day] }) with
        {
            Cover = [.. Enumerable.Range(0, 4).Select(day => new CoverDemand(day, Day, 1, 100, 1)), .. Enumerable.Range(0, 4).Select(day => new CoverDemand(day, Night, 1, 100, 1))],
        };
        problem = problem with { Reference = new ReferenceRoster(Of(problem, "DD--", "--DD", "NNNN"), 5) };

        var result = await new RosterOptimizer(solver).SolveAsync(problem, new RosterSearch(SharedSolver.UntilProven));

        result.Status.ShouldBe(RosterStatus.Optimal);
        Lines(problem, result.Roster!).ShouldBe(["DDD-", "---D", "NNNN"]);
        result.Cost.ShouldBe(10);
    }

    [Fact]
    public async Task Problem_with_fair_shares_and_weekly_hours_is_solved_too()
    {
        using var enough = new CancellationTokenSource();
        var problem = Ward(days: 14, nurses: 12);
        problem = problem with { Staff = [.. problem.Staff.Select(p => p with { FairShares = [new FairShare("nights", [Night], 3, 2)], Contract = p.Contract with { WeeklyMinutesMax = 2400 } })] };

        var result = await new RosterOptimizer(solver).SolveAsync(problem, new RosterSearch(TimeSpan.FromSeconds(60)), _ => enough.Cancel(), enough.Token);

        result.Roster.ShouldNotBeNull();
        RosterCheck.Violations(problem, result.Roster).ShouldBeEmpty();
    }

    [Fact]
    public async Task Impossible_contract_is_proven_infeasible()
    {
        // Three nights must be worked in four days of which two are leave.
        var problem = Problem(4, Nurse("Ada", new ContractLimits { MinutesMin = 1800 }) with { MayNotWork = [Day], Leave = [0, 3] });

        var result = await new RosterOptimizer(solver).SolveAsync(problem, new RosterSearch(SharedSolver.UntilProven));

        (result.Status, result.Roster).ShouldBe((RosterStatus.Infeasible, null));
    }

    [Fact]
    public async Task Without_a_solver_lines_answer_and_say_what_was_missing()
    {
        var result = await new RosterOptimizer(new NoSolver()).SolveAsync(Ward(days: 7, nurses: 4), new RosterSearch(TimeSpan.FromSeconds(1)));

        result.Roster.ShouldNotBeNull();
        result.SolverFault.ShouldBe("no solver today");
    }

    [Fact]
    public async Task Cancelling_ends_the_search_with_the_best_roster_so_far()
    {
        using var enough = new CancellationTokenSource();
        var problem = Ward(days: 28, nurses: 24);

        var result = await new RosterOptimizer(solver).SolveAsync(problem, new RosterSearch(TimeSpan.FromMinutes(10)), _ => enough.Cancel(), enough.Token);

        result.Roster.ShouldNotBeNull();
        result.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Meaningless_problem_is_refused_with_its_first_fault()
    {
        var problem = Problem(4, Nurse("Ada") with { Leave = [4] });

        var refused = await Should.ThrowAsync<ArgumentException>(() => new RosterOptimizer(solver).SolveAsync(problem, new RosterSearch(Short)));

        refused.Message.ShouldStartWith("Ada is bound on day 4; days are 0 to 3.");
    }

    /// <summary>A ward that needs four by day and two by night, with contracts that make it hard.</summary>
    private static RosterProblem Ward(int days, int nurses)
    {
        var contract = new ContractLimits
        {
            MinutesMin = days * 200,
            MinutesMax = days * 270,
            ConsecutiveShiftsMax = 5,
            ConsecutiveShiftsMin = 2,
            ConsecutiveDaysOffMin = 2,
            WeekendsMax = Math.Max(1, days / 10),
            ShiftCounts = [new ShiftCountLimit([Night], days / 3)],
        };
        var problem = Problem(days, [.. Enumerable.Range(0, nurses).Select(i => Nurse($"P{i}", contract) with { Leave = [i * 5 % days] })]);
        return problem with
        {
            RestMinutesMin = 660,
            Cover = [.. Enumerable.Range(0, days).SelectMany(day => new[] { new CoverDemand(day, Day, nurses * 2 / 5, 100, 1), new CoverDemand(day, Night, nurses / 5, 100, 1) })],
            Requests = [.. Enumerable.Range(0, nurses).Select(i => new ShiftRequest(i, i * 3 % days, Night, On: true, 1 + (i % 3)))],
        };
    }

    private sealed class NoSolver : ICpSolver
    {
        public Task<SolveResult> SolveAsync(Google.OrTools.Sat.CpModelProto model, SolveParameters parameters, Action<Improvement>? onImproved = null, CancellationToken ct = default) =>
            throw new SolverUnavailableException("no solver today");
    }
}
