using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.WallBoard.Replay.Recorded;

namespace MedMgr.Ops.WallBoard.Replay;

/// <summary>What can be replayed: the recordings of the folder and the logs of the hospitals. Safe for concurrent use.</summary>
public interface IRecordings
{
    /// <summary>Live logs first, then files by name. A file that can not be used is in it, with what is wrong.</summary>
    Task<ImmutableArray<RecordingSummary>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Saves a span of a hospital's log as a recording of the folder, which no longer needs the log.</summary>
    /// <param name="title">Null: the hospital's name.</param>
    /// <param name="from">Null: a day before the end, or the log's first event.</param>
    /// <param name="to">Null, or after it: the latest event.</param>
    /// <returns>Null when there is no such hospital, or nothing has happened there.</returns>
    /// <exception cref="InvalidDataException">It can not have this name, there is no folder, or the span ends before it begins; the message says which.</exception>
    /// <exception cref="IOException">It can not be written, or the folder has one of this name.</exception>
    Task<RecordingSummary?> SaveAsync(string name, HospitalId hospital, string? title, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken = default);
}
