using MedMgr.Ops.Optimizer.AdmissionPlanning;
using MedMgr.Ops.Optimizer.AdmissionPlanning.Search;
using MedMgr.Ops.Optimizer.AdmissionPlanning.Search.Moves;

namespace MedMgr.Ops.Optimizer.Tests.AdmissionPlanning;

public class PlanStateTests(ITestOutputHelper output)
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void After_every_one_of_thousands_of_changes_the_cost_kept_up_is_the_cost_counted_anew(int seed)
    {
        output.WriteLine($"seed {seed}");
        var flat = new FlatProblem(RandomWard.Make(seed, patients: 14, days: 6, shifts: 3, rooms: 4, theatres: 2, nurses: 6, occupants: 3));
        var (plan, memory, chance) = (new PlanState(flat) { HardWeight = 3 }, new PlanMemory(flat), new Chance((ulong)seed));
        IMove[] moves = [.. Moves(flat)];
        var changes = 0;
        for (var i = 0; i < 4000; i++)
        {
            // A generous limit, so that plans get better, worse and broken.
            var (move, limit, before) = (moves[i % moves.Length], chance.Below(1200) - 200, plan.Objective);
            var changed = move.Try(plan, chance, limit);
            changes += changed ? 1 : 0;
            (plan.Objective - before).ShouldBeLessThanOrEqualTo(changed ? limit : 0, $"{move}, change {i}");
            if (i % 16 == 0 || i < 64)
            {
                memory.Take(plan);
                var check = AdmissionCheck.Of(flat.Problem, memory.ToPlan());
                plan.Soft.ShouldBe(check.Cost, $"{move}, change {i}");
                plan.Hard.ShouldBe(Units(check), $"{move}, change {i}");
            }
        }

        changes.ShouldBeGreaterThan(500);
    }

    public static TheoryData<int> KindsOfMoves => [.. Enumerable.Range(0, Moves(new FlatProblem(RandomWard.Make(1, 2, 2, 1, 1, 1, 1, 0))).Count())];

    [Theory]
    [MemberData(nameof(KindsOfMoves))]
    public void Every_kind_of_change_is_made_at_times_and_a_refused_one_leaves_no_trace(int kind)
    {
        // More patients than the rooms hold, so that some wait.
        var flat = new FlatProblem(RandomWard.Make(3, patients: 40, days: 6, shifts: 3, rooms: 4, theatres: 2, nurses: 6, occupants: 3));
        var (plan, chance, admit) = (new PlanState(flat) { HardWeight = 20 }, new Chance(5), new AdmitMove(flat));
        for (var i = 0; i < 300; i++)
        {
            admit.Try(plan, chance, 0);
        }

        var (move, made) = (Moves(flat).ElementAt(kind), 0);
        var (before, after) = (new PlanMemory(flat), new PlanMemory(flat));
        for (var i = 0; i < 3000; i++)
        {
            before.Take(plan);
            if (move.Try(plan, chance, 40))
            {
                made++;
                continue;
            }

            after.Take(plan);
            (after.Soft, after.Hard).ShouldBe((before.Soft, before.Hard));
            if (i % 10 == 0)
            {
                Text(after).ShouldBe(Text(before));
            }
        }

        made.ShouldBeGreaterThan(0, move.ToString());
    }

    [Fact]
    public void A_remembered_plan_is_restored_whole()
    {
        var flat = new FlatProblem(RandomWard.Make(7, patients: 14, days: 6, shifts: 3, rooms: 4, theatres: 2, nurses: 6, occupants: 3));
        var (plan, chance) = (new PlanState(flat), new Chance(1));
        IMove[] moves = [.. Moves(flat)];
        var (kept, again) = (new PlanMemory(flat), new PlanMemory(flat));
        Walk(200);
        kept.Take(plan);
        Walk(500);
        plan.Soft.ShouldNotBe(kept.Soft);
        plan.RemoveAll();
        kept.Restore(plan);
        again.Take(plan);
        (again.Soft, again.Hard, Text(again)).ShouldBe((kept.Soft, kept.Hard, Text(kept)));

        void Walk(int steps)
        {
            for (var i = 0; i < steps; i++)
            {
                moves[i % moves.Length].Try(plan, chance, 50);
            }
        }
    }

    private static IEnumerable<IMove> Moves(FlatProblem flat) =>
    [
        new AdmitMove(flat), new ReplaceMove(flat), new SwapPatientsMove(flat), new RotateDaysMove(flat), new NurseMove(flat), new SwapNursesMove(flat), new NurseForDaysMove(flat),
    ];

    /// <summary>The checker's violations in the search's units: minutes, 30 for a patient in a room, 1000 for a mandatory patient.</summary>
    private static int Units(AdmissionCheck check) => check.Hard.Sum(r => r.Units * r.Rule.Name switch
    {
        "RoomGenderMix" or "RoomCapacity" => 30,
        "MandatoryUnscheduledPatients" => 1000,
        "SurgeonOvertime" or "OperatingTheaterOvertime" => 1,
        _ => 1_000_000,
    });

    private static string Text(PlanMemory memory) => string.Join(' ', memory.ToPlan().Admissions);
}
