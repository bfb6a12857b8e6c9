using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Optimizer.Rostering;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;

namespace MedMgr.Ops.Rosters;

/// <summary>A roster with everything that is known of it, as the command line and the API show it.</summary>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
/// <param name="Status">optimal, feasible, infeasible or unknown.</param>
/// <param name="Objective">Sum of the soft costs; 0 without a roster.</param>
/// <param name="Bound">No roster of these terms costs less; 0, which is always true, when nothing was proven.</param>
/// <param name="Gap">(objective - bound) / objective, 0 to 1.</param>
/// <param name="Seconds">Spent on the search.</param>
/// <param name="Violations">Broken hard rules, in words.</param>
/// <param name="SoftCosts">By the name of the rule, in units of the currency.</param>
/// <param name="Changes">Of a repair; null otherwise.</param>
/// <param name="WhatIf">Of a question; null otherwise.</param>
public sealed record RosterDocument(
    HospitalId Hospital,
    UnitId Unit,
    DateOnly From,
    DateOnly Until,
    RosterStatus Status,
    long Objective,
    long Bound,
    double Gap,
    double Seconds,
    ImmutableArray<ShiftLine> Shifts,
    ImmutableArray<string> Violations,
    ImmutableSortedDictionary<string, long> SoftCosts,
    CostLines Cost,
    DemandLines Demand,
    ImmutableArray<ChangeLine>? Changes = null,
    WhatIfLines? WhatIf = null)
{
    public static RosterDocument Of(UnitRosterPlan plan) => new(
        plan.Task.Hospital.Definition.Id,
        plan.Task.Unit.Id,
        plan.Task.From,
        plan.Task.From.AddDays(plan.Task.Days - 1),
        plan.Status,
        plan.Objective,
        plan.Bound ?? 0,
        Math.Round(plan.Gap ?? (plan.Objective > 0 ? 1 : 0), 6),
        Math.Round(plan.Elapsed.TotalSeconds, 3),
        [.. plan.Shifts.Select(s => ShiftLine.Of(plan.Task.Hospital, plan.Task.Unit.Id, s))],
        plan.Violations,
        plan.SoftCosts.ToImmutableSortedDictionary(c => c.Rule, c => c.Cost, StringComparer.Ordinal),
        CostLines.Of(plan.Bill),
        new DemandLines(plan.Task.Demand.Source, plan.Task.Policy.DemandPercentile, [.. plan.Cover.Select(DemandLine.Of)]));

    public static RosterDocument Of(RosterRepair repair) => Of(repair.Plan) with { Changes = [.. repair.Changes.Select(ChangeLine.Of)] };
}

/// <param name="Start">With the offset of the house.</param>
/// <param name="End">Exclusive.</param>
public sealed record ShiftLine(
    StaffId Staff, string? Name, UnitId Unit, DateOnly Date, string Shift, DateTimeOffset Start, DateTimeOffset End, ShiftKind Kind, bool Charge)
{
    public static ShiftLine Of(HospitalMap hospital, UnitId unit, RosteredShift shift) => new(
        shift.Staff, hospital.Staff(shift.Staff)?.Name, unit, shift.Day, shift.Shift, shift.Start, shift.End, shift.Kind, shift.Charge);

    public RosteredShift ToShift() => new(Staff, Start, End, Shift, Kind, Charge);
}

/// <summary>Money, in whole units of the currency.</summary>
/// <param name="Overtime">On top of the ordinary hours, which stand under <paramref name="Own"/>.</param>
/// <param name="Budget">Null when none is set.</param>
public sealed record CostLines(long Amount, string Currency, long Own, long Overtime, long Float, long Agency, long? Budget)
{
    public static CostLines Of(WageBill bill) => new(bill.Amount, bill.Currency, bill.Own, bill.Overtime, bill.Float, bill.Agency, bill.Budget);
}

/// <param name="Source">Where the patients come from.</param>
/// <param name="Percentile">Nurses are enough in so many per cent of the simulated courses.</param>
public sealed record DemandLines(string Source, int Percentile, ImmutableArray<DemandLine> Shifts);

/// <param name="Patients">Most at once, at the percentile.</param>
/// <param name="Nurses">Asked for.</param>
/// <param name="Registered">Of them, by the skill mix.</param>
/// <param name="Rostered">Nurses on the shift.</param>
public sealed record DemandLine(DateOnly Date, string Shift, double Patients, int Nurses, int Registered, int Rostered, int RosteredRegistered)
{
    public static DemandLine Of(ShiftCover cover) => new(
        cover.Need.Day, cover.Need.Shift, Math.Round(cover.Need.Patients, 1), cover.Need.Nurses, cover.Need.Registered, cover.Nurses, cover.Registered);
}

/// <param name="Before">Code of the shift; null: was off.</param>
/// <param name="After">Code of the shift; null: is off.</param>
/// <param name="Price">What the change costs; less than 0 when it saves.</param>
public sealed record ChangeLine(DateOnly Date, StaffId Staff, string? Before, string? After, ShiftKind? Kind, long Price, string Says)
{
    public static ChangeLine Of(RosterChange change) => new(change.Day, change.Staff, change.Before?.Shift, change.After?.Shift, change.After?.Kind, change.Price, change.Says);
}

/// <summary>What more patients would take, against the roster for those who are expected.</summary>
/// <param name="ExtraNurseShifts">Asked for, over all days.</param>
/// <param name="ExtraRostered">Shifts more in the roster.</param>
/// <param name="UncoveredShifts">Nurse-shifts that nobody is there for, even so.</param>
public sealed record WhatIfLines(int PlusPercent, int SurgeBeds, int ExtraNurseShifts, int ExtraRostered, int UncoveredShifts, long ExtraCost, CostLines Without)
{
    public static WhatIfLines Of(DemandChange change, UnitRosterPlan without, UnitRosterPlan with) => new(
        change.PlusPercent,
        change.SurgeBeds,
        with.Task.Demand.Needs.Sum(n => n.Nurses) - without.Task.Demand.Needs.Sum(n => n.Nurses),
        with.Shifts.Length - without.Shifts.Length,
        with.Cover.Sum(c => c.Missing),
        with.Bill.Amount - without.Bill.Amount,
        CostLines.Of(without.Bill));
}
