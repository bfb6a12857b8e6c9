using System.Collections.Immutable;
using MedMgr.Ops.Domain;

namespace MedMgr.Ops.WallBoard.Replay.Recorded;

/// <param name="Event">Of one of the families of <see cref="Domain.Log.EventNames"/>.</param>
internal readonly record struct ReplayEvent(long Position, string Stream, DateTimeOffset At, object Event);

/// <summary>One append of the log: what became true together. It is replayed whole or not at all, because within it the hospital need not be consistent.</summary>
/// <param name="Mark">Where to go on reading after it; of its source.</param>
/// <param name="Events">At least one, in the order of the log.</param>
internal readonly record struct ReplayStep(long Mark, ImmutableArray<ReplayEvent> Events);

/// <summary>Where the events of a recording are read from, any number of times and by several readers at once.</summary>
internal interface IRecordingSource
{
    HospitalId Hospital { get; }

    /// <summary>The steps after a mark, in the order of the log; 0 begins at the first.</summary>
    /// <exception cref="InvalidDataException">The recording is damaged, or has changed since it was opened.</exception>
    IAsyncEnumerable<ReplayStep> ReadAsync(long mark, CancellationToken cancellationToken);

    /// <summary>How much of the recording lies before a mark: 0 to 1.</summary>
    double ShareRead(long mark);
}
