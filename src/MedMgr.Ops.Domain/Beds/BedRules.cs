using System.Collections.Immutable;

namespace MedMgr.Ops.Domain.Beds;

/// <summary>The rules of one bed. Rules that look at the room or the unit are in Placement.</summary>
public static class BedRules
{
    /// <param name="patientsMax">How many patients the unit's policy allows in the bed; 1 nearly everywhere.</param>
    public static Decision<BedEvent> Decide(BedId id, Bed bed, BedCommand command, int patientsMax) => command switch
    {
        BedCommand.Reserve c => Reserve(id, bed, c, patientsMax),
        BedCommand.ReleaseReservation c => bed.IsClaimedBy(c.Encounter)
            ? Accept(new BedEvent.ReservationReleased(c.Encounter, c.Why) { At = c.At })
            : Reject(BedRejections.NotReservedFor(id, c.Encounter)),
        BedCommand.Occupy c => Occupy(id, bed, c, patientsMax),
        BedCommand.Vacate c => Vacate(id, bed, c),
        BedCommand.Exchange c => Exchange(id, bed, c),
        BedCommand.UpdateOccupant c => UpdateOccupant(id, bed, c),
        BedCommand.MarkDirty or BedCommand.StartCleaning or BedCommand.FinishCleaning or BedCommand.InterruptCleaning or BedCommand.MarkReady
            or BedCommand.CleanNext or BedCommand.CleanInTurn
            => HousekeepingRules.Decide(id, bed, command),
        BedCommand.Block or BedCommand.Unblock or BedCommand.Close or BedCommand.Open or BedCommand.Contaminate
            => ServiceRules.Decide(id, bed, command),
        BedCommand.SetPrecautions c => c.Precautions == bed.Precautions
            ? Accept()
            : Accept(new BedEvent.PrecautionsSet(c.Precautions) { At = c.At }),
        _ => throw new InvalidOperationException($"No rule for {command.GetType().Name}"),
    };

    public static Bed Evolve(Bed bed, BedEvent @event) => @event switch
    {
        BedEvent.Reserved e => bed with
        {
            State = bed.State is BedState.Occupied o
                ? o with { Joining = o.Joining.Add(e.For) }
                : new BedState.Reserved(e.For),
        },
        BedEvent.ReservationReleased e => bed with
        {
            State = bed.State is BedState.Occupied o
                ? o with { Joining = Without(o.Joining, e.Encounter) }
                : new BedState.Ready(e.At),
        },
        BedEvent.Occupied e => bed with
        {
            State = bed.State is BedState.Occupied o
                ? new BedState.Occupied(o.By.Add(e.Patient), Without(o.Joining, e.Patient.Encounter))
                : new BedState.Occupied([e.Patient], []),
        },
        BedEvent.Vacated e => bed with { State = AfterVacating(OccupiedOf(bed, e), e) },
        BedEvent.Exchanged e => bed with
        {
            State = OccupiedOf(bed, e) is var o
                ? new BedState.Occupied(o.By.Replace(o.By.First(x => x.Encounter == e.Out), e.In), Without(o.Joining, e.In.Encounter))
                : bed.State,
        },
        BedEvent.OccupantUpdated e => bed with { State = Updated(bed.State, e) },
        BedEvent.MarkedDirty e => bed with { State = NotCleaned(bed.State, e.At) },
        BedEvent.CleaningStarted e => bed with { State = new BedState.Cleaning(e.At, e.By, bed.State is BedState.Contaminated, HousekeepingRules.FirstBecause(bed.State)) },
        BedEvent.CleaningInterrupted e => bed with { State = HousekeepingRules.PutFirst(NotCleaned(bed.State, e.At), HousekeepingRules.FirstBecause(bed.State)) },
        BedEvent.CleaningPutFirst e => bed with { State = HousekeepingRules.PutFirst(bed.State, e.Why) },
        BedEvent.CleaningPutBack => bed with { State = HousekeepingRules.PutFirst(bed.State, null) },
        BedEvent.MadeReady e => new Bed(new BedState.Ready(e.At)),
        BedEvent.Blocked e => bed with { State = new BedState.Blocked(e.At, e.Reason, e.Until, ServiceRules.NeedsCleaning(bed.State), ServiceRules.NeedsSpecialClean(bed.State)) },
        BedEvent.Unblocked e => bed with { State = ServiceRules.BackInService(bed.State, e.At) },
        BedEvent.Closed e => bed with { State = new BedState.Closed(e.At, e.Reason, ServiceRules.NeedsCleaning(bed.State), ServiceRules.NeedsSpecialClean(bed.State)) },
        BedEvent.Opened e => bed with { State = ServiceRules.BackInService(bed.State, e.At) },
        BedEvent.Contaminated e => bed with { State = ServiceRules.Contaminated(bed.State, e) },
        BedEvent.PrecautionsSet e => bed with { Precautions = e.Precautions },
        _ => throw new InvalidOperationException($"No evolution for {@event.GetType().Name}"),
    };

    private static Decision<BedEvent> Reserve(BedId id, Bed bed, BedCommand.Reserve c, int patientsMax) => bed.State switch
    {
        _ when Override.WhatIsMissing(c.Override) is { } missing => Reject(missing),
        _ when bed.IsClaimedBy(c.For.Encounter) || bed.Holds(c.For.Encounter) => Accept(),
        BedState.Ready => Accept(new BedEvent.Reserved(c.For, c.Override) { At = c.At }),
        BedState.Reserved r => Reject(BedRejections.ReservedForAnother(id, r.For)),
        BedState.Occupied o => o.By.Length + o.Joining.Length < patientsMax
            ? Accept(new BedEvent.Reserved(c.For, c.Override) { At = c.At })
            : Reject(BedRejections.Occupied(id, o, patientsMax)),
        BedState.Dirty or BedState.Cleaning { WasContaminated: false } => Reject(BedRejections.NotReady(id, bed.State, overridable: false)),
        _ => Reject(BedRejections.NotInService(id, bed.State)),
    };

    private static Decision<BedEvent> Occupy(BedId id, Bed bed, BedCommand.Occupy c, int patientsMax)
    {
        var notClean = bed.State is BedState.Dirty or BedState.Cleaning { WasContaminated: false };
        return bed.State switch
        {
            _ when Override.WhatIsMissing(c.Override) is { } missing => Reject(missing),
            _ when bed.Holds(c.Patient.Encounter) => Accept(),
            BedState.Reserved r when r.For.Encounter != c.Patient.Encounter => Reject(BedRejections.ReservedForAnother(id, r.For)),
            BedState.Ready or BedState.Reserved => Accept(new BedEvent.Occupied(c.Patient, false, c.Override) { At = c.At }),
            BedState.Occupied o => bed.IsClaimedBy(c.Patient.Encounter) || o.By.Length + o.Joining.Length < patientsMax
                ? Accept(new BedEvent.Occupied(c.Patient, false, c.Override) { At = c.At })
                : Reject(BedRejections.Occupied(id, o, patientsMax)),
            _ when notClean => c.Reported || c.Override is not null
                ? Accept(new BedEvent.Occupied(c.Patient, NotCleanBefore: true, c.Override) { At = c.At })
                : Reject(BedRejections.NotReady(id, bed.State, overridable: true)),
            _ => Reject(BedRejections.NotInService(id, bed.State)),
        };
    }

    /// <remarks>The last patient's leaving makes the bed dirty, so nobody can go on holding a place in it.</remarks>
    private static Decision<BedEvent> Vacate(BedId id, Bed bed, BedCommand.Vacate c)
    {
        if (bed.State is not BedState.Occupied o || !bed.Holds(c.Encounter))
        {
            return Reject(BedRejections.NotHeldBy(id, c.Encounter));
        }

        var vacated = new BedEvent.Vacated(c.Encounter, c.Why) { At = c.At };
        return o.By.Length > 1
            ? Accept(vacated)
            : Accept([.. o.Joining.Select(j => new BedEvent.ReservationReleased(j.Encounter, "the bed became dirty") { At = c.At }), vacated]);
    }

    private static Decision<BedEvent> Exchange(BedId id, Bed bed, BedCommand.Exchange c) =>
        bed.Holds(c.Out)
            ? bed.Holds(c.In.Encounter)
                ? Reject(BedRejections.AlreadyIn(id, c.In.Encounter))
                : Accept(new BedEvent.Exchanged(c.Out, c.In) { At = c.At })
            : Reject(BedRejections.NotHeldBy(id, c.Out));

    private static Decision<BedEvent> UpdateOccupant(BedId id, Bed bed, BedCommand.UpdateOccupant c)
    {
        var unchanged = bed.State switch
        {
            BedState.Occupied o when o.By.FirstOrDefault(x => x.Encounter == c.Encounter) is { } x => x.Gender == c.Gender && x.Isolation == c.Isolation,
            BedState.Occupied o when o.Joining.FirstOrDefault(x => x.Encounter == c.Encounter) is { } x => x.Gender == c.Gender && x.Isolation == c.Isolation,
            BedState.Reserved r when r.For.Encounter == c.Encounter => r.For.Gender == c.Gender && r.For.Isolation == c.Isolation,
            _ => (bool?)null,
        };
        return unchanged switch
        {
            null => Reject(BedRejections.NotHeldBy(id, c.Encounter)),
            true => Accept(),
            false => Accept(new BedEvent.OccupantUpdated(c.Encounter, c.Gender, c.Isolation) { At = c.At }),
        };
    }

    private static BedState NotCleaned(BedState state, DateTimeOffset at) =>
        ServiceRules.NeedsSpecialClean(state) ? new BedState.Contaminated(at, null) : new BedState.Dirty(at);

    private static BedState AfterVacating(BedState.Occupied state, BedEvent.Vacated e)
    {
        var stay = state.By.RemoveAll(x => x.Encounter == e.Encounter);
        return stay.IsEmpty ? new BedState.Dirty(e.At) : state with { By = stay };
    }

    private static BedState Updated(BedState state, BedEvent.OccupantUpdated e) => state switch
    {
        BedState.Occupied o => new BedState.Occupied(
            [.. o.By.Select(x => x.Encounter == e.Encounter ? x with { Gender = e.Gender, Isolation = e.Isolation } : x)],
            [.. o.Joining.Select(x => x.Encounter == e.Encounter ? x with { Gender = e.Gender, Isolation = e.Isolation } : x)]),
        BedState.Reserved r => new BedState.Reserved(r.For with { Gender = e.Gender, Isolation = e.Isolation }),
        _ => throw Impossible(state, e),
    };

    private static BedState.Occupied OccupiedOf(Bed bed, BedEvent e) => bed.State as BedState.Occupied ?? throw Impossible(bed.State, e);

    private static ImmutableArray<Claim> Without(ImmutableArray<Claim> claims, EncounterId encounter) => claims.RemoveAll(c => c.Encounter == encounter);

    private static InvalidOperationException Impossible(BedState state, BedEvent e) =>
        new($"The log says {e.GetType().Name} of a bed that is {state.StatusOf()}: no accepted command leads there.");

    private static Decision<BedEvent> Accept(params ReadOnlySpan<BedEvent> events) => Domain.Decide.Accept(events);

    private static Decision<BedEvent> Reject(Rejection because) => Domain.Decide.Reject<BedEvent>(because);
}
