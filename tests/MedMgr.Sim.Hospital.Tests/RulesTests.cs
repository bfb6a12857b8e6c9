using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Domain.Units;
using MedMgr.Sim.Hospital.Model;
using MedMgr.Sim.Hospital.Scenarios;
using MedMgr.Sim.Hospital.Tests.Support;

namespace MedMgr.Sim.Hospital.Tests;

/// <summary>What the planner simulates is what the ward runs.</summary>
/// <remarks>The witness puts each step to Domain (BedRules, PlacementRules, EncounterRules, StaffRules, UnitRules) and throws at the first refusal.</remarks>
public class RulesTests
{
    [Theory]
    [InlineData("winter-week", 2, 3)]
    [InlineData("flu-severe-surge", 5, 5)]
    [InlineData("ward-closure-surge", 9, 1)]
    [InlineData("mass-casualty", 4, 2)]
    [InlineData("staff-sickness-surge", 5, 3)]
    public void The_ward_accepts_every_step_and_its_board_shows_the_same_figures_at_every_hour(string name, int days, int warmUpDays)
    {
        var scenario = Shipped.Scenario(name) with { Days = days, WarmUpDays = warmUpDays };
        Hours(scenario).ShouldBeGreaterThanOrEqualTo(24 * (days + warmUpDays) - 1);
    }

    [Fact]
    public void An_averaged_nurse_ratio_closes_beds_as_the_ward_closes_them()
    {
        var scenario = Shipped.Scenario("flu-severe") with { Days = 3, WarmUpDays = 4 };
        var oregon = new NurseRatio(RatioMeaning.AveragedWithMaximum, 4, 5, 12, "Oregon ORS 441.765: ED average 4 over 12 h, maximum 5");
        var units = scenario.Hospital.Units.Select(u => u.Id.Value is "ED" or "MED-4E" ? u with { Ratio = oregon } : u);
        Hours(scenario with { Hospital = scenario.Hospital with { Units = [.. units] } }).ShouldBeGreaterThan(160);
    }

    [Fact]
    public void A_bed_is_open_to_a_patient_exactly_when_the_rules_of_bed_room_and_unit_say_so()
    {
        var scenario = Shipped.Scenario("flu-severe-surge") with { Days = 2, WarmUpDays = 6 };
        var (allowed, refused) = (0, 0);
        var witness = new DomainWitness(scenario.Hospital, "S")
        {
            AtEachHour = (run, board) =>
            {
                if (run.Now % 7 == 0)
                {
                    Ask(run, board, ref allowed, ref refused);
                }
            },
        };
        HospitalSimulation.Witnessed(HospitalSimulation.Plan(scenario), seed: 6, replication: 0, null, witness);
        allowed.ShouldBeGreaterThan(500);
        refused.ShouldBeGreaterThan(5000);
    }

    [Fact]
    public void A_policy_that_breaks_a_rule_is_stopped()
    {
        var scenario = Shipped.Scenario("winter-week") with { Days = 1, WarmUpDays = 0 };
        Should.Throw<InvalidOperationException>(() => HospitalSimulation.Run(scenario, 1, 7, policy: new AnyReadyBed())).Message.ShouldContain("the rules refuse");
    }

    [Fact]
    public void A_witness_changes_nothing()
    {
        var plan = HospitalSimulation.Plan(Shipped.Scenario("flu-severe-surge") with { Days = 3, WarmUpDays = 3 });
        var seen = HospitalSimulation.Witnessed(plan, 11, 2, null, new DomainWitness(plan.Scenario.Hospital, "S"));
        var unseen = new HospitalRun(plan, 11, 2, new GreedyPlacement(), null).Run();
        seen.Measures.ShouldBe(unseen.Measures);
        seen.Curves.ShouldBe(unseen.Curves);
    }

    /// <summary>Everybody who lies in some beds asks for every bed of the house, of the arrays and of the ward.</summary>
    private static void Ask(HospitalRun run, HospitalBoard board, ref int allowed, ref int refused)
    {
        var (house, rules, asking) = (run.Plan.House, run.Plan.Rules, EncounterId.Of("asking"));
        var views = board.Units.ToDictionary(
            u => u.Definition.Id, u => new UnitView(u.Definition, u.State, u.Beds, StaffedCapacity.Of(u.Definition.Ratio, u.State.NursesOnDuty, LoadHistory.Empty, run.Instant)));
        for (var from = (int)run.Now % 31; from < house.Beds.Length; from += 31)
        {
            if (run.PatientIn(from) is var patient && patient < 0)
            {
                continue;
            }

            ref var p = ref run[patient];
            var needs = new BedNeeds(p.Level, p.Gender, rules.Isolations[p.Isolation], p.Age, rules.Capabilities[p.Capabilities], null, null);
            for (var bed = 0; bed < house.Beds.Length; bed++)
            {
                var (unit, id) = (house.Units[house.BedUnit[bed]], house.Beds[bed].Id);
                var claim = new BedCommand.Reserve(new Claim(asking, p.Gender, needs.Isolation, run.Instant)) { At = run.Instant };
                var ward = PlacementRules.Check(views[unit.Id], id, asking, needs).IsEmpty
                    && BedRules.Decide(id, views[unit.Id].Beds[id], claim, patientsMax: 1) is Decision<BedEvent>.Accepted;
                (run.HasRoom(house.BedUnit[bed]) && run.MayTake(ref p, bed)).ShouldBe(ward, $"{needs} to {id} at {run.Instant:u}");
                allowed += ward ? 1 : 0;
                refused += ward ? 0 : 1;
            }
        }
    }

    private static int Hours(Scenario scenario)
    {
        var plan = HospitalSimulation.Plan(scenario);
        var hours = 0;
        var witness = new DomainWitness(scenario.Hospital, "S")
        {
            AtEachHour = (run, board) =>
            {
                hours++;
                Compare(run, board.View(run.Instant));
            },
        };
        HospitalSimulation.Witnessed(plan, seed: 5, replication: 0, null, witness);
        return hours;
    }

    private static void Compare(HospitalRun run, BoardView view)
    {
        for (var unit = 0; unit < view.Units.Length; unit++)
        {
            var (figures, where) = (view.Units[unit].Figures, $"{view.Units[unit].Id} at {run.Instant:u}");
            run.Occupied(unit).ShouldBe(figures.Occupied, where);
            run.Ready(unit).ShouldBe(figures.Available, where);
            run.OpenBeds(unit).ShouldBe(figures.OpenBeds, where);
            run.Load(unit).ShouldBe(view.Units[unit].Staffing.Patients, where);
            run.Nurses(unit).ShouldBe(view.Units[unit].Staffing.NursesOnDuty, where);
            run.Capacity(unit).ShouldBe(view.Units[unit].Staffing.StaffedCapacity, where);
            view.Units[unit].Beds.ShouldAllBe(b => b.Encounters == null);
        }

        run.Boarding.ShouldBe(view.Figures.Boarding);
        run.SurgeLevel.ShouldBe(view.SurgeLevel);
        run.Nedocs().ShouldBe(view.Crowding.Nedocs!.Value, 1e-6, $"NEDOCS at {run.Instant:u}");
        view.Discrepancies.ShouldBeEmpty();
    }

    /// <summary>Looks at no rule.</summary>
    private sealed class AnyReadyBed : IPlacementPolicy
    {
        public int ChooseBed(PlacementView view, int patient, int unit) =>
            Enumerable.Range(0, view.Units).SelectMany(u => Enumerable.Range(view.FirstBed(u), view.Beds(u))).First(view.IsReady);
    }
}
