using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Sim.Hospital.Drills;
using MedMgr.Sim.Hospital.Scenarios;
using MedMgr.Sim.Hospital.Tests.Support;

namespace MedMgr.Sim.Hospital.Tests.Drills;

/// <summary>The surge plan of a drill: its triggers ask, people set the level.</summary>
public sealed class DrillSurgeTests
{
    private static readonly UnitId Tele = UnitId.Of("TELE");

    private static readonly SurgeActions Nothing = new([], 0, 0, false, ImmutableDictionary<UnitId, int>.Empty, 0, false);

    // Level 1 holds always, so that it is asked for at the first hour that is looked at; level 2 needs more than there ever is.
    private static readonly SurgePlan Always = new("test", [
        new SurgeLevel(1, "Busy", new SurgeTriggers(-1000, null, null, null, null), 0, Nothing),
        new SurgeLevel(2, "Full", new SurgeTriggers(100_000, null, null, null, null), 0, Nothing with { AgencyNurses = ImmutableDictionary<UnitId, int>.Empty.Add(Tele, 2), AgencyLeadHours = 3 }),
    ], 0.85, 8);

    private static DrillPlan Plan(SurgePlan surge) =>
        new(Shipped.Scenario("flu-season") with { WarmUpDays = 1, Diversion = null, Plan = surge }, 7, new DateTime(2025, 2, 5, 7, 0, 0), 10);

    private static DrillRun ByPeople(SurgePlan surge) => new(Plan(surge), null, surgeIsByPeople: true);

    /// <summary>Level 2 holds always, but has to hold for longer than the warm-up lasts: it is asked for some hours into the drill.</summary>
    private static readonly SurgePlan AsksForTwo = Always with
    {
        Levels = [Always.Levels[0], Always.Levels[1] with { When = new SurgeTriggers(-1000, null, null, null, null), AfterHours = 34 }],
    };

    [Fact]
    public void Before_the_drill_the_plan_is_followed_so_people_and_controls_begin_at_the_same_level()
    {
        var (people, greedy) = (ByPeople(Always), new DrillRun(Plan(Always), new GreedyPlacement()));
        people.Board.SurgeLevel.ShouldBe(1);
        people.Steps.Select(s => $"{s.At:O} {s.Stream} {EventNames.ToJson(s.Event)}").ShouldBe(greedy.Steps.Select(s => $"{s.At:O} {s.Stream} {EventNames.ToJson(s.Event)}"));
    }

    [Fact]
    public void What_the_triggers_asked_before_the_drill_is_nobodys_delay()
    {
        var run = ByPeople(Always);
        run.AdvanceTo(run.Plan.Begins.AddHours(5));
        run.LevelsAsked.ShouldBeEmpty();
        run.SurgeDelay.ShouldBeNull();
    }

    [Fact]
    public void In_the_drill_the_triggers_ask_once_and_nothing_is_done_until_people_set_the_level()
    {
        var run = Asked(out var at);
        run.LevelsAsked.ShouldBe([(at, 2)]);
        run.Board.SurgeLevel.ShouldBe(0);
    }

    [Fact]
    public void The_delay_runs_from_the_ask_to_the_moment_at_which_the_level_was_set()
    {
        var run = Asked(out var at);
        run.SetSurgeLevel(2, at.AddMinutes(25));
        run.AdvanceTo(run.Plan.Ends);
        run.Board.SurgeLevel.ShouldBe(2);
        run.SurgeDelay.ShouldBe(TimeSpan.FromMinutes(25));
        run.LevelsAsked.Length.ShouldBe(1);
    }

    [Fact]
    public void A_higher_level_answers_the_ask_and_a_lower_one_does_not()
    {
        var run = Asked(out var at);
        run.SetSurgeLevel(1, at.AddMinutes(10));
        run.SurgeDelay.ShouldBe(run.Now - at);
        run.SetSurgeLevel(4, at.AddMinutes(40));
        run.SurgeDelay.ShouldBe(TimeSpan.FromMinutes(40));
    }

    [Fact]
    public void A_level_that_is_never_set_counts_to_the_end()
    {
        var run = Asked(out var at);
        run.AdvanceTo(run.Plan.Ends);
        run.SurgeDelay.ShouldBe(run.Plan.Ends - at);
    }

    [Fact]
    public void Whoever_sets_the_level_calls_the_agency_and_its_nurses_come_after_the_lead_time()
    {
        var run = ByPeople(Always);
        run.AdvanceTo(run.Plan.Begins.AddHours(1));
        run.SetSurgeLevel(2, run.Now);
        run.AdvanceTo(run.Plan.Begins.AddHours(4).AddMinutes(-1));
        Agency(run).ShouldBeEmpty();
        run.AdvanceTo(run.Plan.Begins.AddHours(4).AddMinutes(1));
        Agency(run).Length.ShouldBe(2);
    }

    [Fact]
    public void An_agency_nurse_whom_people_call_stays_until_they_send_the_nurse_home()
    {
        var run = ByPeople(Always);
        run.AdvanceTo(run.Plan.Begins.AddHours(1));
        var nurse = StaffId.Of("AGENCY-7");
        run.SendAgency(nurse, Tele, run.Now.AddHours(8));
        run.SendAgency(nurse, Tele, run.Now.AddHours(8));
        OnDuty(run).ShouldContain(nurse);
        run.Figures()["staffing.agencyShifts"].ShouldBe(1);
        run.SendAgency(nurse, Tele, null);
        OnDuty(run).ShouldNotContain(nurse);
    }

    private static DrillRun Asked(out DateTimeOffset at)
    {
        var run = ByPeople(AsksForTwo);
        run.Board.SurgeLevel.ShouldBe(0);
        run.AdvanceTo(run.Plan.Begins.AddHours(6));
        at = run.LevelsAsked.ShouldHaveSingleItem().At;
        at.ShouldBeGreaterThan(run.Plan.Begins);
        return run;
    }

    private static ImmutableArray<StaffId> Agency(DrillRun run) => [.. OnDuty(run).Where(s => run.Board.Map!.Staff(s) is null && s.Value.Contains("-AGENCY-", StringComparison.Ordinal))];

    private static ImmutableArray<StaffId> OnDuty(DrillRun run) => [.. run.Board.Units.Single(u => u.Definition.Id == Tele).State.OnDuty.Select(p => p.Staff)];
}
