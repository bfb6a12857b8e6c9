using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Optimizer.Rostering;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;
using MedMgr.Ops.Optimizer.Tests.Solver;
using static MedMgr.Ops.Optimizer.Tests.Rostering.UnitRosters.TwoWards;

namespace MedMgr.Ops.Optimizer.Tests.Rostering.UnitRosters;

/// <summary>Rosters of a week for a small ward, made and repaired by the solver.</summary>
public sealed class UnitRosterPlannerTests(SharedSolver solver)
{
    private static readonly RosterSearch Search = new(SharedSolver.UntilProven);

    private UnitRosterPlanner Planner => new(new RosterOptimizer(solver));

    [Fact]
    public async Task A_week_of_one_nurse_on_each_shift_costs_fourteen_ordinary_shifts_and_is_proven()
    {
        var plan = await Planner.PlanAsync(Task(nurses: 1), Search);

        plan.Status.ShouldBe(RosterStatus.Optimal);
        plan.Violations.ShouldBeEmpty();
        plan.Bill.Amount.ShouldBe(14 * 12 * 52);
        plan.Bound.ShouldBe(plan.Objective);
        plan.Cover.ShouldAllBe(c => c.Nurses == 1 && c.Registered == 1);
        plan.Shifts.Count(s => s.Charge).ShouldBe(14);
        plan.Shifts.ShouldAllBe(s => s.Kind == ShiftKind.Own);
    }

    [Fact]
    public async Task Hours_of_the_contract_are_used_first_then_overtime_and_the_agency_only_for_the_rest()
    {
        // Two night nurses of four are away: of 14 night shifts the other two work three each within their contracts and one each as overtime, which is limited to
        // 12 hours a week; nobody floats at night.
        var away = new[] { "W-N3", "W-N4" }.Select(n => new Absence(new StaffId(n), Monday, Monday.AddDays(6), "leave")).ToImmutableArray();

        var plan = await Planner.PlanAsync(Task(nurses: 2, absences: away), Search);

        var nights = plan.Shifts.Where(s => s.Shift == "N").CountBy(s => s.Kind).ToDictionary(c => c.Key, c => c.Value);
        plan.Violations.ShouldBeEmpty();
        nights.ShouldBe(new Dictionary<ShiftKind, int> { [ShiftKind.Own] = 6, [ShiftKind.Overtime] = 2, [ShiftKind.Agency] = 6 }, ignoreOrder: true);
        plan.Cover.Sum(c => c.Missing).ShouldBe(0);
    }

    [Fact]
    public async Task Who_asks_for_a_day_off_gets_it_when_somebody_else_can_work()
    {
        var task = Task(nurses: 1) with { Wishes = [.. new[] { 0, 1, 2 }.Select(d => new Wish(new StaffId("W-D1"), Monday.AddDays(d), null, On: false, null))] };

        var plan = await Planner.PlanAsync(task, Search);

        plan.Status.ShouldBe(RosterStatus.Optimal);
        plan.Shifts.ShouldNotContain(s => s.Staff == new StaffId("W-D1") && s.Day < Monday.AddDays(3));
        plan.SoftCosts.Single(c => c.Rule == "requests").Cost.ShouldBe(0);
    }

    [Fact]
    public async Task A_shift_that_nobody_may_lead_makes_the_roster_infeasible_and_says_so()
    {
        var away = new[] { "W-N1", "W-N2", "W-N3", "W-N4" }.Select(n => new Absence(new StaffId(n), Monday.AddDays(2), Monday.AddDays(2), "congress")).ToImmutableArray();

        var plan = await Planner.PlanAsync(Task(nurses: 1, absences: away), Search);

        plan.Status.ShouldBe(RosterStatus.Infeasible);
        plan.HasRoster.ShouldBeFalse();
        plan.Shifts.ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_sick_call_one_nurse_stands_in_and_nothing_else_changes()
    {
        var known = (await Planner.PlanAsync(Task(nurses: 1), Search)).Shifts;
        var sick = known.First(s => s.Shift == "D" && s.Day == Monday.AddDays(3));

        var repair = await Planner.RepairAsync(Task(nurses: 1, absences: new Absence(sick.Staff, sick.Day, sick.Day, "sick", IsSickness: true)), known, sick.Day, Search);

        repair.Plan.Violations.ShouldBeEmpty();
        repair.PeopleAsked.ShouldBe(1);
        repair.Changes.Length.ShouldBe(2);
        repair.Changes.Single(c => c.Staff == sick.Staff).ShouldSatisfyAllConditions(
            c => c.After.ShouldBeNull(), c => c.Price.ShouldBe(-12 * 52), c => c.Says.ShouldBe($"Thu 29 Oct: Nurse {sick.Staff} ({sick.Staff}) is away from D"));
        repair.Changes.Single(c => c.Staff != sick.Staff).ShouldSatisfyAllConditions(c => c.After!.Shift.ShouldBe("D"), c => c.Day.ShouldBe(sick.Day));
        repair.Plan.Cover.ShouldAllBe(c => c.Nurses == 1);
    }

    [Fact]
    public async Task A_repair_leaves_the_days_before_the_first_sick_call_as_they_were()
    {
        var known = (await Planner.PlanAsync(Task(nurses: 1), Search)).Shifts;
        var sick = known.First(s => s.Shift == "N" && s.Day == Monday.AddDays(4));
        var calls = new Absence(sick.Staff, Monday, Monday.AddDays(6), "sick", IsSickness: true);

        var repair = await Planner.RepairAsync(Task(nurses: 1, absences: calls), known, sick.Day, Search);

        repair.Changes.ShouldAllBe(c => c.Day >= sick.Day);
        repair.Plan.Shifts.Where(s => s.Day < sick.Day).Select(s => (s.Staff, s.Start)).ShouldBe(known.Where(s => s.Day < sick.Day).Select(s => (s.Staff, s.Start)), ignoreOrder: true);
    }
}
