using System.Collections.Immutable;
using System.Globalization;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Rosters;

namespace MedMgr.Ops.Optimizer.Rostering.UnitRosters;

/// <summary>One day of one person that a repair changes.</summary>
/// <param name="Before">Null: was off.</param>
/// <param name="After">Null: is off.</param>
/// <param name="Price">What the change costs in money, each shift at the price of its kind; less than 0 when it saves.</param>
/// <param name="Says">For people.</param>
public sealed record RosterChange(DateOnly Day, StaffId Staff, RosteredShift? Before, RosteredShift? After, long Price, string Says)
{
    /// <summary>What differs in who works when; that a shift has become overtime or has another charge nurse is no change for its day.</summary>
    public static ImmutableArray<RosterChange> Between(UnitRosterTask task, ImmutableArray<RosteredShift> before, ImmutableArray<RosteredShift> after)
    {
        var was = before.ToDictionary(KeyOf);
        var now = after.ToDictionary(KeyOf);
        return
        [
            .. from key in was.Keys.Union(now.Keys)
               orderby key.Day, key.Staff.Value
               let old = was.GetValueOrDefault(key)
               let changed = now.GetValueOrDefault(key)
               where old?.Shift != changed?.Shift
               let price = PriceOf(task, changed) - PriceOf(task, old)
               select new RosterChange(key.Day, key.Staff, old, changed, price, Sentence(task, key.Staff, key.Day, old, changed)),
        ];
    }

    // An agency's places have the same names on every shift of a day.
    private static (DateOnly Day, StaffId Staff, string? Shift) KeyOf(RosteredShift shift) =>
        (shift.Day, shift.Staff, shift.Kind == ShiftKind.Agency ? shift.Shift : null);

    private static long PriceOf(UnitRosterTask task, RosteredShift? shift) => shift is null ? 0 : WageBill.PriceOf(task, shift);

    private static string Sentence(UnitRosterTask task, StaffId staff, DateOnly day, RosteredShift? before, RosteredShift? after)
    {
        var who = task.Hospital.Staff(staff) is { } person ? $"{person.Name} ({staff})" : staff.Value;
        var when = day.ToString("ddd d MMM", CultureInfo.InvariantCulture);
        return (before, after) switch
        {
            (null, { } now) => $"{when}: {who} works {now.Shift}{Kind(now)}",
            ({ } was, null) => task.IsAbsent(staff, day) ? $"{when}: {who} is away from {was.Shift}" : $"{when}: {who} is off instead of {was.Shift}",
            ({ } was, { } now) => $"{when}: {who} works {now.Shift}{Kind(now)} instead of {was.Shift}",
            _ => throw new InvalidOperationException("A change without a shift before or after it"),
        };
    }

    private static string Kind(RosteredShift shift) => shift.Kind switch
    {
        ShiftKind.Own => "",
        ShiftKind.Overtime => " as overtime",
        ShiftKind.Float => " from a sister unit",
        ShiftKind.Agency => " for the agency",
        _ => throw new InvalidOperationException($"No words for {shift.Kind}"),
    };
}

/// <summary>A repaired roster, and what it changes.</summary>
public sealed record RosterRepair(UnitRosterPlan Plan, ImmutableArray<RosterChange> Changes)
{
    /// <summary>Days changed of people who are not away themselves.</summary>
    public int PeopleAsked => Changes.Count(c => !Plan.Task.IsAbsent(c.Staff, c.Day));
}
