using MedMgr.Ops.Domain.Encounters;
using MedMgr.Sim.Hospital.Scenarios;
using MedMgr.Sim.Hospital.Tests.Support;

namespace MedMgr.Sim.Hospital.Tests;

/// <summary>Policies that look at everybody who waits at once. The recorded runs prove besides that the ward's rules accept every step.</summary>
public class RoundsTests
{
    private static readonly Scenario TwoDays = Shipped.Scenario("winter-week") with { Days = 1, WarmUpDays = 1 };

    [Fact]
    public void Beds_are_given_when_a_round_is_held_and_at_no_other_time()
    {
        var assigned = Assigned(new FirstInLine(called: false));
        assigned.Count.ShouldBeGreaterThan(20);
        assigned.ShouldAllBe(at => at.Minute % 15 == 0 && at.Second == 0);
    }

    [Fact]
    public void A_round_that_is_called_for_is_held_at_once()
    {
        var assigned = Assigned(new FirstInLine(called: true));
        assigned.Count.ShouldBeGreaterThan(20);
        assigned.Count(at => at.Minute % 15 != 0).ShouldBeGreaterThan(assigned.Count / 2);
    }

    [Fact]
    public void A_round_that_gives_a_bed_to_one_who_does_not_wait_is_stopped() =>
        Should.Throw<InvalidOperationException>(() => HospitalSimulation.Run(TwoDays, 1, 7, policy: new FirstInLine(called: false, twice: true))).Message.ShouldContain("does not wait");

    [Fact]
    public void A_scenario_that_asks_for_the_optimiser_is_not_run_by_another_policy_unnoticed()
    {
        var asks = TwoDays with { Placement = TwoDays.Placement with { Policy = PlacementPolicyKind.Optimiser } };
        Should.Throw<ArgumentException>(() => HospitalSimulation.Run(asks, 1, 7)).Message.ShouldContain("asks for the placement policy Optimiser");
    }

    private static List<DateTimeOffset> Assigned(IPlacementPolicy policy) =>
        [.. HospitalSimulation.Record(TwoDays, seed: 3, policy: policy).Steps.Where(step => step.Event is EncounterEvent.BedAssigned).Select(step => step.At)];

    /// <summary>In each round one patient gets a bed: the first for whom first come, first served finds one.</summary>
    private sealed class FirstInLine(bool called, bool twice = false) : IPlacementRounds
    {
        private readonly GreedyPlacement _greedy = new();

        public double HoursBetweenRounds => 0.25;

        public int ChooseBed(PlacementView view, int patient, int unit)
        {
            if (called)
            {
                view.CallRound();
            }

            return PlacementView.NoBed;
        }

        public IReadOnlyList<BedChoice> HoldRound(PlacementView view, CancellationToken cancellationToken)
        {
            foreach (var patient in view.Waiting)
            {
                if (_greedy.ChooseBed(view, patient, PlacementView.AnyUnit) is var bed and not PlacementView.NoBed)
                {
                    return twice ? [new(patient, bed), new(patient, bed)] : [new(patient, bed)];
                }
            }

            return [];
        }
    }
}
