using System.Collections.Immutable;
using MedMgr.Ops.Domain.Rosters;

namespace MedMgr.Ops.Optimizer.Rostering.UnitRosters;

/// <summary>Nurses on a shift beside those it asks for.</summary>
public sealed record ShiftCover(ShiftNeed Need, int Nurses, int Registered)
{
    public int Missing => Math.Max(0, Need.Nurses - Nurses);
}

/// <summary>A roster as it may be published, with what it costs and how sure that is.</summary>
/// <param name="Shifts">In the order of time; empty when none was found.</param>
/// <param name="Violations">Broken hard rules, in words; none in a roster of the optimiser, as the check and Domain have both looked at it.</param>
/// <param name="SoftCosts">By rule, in whole units of the currency or of what it is weighed against.</param>
/// <param name="Objective">Sum of the soft costs.</param>
/// <param name="Bound">No roster of these terms costs less; null when nothing was proven.</param>
/// <param name="Cover">For each shift.</param>
public sealed record UnitRosterPlan(
    UnitRosterTask Task,
    RosterStatus Status,
    ImmutableArray<RosteredShift> Shifts,
    ImmutableArray<string> Violations,
    ImmutableArray<RuleCost> SoftCosts,
    long Objective,
    long? Bound,
    WageBill Bill,
    ImmutableArray<ShiftCover> Cover,
    TimeSpan Elapsed)
{
    /// <summary>How far the objective may be above the best there is, as a share of it; null when nothing was proven.</summary>
    public double? Gap => Bound is { } bound ? Objective == 0 ? 0 : Math.Max(0, Objective - bound) / (double)Objective : null;

    public bool HasRoster => Status is RosterStatus.Optimal or RosterStatus.Feasible;
}
