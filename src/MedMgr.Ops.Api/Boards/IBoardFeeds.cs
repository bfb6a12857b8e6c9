using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Quarantine;

namespace MedMgr.Ops.Api.Boards;

/// <summary>The live boards, as far as the API reads them. The process binds it to the boards that its displays show. Safe for concurrent use.</summary>
public interface IBoardFeeds
{
    /// <summary>In the order in which they are to be listed.</summary>
    IReadOnlyCollection<HospitalName> Hospitals { get; }

    /// <summary>The newest board; null for a hospital that is not followed.</summary>
    BoardView? Find(HospitalId hospital);

    /// <summary>Whether the board includes all that the log held when it began to follow the hospital.</summary>
    bool IsCaughtUp(HospitalId hospital);

    /// <summary>Waits until the board includes the event at <paramref name="position"/>.</summary>
    /// <returns>False when it does not after <paramref name="atMost"/>, or never will; the event is durable all the same.</returns>
    Task<bool> WaitForAsync(HospitalId hospital, long position, TimeSpan atMost, CancellationToken cancellationToken);

    /// <summary>Messages that could not be used, oldest first; empty for a hospital that is not followed.</summary>
    IReadOnlyList<QuarantinedMessage> Quarantine(HospitalId hospital);
}

public sealed record HospitalName(HospitalId Id, string Name);
