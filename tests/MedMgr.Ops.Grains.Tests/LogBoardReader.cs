using System.Collections.Concurrent;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains.Hospitals;

namespace MedMgr.Ops.Grains.Tests;

/// <summary>A board of its own, brought up to the log's end at each reading: tests of the grains have no displays whose board they could read.</summary>
internal sealed class LogBoardReader : IBoardReader
{
    private readonly IEventLog _log;
    private readonly ConcurrentDictionary<HospitalId, HospitalBoard> _boards = new();

    public LogBoardReader(IEventLog log) => _log = log;

    /// <remarks>For one thread at a time per hospital, which the hospital's grain is; its calls may overlap.</remarks>
    public async ValueTask<T> ReadAsync<T>(HospitalId hospital, Func<HospitalBoard, T> read)
    {
        var board = _boards.GetOrAdd(hospital, id => new HospitalBoard(id));
        await foreach (var recorded in _log.ReadAllAsync(hospital.Value, board.Position))
        {
            if (recorded.Position <= board.Position)
            {
                // An overlapping reading was here first.
                continue;
            }

            board.Apply(recorded.Position, recorded.Stream, recorded.At, EventNames.FromJson(recorded.Type, recorded.Payload.Span));
        }

        return read(board);
    }
}
