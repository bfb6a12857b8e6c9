using MedMgr.Ops.Api.Boards;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Quarantine;
using MedMgr.Ops.WallBoard.Live;

namespace MedMgr.Ops.Hosting;

/// <summary>Lets the API read the boards that the displays show.</summary>
internal sealed class BoardBinding : IBoardFeeds
{
    private readonly IBoards _boards;

    public BoardBinding(IBoards boards) => _boards = boards;

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
}
