namespace MedMgr.Ops.Domain.Beds;

/// <summary>Dirty, being cleaned, ready: the part of a bed's life that belongs to housekeeping.</summary>
internal static class HousekeepingRules
{
    public static Decision<BedEvent> Decide(BedId id, Bed bed, BedCommand command) => (bed.State, command) switch
    {
        (BedState.Dirty, BedCommand.MarkDirty) => Accept(),
        (BedState.Ready or BedState.Cleaning, BedCommand.MarkDirty c) => Accept(new BedEvent.MarkedDirty(c.Why) { At = c.At }),

        (BedState.Dirty or BedState.Contaminated, BedCommand.StartCleaning c) => Accept(new BedEvent.CleaningStarted(c.By) { At = c.At }),
        (BedState.Cleaning, BedCommand.StartCleaning) => Accept(),

        (BedState.Cleaning, BedCommand.FinishCleaning c) => Accept(new BedEvent.MadeReady(c.By) { At = c.At }),
        (BedState.Cleaning, BedCommand.InterruptCleaning c) => Accept(new BedEvent.CleaningInterrupted(c.Why) { At = c.At }),

        (BedState.Ready, BedCommand.FinishCleaning or BedCommand.MarkReady) => Accept(),
        (BedState.Dirty or BedState.Cleaning, BedCommand.MarkReady c) => Accept(new BedEvent.MadeReady(c.By) { At = c.At }),

        (BedState.Dirty or BedState.Contaminated, BedCommand.CleanNext { Why: var why }) when string.IsNullOrWhiteSpace(why) =>
            Reject(BedRejections.ReasonMissing(id, "clean next")),
        (BedState.Dirty or BedState.Contaminated, BedCommand.CleanNext c) when FirstBecause(bed.State) == c.Why => Accept(),
        (BedState.Dirty or BedState.Contaminated, BedCommand.CleanNext c) => Accept(new BedEvent.CleaningPutFirst(c.Why) { At = c.At }),
        (BedState.Dirty or BedState.Contaminated, BedCommand.CleanInTurn) when FirstBecause(bed.State) is null => Accept(),
        (BedState.Dirty or BedState.Contaminated, BedCommand.CleanInTurn c) => Accept(new BedEvent.CleaningPutBack { At = c.At }),

        (_, BedCommand.StartCleaning) => Reject(BedRejections.WrongState(id, bed.State, "be cleaned now")),
        (_, BedCommand.FinishCleaning) => Reject(BedRejections.WrongState(id, bed.State, "finish a cleaning that was not started")),
        (_, BedCommand.InterruptCleaning) => Reject(BedRejections.WrongState(id, bed.State, "interrupt a cleaning that was not started")),
        (_, BedCommand.MarkReady) => Reject(BedRejections.WrongState(id, bed.State, "be called ready")),
        (_, BedCommand.MarkDirty) => Reject(BedRejections.WrongState(id, bed.State, "be called dirty")),
        (_, BedCommand.CleanNext) => Reject(BedRejections.WrongState(id, bed.State, "be put first: nobody waits to clean it")),
        (_, BedCommand.CleanInTurn) => Reject(BedRejections.WrongState(id, bed.State, "be put back: nobody waits to clean it")),
        _ => throw new InvalidOperationException($"Not a housekeeping command: {command.GetType().Name}"),
    };

    public static string? FirstBecause(BedState state) => state switch
    {
        BedState.Dirty d => d.FirstBecause,
        BedState.Contaminated c => c.FirstBecause,
        BedState.Cleaning c => c.FirstBecause,
        _ => null,
    };

    public static BedState PutFirst(BedState state, string? because) => state switch
    {
        BedState.Dirty d => d with { FirstBecause = because },
        BedState.Contaminated c => c with { FirstBecause = because },
        _ => throw new InvalidOperationException($"The log puts the cleaning of a bed first that is {state.StatusOf()}: no accepted command leads there."),
    };

    private static Decision<BedEvent> Accept(params ReadOnlySpan<BedEvent> events) => Domain.Decide.Accept(events);

    private static Decision<BedEvent> Reject(Rejection because) => Domain.Decide.Reject<BedEvent>(because);
}
