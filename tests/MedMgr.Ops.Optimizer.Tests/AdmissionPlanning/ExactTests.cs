using MedMgr.Ops.Optimizer.AdmissionPlanning;
using MedMgr.Ops.Optimizer.AdmissionPlanning.Bounds;
using MedMgr.Ops.Optimizer.Tests.Solver;
using static MedMgr.Ops.Optimizer.Tests.AdmissionPlanning.SmallWard;

namespace MedMgr.Ops.Optimizer.Tests.AdmissionPlanning;

/// <summary>Against every plan that there is, judged by the checker alone.</summary>
public class ExactTests(SharedSolver solver, ITestOutputHelper output)
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task The_search_finds_the_best_of_all_plans_and_no_bound_lies_above_it(int seed)
    {
        var problem = RandomWard.Make(seed, patients: 3, days: 3, shifts: 1, rooms: 2, theatres: 1, nurses: 2, occupants: 1);
        var optimum = AllPlans(problem).Select(plan => AdmissionCheck.Of(problem, plan)).Where(c => c.Violations == 0).Min(c => (int?)c.Cost);
        var found = await new AdmissionPlanner(null, TimeProvider.System).PlanAsync(problem, new() { Time = TimeSpan.FromHours(1), Seed = (ulong)seed, Iterations = 200_000 });
        var bound = await AdmissionBound.SolveAsync(problem, solver, SharedSolver.Parameters, TestContext.Current.CancellationToken);
        var check = AdmissionCheck.Of(problem, found.Plan);
        output.WriteLine($"seed {seed}: optimum {optimum}, bound {bound.Cost}, without a solver {found.Bound}");
        if (optimum is not { } best)
        {
            // Some mandatory patients can not all be admitted: then there is nothing to find, and the search must not claim otherwise.
            check.Violations.ShouldBeGreaterThan(0);
            return;
        }

        (check.Violations, check.Cost).ShouldBe((0, best));
        bound.Cost.ShouldBeLessThanOrEqualTo(best);
        found.Bound.ShouldBeLessThanOrEqualTo(bound.Cost);
    }

    [Fact]
    public async Task When_the_surgeon_has_time_for_one_of_two_the_bound_counts_the_other_as_left_out()
    {
        var problem = With(Patient("p0", release: 2), Patient("p1", release: 2)) with { Surgeons = [new("s0", [600, 600, 90])] };
        var bound = await AdmissionBound.SolveAsync(problem, solver, SharedSolver.Parameters, TestContext.Current.CancellationToken);
        // One left out, a theatre, and one nurse for the other: n0 works every shift.
        bound.Cost.ShouldBe(290 + 17 + 11);
        bound.Days!.Order().ShouldBe([null, 2]);
        AdmissionBound.WithoutSolver(problem).Cost.ShouldBe(2 * 11);
    }

    [Fact]
    public async Task When_a_bed_is_free_for_one_gender_only_the_bound_knows()
    {
        // r0 belongs to A, whose occupant stays to the end; r1 is full. The patient of gender B has no bed on any day.
        var problem = With(Patient("p0", gender: GenderGroup.B)) with { Occupants = [Occupant("o0", room: 0, stay: 3), Occupant("o1", room: 1, stay: 3, gender: GenderGroup.B)] };
        var bound = await AdmissionBound.SolveAsync(problem, solver, SharedSolver.Parameters, TestContext.Current.CancellationToken);
        bound.Cost.ShouldBe(290 + (2 * 11));
    }

    [Fact]
    public async Task Work_above_what_all_nurses_together_can_do_is_in_the_bound()
    {
        // In shift 2 only n0 is at work, for 4 units: 6 are two too many, whoever shares what. Mandatory and due on day 1, so it can not be avoided.
        var problem = With(Patient("p0", stay: 1, mandatory: true, release: 1, due: 1) with { Workload = [6, 6] });
        var bound = await AdmissionBound.SolveAsync(problem, solver, SharedSolver.Parameters, TestContext.Current.CancellationToken);
        bound.Cost.ShouldBe((13 * 2) + 17 + 11);
    }

    [Fact]
    public void Three_nurses_see_a_patient_whose_shifts_no_two_rosters_hold()
    {
        int? on = 5;
        var problem = With() with { Nurses = [new("n0", 0, [on, on, null, null, on, null]), new("n1", 0, [null, on, on, null, null, on]), new("n2", 0, [on, null, on, on, null, null])] };
        var fewest = new FewestNurses(problem);
        fewest.For(0, 1).ShouldBe(1);
        fewest.For(0, 2).ShouldBe(2);
        fewest.For(0, 3).ShouldBe(3);
        // The plan ends after day 2.
        fewest.For(2, 9).ShouldBe(2);
    }

    private static IEnumerable<AdmissionPlan> AllPlans(AdmissionProblem problem) =>
        from admissions in Product([.. problem.Patients.Select(p => Admissions(problem, p))])
        let census = new PlannedCensus(problem, AdmissionPlan.For(problem, admissions, (_, _) => null))
        from nurses in Product([.. NurseChoices(problem, census)])
        select AdmissionPlan.For(problem, admissions, (room, shift) => nurses[(shift * problem.Rooms.Length) + room]);

    private static IReadOnlyList<Admission?> Admissions(AdmissionProblem problem, ElectivePatient patient) =>
    [
        .. patient.Mandatory ? Array.Empty<Admission?>() : [null],
        .. from day in Enumerable.Range(patient.ReleaseDay, problem.LastDayOf(patient) - patient.ReleaseDay + 1)
           from room in Enumerable.Range(0, problem.Rooms.Length)
           from theatre in Enumerable.Range(0, problem.Theatres.Length)
           select new Admission(day, room, theatre),
    ];

    private static IEnumerable<IReadOnlyList<int?>> NurseChoices(AdmissionProblem problem, PlannedCensus census) =>
        from shift in Enumerable.Range(0, problem.Shifts)
        from room in Enumerable.Range(0, problem.Rooms.Length)
        select census.In(room, problem.DayOf(shift)).Count == 0
            ? (IReadOnlyList<int?>)[null]
            : [.. Enumerable.Range(0, problem.Nurses.Length).Where(n => problem.Nurses[n].MaxLoadIn[shift] is not null).Select(n => (int?)n)];

    private static IEnumerable<IReadOnlyList<T>> Product<T>(IReadOnlyList<IReadOnlyList<T>> choices) => choices.Aggregate(
        (IEnumerable<IReadOnlyList<T>>)[[]], (made, next) => made.SelectMany(_ => next, (one, value) => (IReadOnlyList<T>)[.. one, value]));
}
