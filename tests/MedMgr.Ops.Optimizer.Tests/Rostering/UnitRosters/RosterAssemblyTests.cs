using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Optimizer.Rostering;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;
using static MedMgr.Ops.Optimizer.Tests.Rostering.UnitRosters.TwoWards;

namespace MedMgr.Ops.Optimizer.Tests.Rostering.UnitRosters;

/// <summary>From lines of the optimiser to people's shifts, and back.</summary>
public sealed class RosterAssemblyTests
{
    [Fact]
    public void The_night_on_which_clocks_go_back_lasts_thirteen_hours_and_hands_over_at_seven()
    {
        var shifts = Assemble(("W-N1", 5, 1), ("W-D1", 6, 0));

        var night = shifts.Single(s => s.Staff == new StaffId("W-N1"));
        night.Hours.ShouldBe(13);
        night.Start.ShouldBe(new DateTimeOffset(2026, 10, 31, 19, 0, 0, TimeSpan.FromHours(-7)));
        night.End.ShouldBe(new DateTimeOffset(2026, 11, 1, 7, 0, 0, TimeSpan.FromHours(-8)));
        shifts.Single(s => s.Staff == new StaffId("W-D1")).Start.ShouldBe(night.End);
    }

    [Fact]
    public void The_fourth_shift_of_a_week_of_three_is_overtime()
    {
        var shifts = Assemble(("W-D1", 0, 0), ("W-D1", 1, 0), ("W-D1", 3, 0), ("W-D1", 5, 0));

        shifts.Select(s => s.Kind).ShouldBe([ShiftKind.Own, ShiftKind.Own, ShiftKind.Own, ShiftKind.Overtime]);
    }

    [Fact]
    public void One_of_those_who_may_is_in_charge_of_each_shift_and_they_take_turns()
    {
        var shifts = Assemble(("W-D1", 0, 0), ("W-D2", 0, 0), ("W-D5", 0, 0), ("W-D1", 1, 0), ("W-D2", 1, 0), ("W-D5", 2, 0), ("AGENCY-D-1", 2, 0));

        shifts.Where(s => s.Charge).Select(s => (s.Staff.Value, s.Day.DayNumber - Monday.DayNumber)).ShouldBe([("W-D1", 0), ("W-D2", 1)]);
    }

    [Fact]
    public void A_float_place_is_given_to_the_sister_nurse_at_work_and_agency_places_are_numbered_on_each_shift()
    {
        var shifts = Assemble(("FLOAT-D-1", 2, 0), ("AGENCY-D-2", 2, 0), ("AGENCY-N-1", 2, 1), ("AGENCY-N-2", 2, 1));

        shifts.Select(s => (s.Staff.Value, s.Shift, s.Kind)).ShouldBe(
            [("E-D1", "D", ShiftKind.Float), ("AGENCY-1", "D", ShiftKind.Agency), ("AGENCY-1", "N", ShiftKind.Agency), ("AGENCY-2", "N", ShiftKind.Agency)]);
    }

    [Fact]
    public void Known_shifts_become_the_lines_that_they_came_from()
    {
        var task = Task();
        var problem = new UnitRosterProblem(task);
        var roster = RosterOf(problem, ("W-D1", 0, 0), ("W-N2", 0, 1), ("FLOAT-D-1", 1, 0), ("AGENCY-D-1", 1, 0), ("AGENCY-D-2", 1, 0));
        var assembly = new RosterAssembly(task, problem);

        assembly.Lines(assembly.Shifts(roster, [])).ShouldBe(roster);
        assembly.Lines([Shift("W-OLD", 0, Day), Shift("W-D1", 30, Day)]).ShouldBe(Roster.Empty(problem.Problem));
    }

    [Fact]
    public void The_bill_adds_up_to_what_the_rules_of_pay_and_overtime_charge()
    {
        var task = Task();
        var problem = new UnitRosterProblem(task);
        var roster = RosterOf(
            problem, ("W-D1", 0, 0), ("W-D1", 1, 0), ("W-D1", 3, 0), ("W-D1", 5, 0), ("W-D5", 2, 0), ("FLOAT-D-1", 2, 0), ("AGENCY-N-1", 4, 1));

        var bill = WageBill.Of(task, new RosterAssembly(task, problem).Shifts(roster, []));

        bill.ShouldBe(new WageBill("USD", Own: (4 * 624) + 408, Overtime: 12 * 26, Float: 684, Agency: 1_320, Budget: 20_000));
        var charged = RosterCost.ByRule(problem.Problem, roster).ToDictionary(c => c.Rule, c => c.Cost);
        bill.Amount.ShouldBe(charged["pay"] + charged["overtime"]);
    }

    private static IReadOnlyList<RosteredShift> Assemble(params (string Line, int Day, int Shift)[] assigned)
    {
        var task = Task();
        var problem = new UnitRosterProblem(task);
        return new RosterAssembly(task, problem).Shifts(RosterOf(problem, assigned), []);
    }

    private static Roster RosterOf(UnitRosterProblem problem, params (string Line, int Day, int Shift)[] assigned) => Roster.From(
        problem.Problem,
        (line, day) => assigned.FirstOrDefault(a => a.Line == problem.Problem.Staff[line].Id && a.Day == day) is { Line: not null } found ? found.Shift : Roster.Off);
}
