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

        (_, BedCommand.StartCleaning) => Reject(BedRejections.WrongState(id, bed.State, "be cleaned now")),
        (_, BedCommand.FinishCleaning) => Reject(BedRejections.WrongState(id, bed.State, "finish a cleaning that was not started")),
        (_, BedCommand.InterruptCleaning) => Reject(BedRejections.WrongState(id, bed.State, "interrupt a cleaning that was not started")),
        (_, BedCommand.MarkReady) => Reject(BedRejections.WrongState(id, bed.State, "be called ready")),
        (_, BedCommand.MarkDirty) => Reject(BedRejections.WrongState(id, bed.State, "be called dirty")),
        _ => throw new InvalidOperationException($"Not a housekeeping command: {command.GetType().Name}"),
    };

    private static Decision<BedEvent> Accept(params ReadOnlySpan<BedEvent> events) => Domain.Decide.Accept(events);

    private static Decision<BedEvent> Reject(Rejection because) => Domain.Decide.Reject<BedEvent>(because);
}
