using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Optimizer.Rostering;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;

namespace MedMgr.Ops.Rosters;

/// <summary>A roster that somebody wants, before anybody knows how many patients will come.</summary>
internal sealed record RosterOrder(
    HospitalMap Hospital,
    UnitDefinition Unit,
    DateOnly From,
    int Days,
    ImmutableArray<Absence> Absences,
    ImmutableArray<Wish> Wishes,
    ImmutableDictionary<UnitId, RosterState> Published,
    DemandChange Change)
{
    public UnitRosterTask Task(UnitCensus census, DemandChange change) => new(
        Hospital, Unit, From, Days, UnitDemand.Of(Hospital.Definition, Unit, census, Days, change), Absences, Wishes, Published);
}

/// <summary>Carries out orders for rosters: the roster, or the roster with and without more patients, or a repair.</summary>
internal sealed class RosterDesk(UnitRosterPlanner planner)
{
    /// <param name="search">Its time limit holds for the whole order.</param>
    public async Task<RosterDocument> Plan(
        RosterOrder order, UnitCensus census, RosterSearch search, Action<RosterImprovement>? improved, CancellationToken cancellationToken)
    {
        if (order.Change == DemandChange.None)
        {
            return RosterDocument.Of(await planner.PlanAsync(order.Task(census, DemandChange.None), search, improved, cancellationToken));
        }

        // Half of the time for each, so that both are searched as well.
        var half = search with { TimeLimit = search.TimeLimit / 2 };
        var without = await planner.PlanAsync(order.Task(census, DemandChange.None), half, improved, cancellationToken);
        var with = await planner.PlanAsync(order.Task(census, order.Change), half, improved, cancellationToken);
        return RosterDocument.Of(with) with { WhatIf = with.HasRoster && without.HasRoster ? WhatIfLines.Of(order.Change, without, with) : null };
    }

    /// <param name="known">The roster as people know it.</param>
    /// <param name="from">Days before it stay as they are.</param>
    public async Task<RosterDocument> Repair(
        RosterOrder order, UnitCensus census, ImmutableArray<RosteredShift> known, DateOnly from, RosterSearch search, Action<RosterImprovement>? improved,
        CancellationToken cancellationToken) =>
        RosterDocument.Of(await planner.RepairAsync(order.Task(census, order.Change), known, from, search, improved, cancellationToken));
}
