using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Optimizer.Rostering;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;
using static MedMgr.Ops.Optimizer.Tests.Rostering.UnitRosters.TwoWards;

namespace MedMgr.Ops.Optimizer.Tests.Rostering.UnitRosters;

/// <summary>What the definition says of a nurse is what the optimiser is told.</summary>
public sealed class UnitRosterProblemTests
{
    [Fact]
    public void Nurses_whose_licence_has_ended_are_not_planned_and_guests_have_a_line_for_each_shift()
    {
        var problem = new UnitRosterProblem(Task()).Problem;

        problem.Faults().ShouldBeEmpty();
        problem.Staff.Select(s => s.Id).ShouldBe(
        [
            "W-D1", "W-D2", "W-D3", "W-D4", "W-D5", "W-N1", "W-N2", "W-N3", "W-N4",
            "FLOAT-D-1", "AGENCY-D-1", "AGENCY-D-2", "FLOAT-N-1", "AGENCY-N-1", "AGENCY-N-2",
        ]);
    }

    [Fact]
    public void Who_works_days_by_the_standing_pattern_is_given_days_only_unless_other_shifts_have_a_price()
    {
        Of("W-D1", Task()).MayNotWork.ShouldBe([1]);
        Of("W-N1", Task()).MayNotWork.ShouldBe([0]);

        var shared = Task(definition: With(p => p with { Weights = p.Weights with { OtherShift = 70 } }));
        Of("W-D1", shared).MayNotWork.ShouldBeEmpty();
        new UnitRosterProblem(shared).Problem.Requests.Where(r => r.Staff == 0).ShouldAllBe(r => r.Shift == 1 && !r.On && r.Weight == 70);
    }

    [Fact]
    public void Three_days_on_and_four_off_are_36_hours_a_week_and_leave_takes_its_share()
    {
        Of("W-D1", Task(days: 28)).Overtime!.AfterMinutes.ShouldBe(4 * 36 * 60);
        var away = new Absence(new StaffId("W-D1"), Monday.AddDays(7), Monday.AddDays(13), "holiday");
        var person = Of("W-D1", Task(days: 28, absences: away));
        person.Overtime!.AfterMinutes.ShouldBe(3 * 36 * 60);
        person.Leave.Order().ShouldBe(Enumerable.Range(7, 7));
        Of("W-D1", Task(days: 28, absences: away with { IsSickness = true })).Overtime!.AfterMinutes.ShouldBe(4 * 36 * 60);
    }

    [Fact]
    public void An_hour_of_overtime_costs_half_the_wage_on_top_and_a_practical_nurse_less_than_a_registered_one()
    {
        Of("W-D1", Task()).Pay.ShouldBe([12 * 52, 12 * 52]);
        Of("W-D1", Task()).Overtime!.PerHour.ShouldBe(26);
        Of("W-D5", Task()).Pay.ShouldBe([12 * 34, 12 * 34]);
        Of("FLOAT-D-1", Task()).Pay.ShouldBe([12 * 57, 12 * 57]);
        Of("AGENCY-D-1", Task()).Pay.ShouldBe([12 * 110, 12 * 110]);
    }

    [Fact]
    public void Nobody_floats_in_when_no_sister_nurse_with_the_skill_is_at_work_at_those_hours()
    {
        // E-D1 works every day and no night; E-X1 lacks the skill.
        Of("FLOAT-D-1", Task()).Leave.ShouldBeEmpty();
        Of("FLOAT-N-1", Task()).Leave.Count.ShouldBe(7);
    }

    [Fact]
    public void A_sister_nurse_whom_her_own_unit_has_rostered_off_can_not_float()
    {
        var east = new PublishedRoster(1, Monday, Monday.AddDays(7), PublicationRules.PlannedRoles, [Shift("E-D1", 2, Day)]);
        var task = Task() with { Published = ImmutableDictionary<UnitId, RosterState>.Empty.Add(East, new RosterState(1, [east])) };

        Of("FLOAT-D-1", task).Leave.Order().ShouldBe([0, 1, 3, 4, 5, 6]);
    }

    [Fact]
    public void A_sister_nurse_who_is_on_the_published_roster_of_this_unit_may_stay()
    {
        var west = new PublishedRoster(1, Monday, Monday.AddDays(7), PublicationRules.PlannedRoles, [Shift("E-D1", 2, Day, ShiftKind.Float)]);
        var task = Task() with { Published = ImmutableDictionary<UnitId, RosterState>.Empty.Add(West, new RosterState(1, [west])) };

        Of("FLOAT-D-1", task).Leave.ShouldBeEmpty();
    }

    [Fact]
    public void Registered_nurses_take_charge_practical_nurses_and_guests_do_not_and_a_list_narrows_it()
    {
        var all = new UnitRosterProblem(Task()).Problem;
        all.Staff.Where(s => s.MayTakeCharge).Select(s => s.Id).ShouldBe(["W-D1", "W-D2", "W-D3", "W-D4", "W-N1", "W-N2", "W-N3", "W-N4"]);

        var two = Task(definition: With(p => p with { Units = [p.Units[0] with { ChargeNurses = [new StaffId("W-D2"), new StaffId("W-N3")] }] }));
        new UnitRosterProblem(two).Problem.Staff.Where(s => s.MayTakeCharge).Select(s => s.Id).ShouldBe(["W-D2", "W-N3"]);
        all.Charge.Length.ShouldBe(14);
        all.Charge.ShouldAllBe(c => c.UnmetWeight == null);
    }

    [Fact]
    public void Limits_of_law_and_house_become_limits_of_the_contract()
    {
        var contract = Of("W-D1", Task(days: 28)).Contract;

        (contract.WeeklyMinutesMax, contract.ConsecutiveShiftsMax, contract.WeekendsMax, contract.MinutesMax).ShouldBe((60 * 60, 4, 2, (144 + 48) * 60));
        Of("W-D1", Task(days: 7)).Contract.WeekendsMax.ShouldBe(1);
        new UnitRosterProblem(Task()).Problem.RestMinutesMin.ShouldBe(11 * 60);
        new UnitRosterProblem(Task(days: 14)).Problem.Budget.ShouldBe(new PayBudget(40_000, 1));
    }

    [Fact]
    public void The_days_before_are_those_of_the_standing_pattern()
    {
        // On Monday 2026-10-26 the cycle of seven days that began on Monday 2024-01-01 begins again: on, on, on, off, off, off, off.
        Of("W-D1", Task()).History.ShouldBe([-1, -1, -1, 0, 0, 0, -1, -1, -1, -1]);
    }

    [Fact]
    public void A_wish_is_weighed_as_it_says_or_as_the_policy_weighs_requests()
    {
        var task = Task() with
        {
            Wishes = [new Wish(new StaffId("W-D2"), Monday.AddDays(3), null, On: false, null), new Wish(new StaffId("W-N1"), Monday, "N", On: true, 33), new Wish(new StaffId("W-N1"), Monday.AddDays(40), "N", On: true, 33)],
        };

        new UnitRosterProblem(task).Problem.Requests.ShouldBe([new ShiftRequest(1, 3, null, false, 120), new ShiftRequest(5, 0, 1, true, 33)]);
    }

    private static RosterStaff Of(string id, UnitRosterTask task) => new UnitRosterProblem(task).Problem.Staff.Single(s => s.Id == id);
}
