using System.Collections.Immutable;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Optimizer.Rostering.UnitRosters;

/// <summary>How much of the work is each nurse's part, by the hours of the contract: of all shifts, of shifts on Saturdays and Sundays, and of nights where nights are shared.</summary>
internal sealed class FairShares
{
    private readonly UnitRosterTask _task;
    private readonly ImmutableArray<StaffDefinition> _nurses;
    private readonly ImmutableArray<int> _nights;

    public FairShares(UnitRosterTask task)
    {
        _task = task;
        _nurses = [.. task.Nurses];
        _nights = [.. Enumerable.Range(0, task.Shifts.Length).Where(s => task.Shifts[s].Start.Hour + task.Shifts[s].Hours > 24)];
    }

    public ImmutableArray<FairShare> Of(StaffDefinition person)
    {
        var weight = _task.Policy.Weights.Unfair;
        var shifts = ShiftsOf(person);
        var all = new FairShare("shifts", [], Part(person, shifts, _ => true), weight);
        var weekends = new FairShare("weekend days", [], Part(person, shifts, IsWeekend), weight) { WeekendDaysOnly = true };
        return _nights.IsEmpty || shifts.Length < 2 ? [all, weekends] : [all, weekends, new FairShare("nights", _nights, Part(person, _nights, _ => true), weight)];
    }

    /// <summary>The person's part of what these shifts need, rounded up to whole shifts.</summary>
    private int Part(StaffDefinition person, ImmutableArray<int> shifts, Func<DateOnly, bool> counts)
    {
        var codes = shifts.Select(s => _task.Shifts[s].Code).ToHashSet(StringComparer.Ordinal);
        var needed = _task.Demand.Needs.Where(n => codes.Contains(n.Shift) && counts(n.Day)).Sum(n => n.Nurses);
        var hands = _nurses.Where(n => ShiftsOf(n).Intersect(shifts).Any()).Sum(n => (long)UnitRosterProblem.ContractMinutes(_task, n));
        return hands == 0 ? needed : (int)(((long)needed * UnitRosterProblem.ContractMinutes(_task, person) + hands - 1) / hands);
    }

    private ImmutableArray<int> ShiftsOf(StaffDefinition person) =>
        _task.Policy.Weights.OtherShift is null ? [UnitRosterProblem.UsualShift(_task, person)] : [.. Enumerable.Range(0, _task.Shifts.Length)];

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
