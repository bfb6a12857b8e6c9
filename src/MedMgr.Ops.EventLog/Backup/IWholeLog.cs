using MedMgr.Ops.EventLog.Tailing;

namespace MedMgr.Ops.EventLog.Backup;

/// <summary>What a backup asks of a store besides what every reader asks.</summary>
internal interface IWholeLog : IEventLog, IAppendPages
{
    /// <summary>The chain's hash as it is stored with the event at a position; null when there is no such event.</summary>
    Task<byte[]?> HashAtAsync(long position, CancellationToken cancellationToken);
}
