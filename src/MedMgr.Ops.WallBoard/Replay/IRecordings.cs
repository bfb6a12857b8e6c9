using System.Collections.Immutable;
using MedMgr.Ops.WallBoard.Replay.Recorded;

namespace MedMgr.Ops.WallBoard.Replay;

/// <summary>What can be replayed: the recordings of the folder and the logs of the hospitals. Safe for concurrent use.</summary>
public interface IRecordings
{
    /// <summary>Live logs first, then files by name. A file that can not be used is in it, with what is wrong.</summary>
    Task<ImmutableArray<RecordingSummary>> ListAsync(CancellationToken cancellationToken = default);
}
