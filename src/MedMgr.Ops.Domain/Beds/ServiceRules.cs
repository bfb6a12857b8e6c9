namespace MedMgr.Ops.Domain.Beds;

/// <summary>Blocking, closing, opening and contamination: taking a bed out of service and bringing it back.</summary>
internal static class ServiceRules
{
    public static Decision<BedEvent> Decide(BedId id, Bed bed, BedCommand command) => (bed.State, command) switch
    {
        (_, BedCommand.Block { Reason: var r }) when string.IsNullOrWhiteSpace(r) => Reject(BedRejections.ReasonMissing(id, "block")),
        (_, BedCommand.Close { Reason: var r }) when string.IsNullOrWhiteSpace(r) => Reject(BedRejections.ReasonMissing(id, "close")),

        (BedState.Occupied or BedState.Reserved, BedCommand.Block) => Reject(BedRejections.InUse(id, "blocked")),
        (BedState.Occupied or BedState.Reserved, BedCommand.Close) => Reject(BedRejections.InUse(id, "closed")),
        (BedState.Occupied or BedState.Reserved, BedCommand.Contaminate) => Reject(BedRejections.InUse(id, "called contaminated")),

        (BedState.Closed or BedState.Contaminated, BedCommand.Block) => Reject(BedRejections.NotInService(id, bed.State)),
        (BedState.Blocked b, BedCommand.Block c) when b.Reason == c.Reason && b.Until == c.Until => Accept(),
        (_, BedCommand.Block c) => Accept(new BedEvent.Blocked(c.Reason, c.Until) { At = c.At }),

        (BedState.Blocked, BedCommand.Unblock c) => Accept(new BedEvent.Unblocked { At = c.At }),
        (_, BedCommand.Unblock) => Reject(BedRejections.WrongState(id, bed.State, "be unblocked")),

        (BedState.Closed, BedCommand.Close) => Accept(),
        (BedState.Contaminated, BedCommand.Close) => Reject(BedRejections.NotInService(id, bed.State)),
        (_, BedCommand.Close c) => Accept(new BedEvent.Closed(c.Reason) { At = c.At }),

        (BedState.Closed, BedCommand.Open c) => Accept(new BedEvent.Opened { At = c.At }),
        (BedState.Ready or BedState.Reserved or BedState.Occupied or BedState.Dirty or BedState.Cleaning, BedCommand.Open) => Accept(),
        (_, BedCommand.Open) => Reject(BedRejections.WrongState(id, bed.State, "be opened")),

        (BedState.Contaminated, BedCommand.Contaminate) => Accept(),
        (_, BedCommand.Contaminate) when NeedsSpecialClean(bed.State) && bed.State is not BedState.Cleaning => Accept(),
        (_, BedCommand.Contaminate c) => Accept(new BedEvent.Contaminated(c.Organism) { At = c.At }),
        _ => throw new InvalidOperationException($"Not a service command: {command.GetType().Name}"),
    };

    /// <summary>What a bed owes housekeeping survives being blocked or closed: it never comes back clean by that.</summary>
    public static bool NeedsCleaning(BedState state) => state switch
    {
        BedState.Dirty or BedState.Cleaning => true,
        BedState.Blocked b => b.NeedsCleaning,
        BedState.Closed c => c.NeedsCleaning,
        _ => false,
    };

    /// <summary>A contamination ends with the special clean and with nothing else.</summary>
    public static bool NeedsSpecialClean(BedState state) => state is BedState.Contaminated
        or BedState.Cleaning { WasContaminated: true } or BedState.Blocked { NeedsSpecialClean: true } or BedState.Closed { NeedsSpecialClean: true };

    public static BedState BackInService(BedState state, DateTimeOffset at) =>
        NeedsSpecialClean(state) ? new BedState.Contaminated(at, null)
        : NeedsCleaning(state) ? new BedState.Dirty(at)
        : new BedState.Ready(at);

    /// <summary>A bed out of service stays so when it is found contaminated, and owes the special clean when it comes back.</summary>
    public static BedState Contaminated(BedState state, BedEvent.Contaminated e) => state switch
    {
        BedState.Blocked b => b with { NeedsSpecialClean = true },
        BedState.Closed c => c with { NeedsSpecialClean = true },
        _ => new BedState.Contaminated(e.At, e.Organism),
    };

    private static Decision<BedEvent> Accept(params ReadOnlySpan<BedEvent> events) => Domain.Decide.Accept(events);

    private static Decision<BedEvent> Reject(Rejection because) => Domain.Decide.Reject<BedEvent>(because);
}
