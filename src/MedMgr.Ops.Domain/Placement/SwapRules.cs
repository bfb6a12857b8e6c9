using System.Collections.Immutable;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Placement;

/// <summary>Two patients exchange beds. All of it becomes true at once or not at all.</summary>
/// <param name="ExchangeAtBedOfA">At the bed that A leaves: B for A in one step. Null, as the other, when a late report moves nobody.</param>
public sealed record SwapPlan(
    ImmutableArray<EncounterEvent> EventsOfA, ImmutableArray<EncounterEvent> EventsOfB, BedStep? ExchangeAtBedOfA, BedStep? ExchangeAtBedOfB);

/// <param name="Who">The patient whose new place it is that refuses.</param>
public sealed record SwapRefusal(EncounterId Who, Rejection Because);

public abstract record SwapDecision
{
    private SwapDecision() { }

    public sealed record Planned(SwapPlan Plan) : SwapDecision;

    /// <param name="Because">All of them in one: the first one's code; overridable only if every one is.</param>
    /// <param name="All">At least one.</param>
    public sealed record Rejected(Rejection Because, ImmutableArray<SwapRefusal> All) : SwapDecision;
}

/// <summary>Whether two patients may exchange beds. Neither bed is free in between, and a pending request of either stays.</summary>
public static class SwapRules
{
    /// <param name="unitOfA">The unit in which A lies now; the same as <paramref name="unitOfB"/> when both lie in one.</param>
    /// <param name="reported">A sending system says that it has happened (A17): rules of room and unit do not refuse it but raise a discrepancy.</param>
    /// <param name="source">Who or what asks or reports, for people.</param>
    /// <param name="at">When it is to happen or has happened, by whoever asks or reports.</param>
    /// <param name="heardAt">When that reached us, by our clock.</param>
    public static SwapDecision Decide(
        (EncounterId Id, EncounterState State) a,
        (EncounterId Id, EncounterState State) b,
        UnitView unitOfA,
        UnitView unitOfB,
        bool reported,
        Override? @override,
        string source,
        DateTimeOffset at,
        DateTimeOffset heardAt)
    {
        if (a.Id == b.Id)
        {
            return Rejected(new SwapRefusal(a.Id, new Rejection(RejectionCode.SwapSameEncounter, $"{a.Id} can not exchange beds with itself.")));
        }

        if ((Immovable(a.Id, a.State, unitOfA) ?? Immovable(b.Id, b.State, unitOfB)) is { } refusal)
        {
            return Rejected(refusal);
        }

        if (Override.WhatIsMissing(@override) is { } missing)
        {
            return Rejected(new SwapRefusal(a.Id, missing));
        }

        var (fromA, fromB) = (a.State.Location!, b.State.Location!);
        var (bedOfA, bedOfB) = (fromA.Bed!.Value, fromB.Bed!.Value);
        if (bedOfA == bedOfB)
        {
            return Rejected(new SwapRefusal(a.Id, new Rejection(RejectionCode.AlreadyInBed, $"{a.Id} and {b.Id} lie in the same bed {bedOfA}.")));
        }

        if (reported && (a.State.LastMovement.IsAfter(at, heardAt) || b.State.LastMovement.IsAfter(at, heardAt)))
        {
            return new SwapDecision.Planned(new SwapPlan([.. Late(a.Id, a.State, source, at)], [.. Late(b.Id, b.State, source, at)], null, null));
        }

        var exchangeA = new BedCommand.Exchange(a.Id, OccupantOf(b, at)) { At = at };
        var exchangeB = new BedCommand.Exchange(b.Id, OccupantOf(a, at)) { At = at };
        var brokenByA = BrokenBy(a, bedOfB, After(unitOfB, (bedOfB, exchangeB), (bedOfA, exchangeA)), bedOfA);
        var brokenByB = BrokenBy(b, bedOfA, After(unitOfA, (bedOfA, exchangeA), (bedOfB, exchangeB)), bedOfB);
        ImmutableArray<SwapRefusal> refusals = [.. brokenByA.Select(r => new SwapRefusal(a.Id, r)), .. brokenByB.Select(r => new SwapRefusal(b.Id, r))];
        if (!reported && refusals.Any(r => @override is null || !r.Because.Overridable))
        {
            return Rejected([.. refusals]);
        }

        return new SwapDecision.Planned(new SwapPlan(
            [.. Moved(a.Id, a.State, fromB, @override, brokenByA, reported, source, at)],
            [.. Moved(b.Id, b.State, fromA, @override, brokenByB, reported, source, at)],
            new BedStep(fromA.Unit, bedOfA, exchangeA),
            new BedStep(fromB.Unit, bedOfB, exchangeB)));
    }

    private static SwapRefusal? Immovable(EncounterId id, EncounterState state, UnitView unit)
    {
        Rejection? because = state switch
        {
            { Standing: Standing.Unknown } => new(RejectionCode.EncounterUnknown, $"There is no visit {id}."),
            { Standing: Standing.Departed } => new(RejectionCode.EncounterDeparted, $"{id} has departed."),
            { Standing: Standing.Cancelled } => new(RejectionCode.EncounterCancelled, $"{id} is cancelled."),
            _ when state.Location?.Bed is null => new(RejectionCode.NotInABed, $"{id} lies in no bed that could be exchanged."),
            { Location.Bed: { } bed } => unit.Beds.TryGetValue(bed, out var there) && there.Holds(id) ? null : BedRejections.NotHeldBy(bed, id),
            _ => null,
        };
        return because is null ? null : new SwapRefusal(id, because);
    }

    /// <summary>The unit as it stands once both have changed places; the bed of another unit is left out.</summary>
    private static UnitView After(UnitView unit, params ReadOnlySpan<(BedId Bed, BedCommand.Exchange Exchange)> exchanges)
    {
        var beds = unit.Beds.ToDictionary();
        foreach (var (bed, exchange) in exchanges)
        {
            if (beds.TryGetValue(bed, out var before))
            {
                beds[bed] = BedRules.Evolve(before, new BedEvent.Exchanged(exchange.Out, exchange.In) { At = exchange.At });
            }
        }

        return unit with { Beds = beds };
    }

    /// <remarks>
    /// Both are counted already in a swap, so the number of nurses is no matter; and two who change places within a room break nothing
    /// that was not broken before.
    /// </remarks>
    private static ImmutableArray<Rejection> BrokenBy((EncounterId Id, EncounterState State) who, BedId to, UnitView after, BedId from) =>
        after.RoomOf(to) is { } room && room == after.RoomOf(from) ? [] : PlacementRules.Check(after, to, who.Id, who.State.Needs);

    private static Occupant OccupantOf((EncounterId Id, EncounterState State) who, DateTimeOffset at) =>
        new(who.Id, who.State.Needs.Gender, who.State.Needs.Isolation, at);

    private static IEnumerable<EncounterEvent> Moved(
        EncounterId id, EncounterState state, Place to, Override? @override, ImmutableArray<Rejection> broken, bool reported, string source, DateTimeOffset at)
    {
        foreach (var open in state.Discrepancies.Where(d => d.Kind == DiscrepancyKind.LocationDiffers))
        {
            yield return new EncounterEvent.DiscrepancyResolved(open.Id, "a movement followed") { At = at };
        }

        // Only one who holds a place in that very bed (where a unit allows several) has got what was asked for.
        yield return new EncounterEvent.Placed(to, FulfilsRequest: state.Request?.Assigned == to, @override) { At = at, AtIsTold = reported };
        if (reported && !broken.IsEmpty)
        {
            foreach (var raised in Raised(id, state, DiscrepancyKind.RuleBroken, $"{source}: {Sentence(broken)}", to.Bed, source, at))
            {
                yield return raised;
            }
        }
    }

    private static IEnumerable<EncounterEvent> Late(EncounterId id, EncounterState state, string source, DateTimeOffset at) => Raised(
        id, state, DiscrepancyKind.LateMessage,
        $"{source}: an exchange of beds of {at:yyyy-MM-dd HH:mm} arrived after a later movement of one of the two and moved nobody.", state.Location?.Bed, source, at);

    private static IEnumerable<EncounterEvent> Raised(
        EncounterId id, EncounterState state, DiscrepancyKind kind, string says, BedId? bed, string source, DateTimeOffset at)
    {
        var discrepancy = Discrepancy.OfEncounter(id, state.Discrepancies, source, kind, says, bed, at);
        if (!state.Discrepancies.Any(d => d.SameMatterAs(discrepancy)))
        {
            yield return new EncounterEvent.DiscrepancyRaised(discrepancy) { At = at };
        }
    }

    private static SwapDecision.Rejected Rejected(params ReadOnlySpan<SwapRefusal> refusals)
    {
        ImmutableArray<SwapRefusal> all = [.. refusals];
        return new SwapDecision.Rejected(
            new Rejection(all[0].Because.Code, Sentence([.. all.Select(r => r.Because)]), all.All(r => r.Because.Overridable)), all);
    }

    private static string Sentence(ImmutableArray<Rejection> refusals) => string.Join(" ", refusals.Select(r => r.Because));
}
