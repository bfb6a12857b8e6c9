using MedMgr.Ops.EventLog;

namespace MedMgr.Ops.Consoles.Pictures;

/// <summary>One event of the log with who caused it.</summary>
/// <param name="Position">In the log; unique.</param>
/// <param name="Stream">Whose it is, to be read with <see cref="Domain.Log.Streams.Parse"/>.</param>
/// <param name="Event">Of one of the families in <see cref="Domain.Log.EventNames"/>.</param>
public sealed record JournalEntry(long Position, DateTimeOffset At, Cause Cause, string Stream, object Event);
