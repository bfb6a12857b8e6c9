using MedMgr.Ops.Api.Boards;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Quarantine;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains.Hospitals;
using MedMgr.Ops.WallBoard.Live;

namespace MedMgr.Ops.Hosting;

/// <summary>Lets the API and the reconciler read the boards that the displays show.</summary>
internal sealed class BoardBinding : IBoardFeeds, IBoardReader
{
    private readonly IBoards _boards;
    private readonly IEventLog _log;

    public BoardBinding(IBoards boards, IEventLog log)
    {
        _boards = boards;
        _log = log;
    }

    public IReadOnlyCollection<HospitalName> Hospitals => [.. _boards.All.Select(b => new HospitalName(b.Hospital, b.Current.Name))];

    public BoardView? Find(HospitalId hospital) => _boards.Find(hospital)?.Current;

    public bool IsCaughtUp(HospitalId hospital) => _boards.Find(hospital) is { Ready.IsCompletedSuccessfully: true, Health: FeedHealth.Live };

    public IReadOnlyList<QuarantinedMessage> Quarantine(HospitalId hospital) => _boards.Find(hospital)?.Quarantine ?? [];

    public async Task<bool> WaitForAsync(HospitalId hospital, long position, TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (_boards.Find(hospital) is not { } board)
        {
            return false;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(atMost);
        try
        {
            await board.WaitForPositionAsync(position, patience.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            // The feed has stopped: the change is durable, only no display shows it.
            return false;
        }
    }

    /// <remarks>What is durable when it is asked is on the board that is read.</remarks>
    public async ValueTask<T> ReadAsync<T>(HospitalId hospital, Func<HospitalBoard, T> read)
    {
        var board = _boards.Find(hospital) ?? throw new InvalidOperationException($"Nobody follows the board of {hospital}.");
        await board.Ready;
        long durable = 0;
        await foreach (var recorded in _log.ReadAllAsync(hospital.Value, board.Current.Position))
        {
            durable = recorded.Position;
        }

        await board.WaitForPositionAsync(durable);
        return await board.ReadAsync(read);
    }
}
