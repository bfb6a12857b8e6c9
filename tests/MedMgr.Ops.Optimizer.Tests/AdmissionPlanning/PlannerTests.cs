using MedMgr.Ops.Optimizer.AdmissionPlanning;
using MedMgr.Ops.Optimizer.AdmissionPlanning.PublicProblems;
using MedMgr.Ops.Optimizer.Solver;
using MedMgr.Ops.Optimizer.Tests.Solver;

namespace MedMgr.Ops.Optimizer.Tests.AdmissionPlanning;

public class PlannerTests(SharedSolver solver, ITestOutputHelper output)
{
    private static readonly AdmissionLimits Limits = new() { Time = TimeSpan.FromHours(1), Iterations = 60_000 };

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 5)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_plan_keeps_every_hard_rule_and_costs_no_less_than_the_bound(int seed)
    {
        output.WriteLine($"seed {seed}");
        var problem = Roomy(seed);
        // The relaxation may take its share of ten seconds; the rest is counted in changes.
        var limits = Limits with { Seed = (ulong)seed, Time = TimeSpan.FromSeconds(10) };
        var answer = await new AdmissionPlanner(solver, TimeProvider.System).PlanAsync(problem, limits, ct: TestContext.Current.CancellationToken);
        var check = AdmissionCheck.Of(problem, answer.Plan);
        check.Hard.SelectMany(r => r.Findings).ShouldBeEmpty();
        ((long)check.Cost).ShouldBeGreaterThanOrEqualTo(answer.Bound);
        answer.WithoutSolver.ShouldBeNull();
        answer.Plan.Admissions.Count(a => a is not null).ShouldBeGreaterThan(4);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_plan_and_another_seed_another()
    {
        var problem = RandomWard.Make(11, patients: 20, days: 6, shifts: 3, rooms: 4, theatres: 2, nurses: 6, occupants: 2);
        var (one, again, other) = (await File(1), await File(1), await File(2));
        again.ShouldBe(one);
        other.ShouldNotBe(one);

        async Task<string> File(ulong seed)
        {
            var answer = await new AdmissionPlanner(null, TimeProvider.System).PlanAsync(problem, Limits with { Seed = seed, Iterations = 20_000 });
            using var stream = new MemoryStream();
            IhtpPlanFile.Write(problem, answer.Plan, stream);
            return Convert.ToHexString(stream.ToArray());
        }
    }

    [Fact]
    public async Task More_changes_tried_cost_no_more()
    {
        var problem = RandomWard.Make(12, patients: 20, days: 6, shifts: 3, rooms: 4, theatres: 2, nurses: 6, occupants: 2);
        var (little, much) = (await Cost(3_000), await Cost(300_000));
        output.WriteLine($"{little} {much}");
        much.ShouldBeLessThan(little);

        async Task<(int, int)> Cost(long iterations)
        {
            var answer = await new AdmissionPlanner(null, TimeProvider.System).PlanAsync(problem, Limits with { Iterations = iterations });
            var check = AdmissionCheck.Of(problem, answer.Plan);
            return (check.Violations, check.Cost);
        }
    }

    [Fact]
    public async Task Each_thread_tries_as_many_changes_as_the_limit_says_and_hardly_more()
    {
        var answer = await new AdmissionPlanner(null, TimeProvider.System).PlanAsync(Roomy(1), Limits with { Threads = 3, Iterations = 100_000 });
        answer.Iterations.ShouldBeInRange(3 * 100_000, 3 * 110_000);
    }

    [Fact]
    public async Task Without_a_solver_a_plan_is_made_all_the_same_and_the_answer_says_why()
    {
        var problem = Roomy(2);
        var answer = await new AdmissionPlanner(new Dead(), TimeProvider.System).PlanAsync(problem, Limits);
        AdmissionCheck.Of(problem, answer.Plan).Violations.ShouldBe(0);
        answer.WithoutSolver.ShouldBe("it died");
    }

    [Fact]
    public async Task Where_no_plan_can_keep_the_rules_the_least_broken_one_comes_back()
    {
        // Two mandatory patients for one day, and the surgeon has time for one.
        var patient = SmallWard.Patient("p0", mandatory: true, release: 1, due: 1);
        var problem = SmallWard.With(patient, patient with { Id = "p1" });
        var answer = await new AdmissionPlanner(null, TimeProvider.System).PlanAsync(problem, Limits with { Iterations = 20_000 });
        var check = AdmissionCheck.Of(problem, answer.Plan);
        check.Hard.Where(r => r.Units > 0).Select(r => (r.Rule.Name, r.Units)).ShouldBe([("SurgeonOvertime", 60)]);
    }

    [Fact]
    public async Task A_cancelled_search_ends_with_the_cancellation()
    {
        using var cancelled = new CancellationTokenSource();
        var planning = new AdmissionPlanner(null, TimeProvider.System).PlanAsync(Roomy(3), Limits with { Iterations = null }, _ => cancelled.Cancel(), cancelled.Token);
        await Should.ThrowAsync<OperationCanceledException>(() => planning);
    }

    [Fact]
    public async Task Progress_tells_of_costs_that_only_fall()
    {
        var told = new List<AdmissionProgress>();
        var answer = await new AdmissionPlanner(null, new Hurried()).PlanAsync(Roomy(4), Limits with { Iterations = null, Time = TimeSpan.FromMinutes(2) }, told.Add);
        told.Count.ShouldBeGreaterThan(5);
        told.Select(t => t.Cost ?? int.MaxValue).ShouldBeInOrder(SortDirection.Descending);
        told[^1].Bound.ShouldBe(answer.Bound);
    }

    /// <summary>Beds, theatres and surgeons enough for every mandatory patient.</summary>
    private static AdmissionProblem Roomy(int seed)
    {
        var problem = RandomWard.Make(seed, patients: 16, days: 6, shifts: 3, rooms: 5, theatres: 2, nurses: 6, occupants: 2);
        return problem with
        {
            Surgeons = [.. problem.Surgeons.Select(s => s with { MinutesOn = [.. s.MinutesOn.Select(_ => 600)] })],
            Theatres = [.. problem.Theatres.Select(t => t with { MinutesOn = [.. t.MinutesOn.Select(_ => 600)] })],
            Rooms = [.. problem.Rooms.Select(r => r with { Beds = 4 })],
        };
    }

    private sealed class Dead : ICpSolver
    {
        public Task<SolveResult> SolveAsync(Google.OrTools.Sat.CpModelProto model, SolveParameters parameters, Action<Improvement>? onImproved = null, CancellationToken ct = default) =>
            throw new SolverUnavailableException("it died");
    }

    /// <summary>A clock on which every look takes a tenth of a second: time limits without waiting.</summary>
    private sealed class Hurried : TimeProvider
    {
        private long looks;

        public override long TimestampFrequency => 10;

        public override long GetTimestamp() => Interlocked.Increment(ref looks);
    }
}
