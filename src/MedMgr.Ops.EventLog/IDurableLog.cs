namespace MedMgr.Ops.EventLog;

/// <summary>An open event log with the snapshots kept beside it. Disposing completes what is queued, ends the tails and lets the storage go.</summary>
public interface IDurableLog : IEventLog, ISnapshotStore, IAsyncDisposable
{
}
