using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains.Hospitals;
using MedMgr.Ops.WallBoard.Live;

namespace MedMgr.Ops.Hosting;

/// <summary>Lets the reconciler read the board that the displays show, instead of folding the whole log a second time.</summary>
internal sealed class LiveBoardReader : IBoardReader
{
    private readonly IBoards _boards;
    private readonly IEventLog _log;

    public LiveBoardReader(IBoards boards, IEventLog log)
    {
        _boards = boards;
        _log = log;
    }

    /// <remarks>What was durable when the caller asked is on the board before it is read: a merge must find the visit admitted just before it.</remarks>
    public async ValueTask<T> ReadAsync<T>(HospitalId hospital, Func<HospitalBoard, T> read)
    {
        var board = _boards.Find(hospital) ?? throw new InvalidOperationException($"Hospital '{hospital}' has no board here.");
        await board.Ready;
        var last = 0L;
        await foreach (var recorded in _log.ReadAllAsync(hospital.Value, board.Current.Position))
        {
            last = recorded.Position;
        }

        await board.WaitForPositionAsync(last);
        return await board.ReadAsync(read);
    }
}
