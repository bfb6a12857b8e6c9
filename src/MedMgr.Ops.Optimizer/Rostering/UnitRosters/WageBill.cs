using System.Collections.Immutable;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;

namespace MedMgr.Ops.Optimizer.Rostering.UnitRosters;

/// <summary>What a roster costs in money, in whole units of the currency, by how its shifts are filled.</summary>
/// <param name="Own">Ordinary hours of the unit's nurses, those of overtime shifts included.</param>
/// <param name="Overtime">What hours above the contract cost on top.</param>
/// <param name="Float">Hours and premium of sister nurses.</param>
/// <param name="Budget">For these days; null: none is set.</param>
public sealed record WageBill(string Currency, long Own, long Overtime, long Float, long Agency, long? Budget)
{
    public long Amount => Own + Overtime + Float + Agency;

    internal static WageBill Of(UnitRosterTask task, ImmutableArray<RosteredShift> shifts)
    {
        var prices = task.Policy.Prices;
        var hours = task.Shifts.ToDictionary(s => s.Code, s => s.Hours, StringComparer.Ordinal);
        long own = 0, overtime = 0;
        foreach (var person in shifts.Where(s => s.Kind is ShiftKind.Own or ShiftKind.Overtime).GroupBy(s => s.Staff))
        {
            var nurse = task.Hospital.Staff(person.Key)!;
            var (wage, worked) = (UnitRosterProblem.WageOf(prices, nurse), person.Sum(s => hours[s.Shift]));
            var beyond = Math.Max(0, ((worked * 60) - UnitRosterProblem.ContractMinutes(task, nurse) + 59) / 60);
            own += (long)worked * wage;
            overtime += beyond * OvertimePremium(prices, nurse);
        }

        return new WageBill(
            prices.Currency, own, overtime,
            shifts.Where(s => s.Kind == ShiftKind.Float).Sum(s => (long)hours[s.Shift] * (prices.RegisteredNurseHour + prices.FloatPremiumHour)),
            shifts.Where(s => s.Kind == ShiftKind.Agency).Sum(s => (long)hours[s.Shift] * prices.AgencyHour),
            task.Terms.BudgetPerWeek is { } perWeek ? (long)perWeek * task.Days / 7 : null);
    }

    /// <summary>What one shift costs by its kind: the change that a repair makes is named with this price.</summary>
    internal static long PriceOf(UnitRosterTask task, RosteredShift shift)
    {
        var prices = task.Policy.Prices;
        var hours = task.Shifts.First(s => s.Code == shift.Shift).Hours;
        return hours * shift.Kind switch
        {
            ShiftKind.Own => UnitRosterProblem.WageOf(prices, task.Hospital.Staff(shift.Staff)!),
            ShiftKind.Overtime => UnitRosterProblem.WageOf(prices, task.Hospital.Staff(shift.Staff)!) + OvertimePremium(prices, task.Hospital.Staff(shift.Staff)!),
            ShiftKind.Float => prices.RegisteredNurseHour + prices.FloatPremiumHour,
            ShiftKind.Agency => (long)prices.AgencyHour,
            _ => throw new InvalidOperationException($"No price for {shift.Kind}"),
        };
    }

    /// <summary>On top of the ordinary hour, in whole units.</summary>
    internal static long OvertimePremium(RosterPrices prices, StaffDefinition person) =>
        (long)UnitRosterProblem.WageOf(prices, person) * (prices.OvertimePercent - 100) / 100;
}
