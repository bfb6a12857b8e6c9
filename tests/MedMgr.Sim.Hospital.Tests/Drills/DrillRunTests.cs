using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Sim.Hospital.Drills;
using MedMgr.Sim.Hospital.Tests.Support;

namespace MedMgr.Sim.Hospital.Tests.Drills;

/// <summary>The patients of a drill, while people give the beds.</summary>
public sealed class DrillRunTests
{
    private static readonly UnitId Icu = UnitId.Of("ICU");

    // Two days of warm-up fill the house enough for what is asked here. Without diversion nobody is sent elsewhere because the house is full: the cast is the same to the last patient.
    private static DrillPlan Plan(int hours = 12) =>
        new(Shipped.Scenario("flu-season") with { WarmUpDays = 2, Diversion = null }, 7, new DateTime(2025, 2, 5, 7, 0, 0), hours);

    private static IEnumerable<string> Told(DrillRun run) => run.Steps.Select(s => $"{s.At:O} {s.Stream} {EventNames.ToJson(s.Event)}");

    [Fact]
    public void The_same_patients_come_whoever_gives_the_beds()
    {
        var (people, greedy) = (Run(null), Run(new GreedyPlacement()));
        string[] Cast(DrillRun run) =>
        [
            .. run.Steps.Where(s => s.At >= run.Plan.Begins).Select(s => s.Event is EncounterEvent.DetailsChanged d && d.Needs.LevelOfCare == LevelOfCare.Emergency
                ? $"{s.At:O} {d.Needs.Gender} {d.Needs.AgeYears} {d.Needs.Acuity}" : "").Where(s => s.Length > 0).Distinct(),
        ];
        Cast(people).Length.ShouldBeGreaterThan(80);
        Cast(people).ShouldBe(Cast(greedy));
    }

    [Fact]
    public void At_the_beginning_the_house_is_the_same_whoever_is_to_give_the_beds()
    {
        var (people, greedy) = (new DrillRun(Plan(), null), new DrillRun(Plan(), new GreedyPlacement()));
        Told(people).ShouldBe(Told(greedy));
        people.Now.ShouldBe(new DateTimeOffset(2025, 2, 5, 7, 0, 0, TimeSpan.FromHours(-8)));
    }

    [Fact]
    public void Steps_of_a_minute_give_what_one_step_gives()
    {
        var (whole, steps) = (Run(new GreedyPlacement()), new DrillRun(Plan(), new GreedyPlacement()));
        for (var minute = 1; minute <= 12 * 60; minute++)
        {
            steps.AdvanceTo(Plan().Begins.AddMinutes(minute));
        }

        Told(steps).ShouldBe(Told(whole));
        steps.Figures().Measures.ShouldBe(whole.Figures().Measures);
    }

    [Fact]
    public void Who_is_given_no_bed_boards_and_every_hour_of_it_counts()
    {
        var (people, greedy) = (Run(null).Figures(), Run(new GreedyPlacement()).Figures());
        people["boarding.hours"]!.Value.ShouldBeGreaterThan(greedy["boarding.hours"]!.Value * 2);
        people.Waits.ShouldAllBe(w => w.Assigned == null || w.Assigned < people.From);
        people["wait.open"]!.Value.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void A_bed_given_by_people_is_the_bed_the_patient_comes_to_after_the_transport()
    {
        var run = new DrillRun(Plan(), null);
        run.AdvanceTo(run.Plan.Begins.AddHours(2));
        var (visit, bed) = Placeable(run);
        run.Assign(visit, bed, "charge nurse").ShouldBeNull();
        run.Board.Encounters[visit].Request!.Assigned!.Bed.ShouldBe(bed);
        run.Has(visit, bed).ShouldBeTrue();
        var given = run.Now;
        run.AdvanceTo(given.AddHours(6));
        var wait = run.Figures().Waits.Single(w => w.Visit == visit && w.Bed == bed);
        wait.Assigned.ShouldBe(given);
        wait.Until!.Value.ShouldBeGreaterThan(given);
    }

    [Fact]
    public void A_patient_whom_people_bring_at_once_lies_there_at_once()
    {
        var run = new DrillRun(Plan(), null);
        run.AdvanceTo(run.Plan.Begins.AddHours(2));
        var (visit, bed) = Placeable(run);
        run.Place(visit, bed, "charge nurse").ShouldBeNull();
        run.Board.Encounters[visit].Location!.Bed.ShouldBe(bed);
        run.Board.Encounters[visit].Request.ShouldBeNull();
    }

    [Fact]
    public void A_bed_taken_back_leaves_the_patient_waiting_since_the_first_request()
    {
        var run = new DrillRun(Plan(), null);
        run.AdvanceTo(run.Plan.Begins.AddHours(2));
        var (visit, bed) = Placeable(run);
        var since = run.Board.Encounters[visit].Request!.Since;
        run.Assign(visit, bed, "charge nurse").ShouldBeNull();
        run.Unassign(visit, "refused");
        var request = run.Board.Encounters[visit].Request!;
        request.Assigned.ShouldBeNull();
        request.Since.ShouldBe(since);
        StateOf(run, bed).ShouldBeOfType<BedState.Ready>();
    }

    [Fact]
    public void A_bed_that_is_not_ready_can_not_be_followed_and_says_why()
    {
        var run = new DrillRun(Plan(), null);
        run.AdvanceTo(run.Plan.Begins.AddHours(2));
        var (visit, _) = Placeable(run);
        var taken = run.Board.Units.SelectMany(u => u.Beds).First(b => b.Value.State is BedState.Occupied).Key;
        run.Assign(visit, taken, "charge nurse").ShouldBe("the bed is Occupied");
        run.Assign(EncounterId.Of("S999999"), taken, "charge nurse")!.ShouldStartWith("the visit is over");
    }

    [Fact]
    public void Nurses_who_call_in_sick_are_missing_and_stay_away()
    {
        var run = new DrillRun(Plan(), new GreedyPlacement());
        var before = Nurses(run);
        run.Await(new TimedInject(run.Plan.Begins.AddMinutes(30), new Inject.StaffSick(Icu, 3, 24), "lead"));
        run.AdvanceTo(run.Plan.Begins.AddHours(1));
        Nurses(run).ShouldBe(before - 3);
    }

    [Fact]
    public void A_bus_crash_brings_as_many_as_were_said_in_a_drill_and_in_its_control()
    {
        var crash = new TimedInject(Plan().Begins.AddHours(3), new Inject.Casualties(40, 60, Inject.Casualties.UsualAcuity, Inject.Casualties.UsualAdmitted), "lead");
        var plain = Run(null).Figures()["ed.arrivals"]!.Value;
        Run(null, crash).Figures()["ed.arrivals"]!.Value.ShouldBe(plain + 40);
        Run(new GreedyPlacement(), crash).Figures()["ed.arrivals"]!.Value.ShouldBe(plain + 40);
    }

    [Fact]
    public void A_closed_ward_takes_nobody_until_it_opens_again()
    {
        var ward = UnitId.Of("MED-4E");
        var run = new DrillRun(Plan(), new GreedyPlacement());
        run.Await(new TimedInject(run.Plan.Begins.AddHours(1), new Inject.WardClosed(ward, 6, "norovirus"), "lead"));
        run.AdvanceTo(run.Plan.Begins.AddHours(7).AddMinutes(-1));
        run.Figures().Waits.Where(w => w.Assigned > run.Plan.Begins.AddHours(1) && w.Bed is { } bed && UnitOf(run, bed) == ward).ShouldBeEmpty();
        run.AdvanceTo(run.Plan.Begins.AddHours(12));
        run.Board.Units.Single(u => u.Definition.Id == ward).Beds.ShouldAllBe(b => !(b.Value.State is BedState.Closed) || run.Board.Map!.Bed(b.Key)!.Surge);
    }

    /// <summary>The optimiser thinks in Domain's types: its control run ended a drill here.</summary>
    [Fact]
    public void A_policy_that_thinks_in_the_domains_types_sees_the_beds_that_are_blocked()
    {
        var policy = new LooksThroughDomain(UnitId.Of("MED-4E"));
        var run = new DrillRun(Plan(), policy);
        run.Await(new TimedInject(run.Plan.Begins.AddHours(1), new Inject.OxygenShort(UnitId.Of("MED-4E"), null, 12, 8), "lead"));
        run.AdvanceTo(run.Plan.Begins.AddHours(8));
        policy.Blocked.ShouldNotBeEmpty();
        policy.Blocked.ShouldAllBe(b => b.Reason.StartsWith("oxygen short", StringComparison.Ordinal) && b.Until == null && !b.NeedsCleaning);
    }

    private sealed class LooksThroughDomain(UnitId ward) : IPlacementPolicy
    {
        private readonly GreedyPlacement _greedy = new();

        public List<BedState.Blocked> Blocked { get; } = [];

        public int ChooseBed(PlacementView view, int patient, int unit)
        {
            var seen = Enumerable.Range(0, view.Units).Select(view.AsDomainSees).Single(u => u.Definition.Id == ward);
            Blocked.AddRange(seen.Beds.Values.Select(b => b.State).OfType<BedState.Blocked>());
            return _greedy.ChooseBed(view, patient, unit);
        }
    }

    [Fact]
    public void Without_oxygen_beds_are_blocked_as_they_become_empty_and_come_back()
    {
        var run = new DrillRun(Plan(), new GreedyPlacement());
        run.Await(new TimedInject(run.Plan.Begins.AddHours(1), new Inject.OxygenShort(UnitId.Of("MED-4E"), null, 12, 8), "lead"));
        run.AdvanceTo(run.Plan.Begins.AddHours(8));
        var blocked = run.Board.Units.Single(u => u.Definition.Id == UnitId.Of("MED-4E")).Beds.Values.Count(b => b.State is BedState.Blocked { Reason: var why } && why.StartsWith("oxygen", StringComparison.Ordinal));
        blocked.ShouldBeInRange(1, 12);
        run.AdvanceTo(run.Plan.Begins.AddHours(10));
        run.Board.Units.SelectMany(u => u.Beds.Values).ShouldNotContain(b => b.State is BedState.Blocked);
    }

    [Fact]
    public void An_inject_that_can_not_be_names_its_fields()
    {
        Plan().WhatIsWrongWith(new Inject.StaffSick(UnitId.Of("NOWHERE"), 0, 8)).Select(w => w.Field).ShouldBe(["unit", "nurses"]);
        Plan().WhatIsWrongWith(new Inject.WardClosed(UnitId.Of("ED"), 8, "")).Select(w => w.Field).ShouldBe(["reason", "unit"]);
        Plan().WhatIsWrongWith(new Inject.OxygenShort(Icu, "ventilator", 4, 8)).ShouldBeEmpty();
    }

    private static DrillRun Run(IPlacementPolicy? decides, params TimedInject[] injects)
    {
        var run = new DrillRun(Plan(), decides, injects);
        run.AdvanceTo(run.Plan.Ends);
        return run;
    }

    private static (EncounterId Visit, BedId Bed) Placeable(DrillRun run)
    {
        // Somebody the greedy policy would have found a bed for: its choice is a bed that the rules allow.
        var greedy = new DrillRun(run.Plan, new GreedyPlacement());
        greedy.AdvanceTo(run.Now.AddHours(1));
        var ready = run.Board.Units.SelectMany(u => u.Beds).Where(b => b.Value.State is BedState.Ready).Select(b => b.Key).ToHashSet();
        var waiting = run.Board.Encounters.Where(e => e.Value.Request is { Assigned: null } && e.Value.Location is { Bed: not null }).Select(e => e.Key).ToHashSet();
        var choice = greedy.Figures().Waits.First(w => waiting.Contains(w.Visit) && w.Bed is { } bed && ready.Contains(bed));
        return (choice.Visit, choice.Bed!.Value);
    }

    private static int Nurses(DrillRun run) => run.Board.Units.Single(u => u.Definition.Id == Icu).State.NursesOnDuty;

    private static BedState StateOf(DrillRun run, BedId bed) => run.Board.Units.SelectMany(u => u.Beds).Single(b => b.Key == bed).Value.State;

    private static UnitId UnitOf(DrillRun run, BedId bed) => run.Board.Map!.UnitOf(bed)!.Id;
}
