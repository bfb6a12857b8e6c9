using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Quarantine;

namespace MedMgr.Ops.WallBoard.Live;

/// <summary>The live boards of this process, one for each hospital. Safe for concurrent use.</summary>
public interface IBoards
{
    /// <summary>In the order of their ids.</summary>
    ImmutableArray<IHospitalBoardFeed> All { get; }

    /// <summary>Null for a hospital that nobody has added and that the log did not hold at start.</summary>
    IHospitalBoardFeed? Find(HospitalId hospital);

    /// <summary>Begins to follow a hospital; the same feed again for one that is followed already.</summary>
    IHospitalBoardFeed AddHospital(HospitalId hospital);
}

/// <summary>How a feed stands.</summary>
public enum FeedHealth
{
    /// <summary>Reading what the log already holds.</summary>
    CatchingUp,
    Live,

    /// <summary>Stopped by an event that the board's rules say is impossible. Heartbeats cease, so that every display says that it is stale.</summary>
    Failed,

    /// <summary>The process is shutting down.</summary>
    Stopped,
}

/// <summary>One hospital's board as it moves. Safe for concurrent use.</summary>
public interface IHospitalBoardFeed
{
    HospitalId Hospital { get; }

    FeedHealth Health { get; }

    /// <summary>Completes when the board includes all that the log held at start; faults when the fold fails.</summary>
    Task Ready { get; }

    /// <summary>The newest published board; an empty one until <see cref="Ready"/>.</summary>
    BoardView Current { get; }

    /// <summary>What the wall is drawn from: <see cref="Current"/> with the hospital's time zone, next shift and forecast.</summary>
    BoardPicture Picture { get; }

    /// <summary>Messages in quarantine as of <see cref="Current"/>, oldest first.</summary>
    ImmutableArray<QuarantinedMessage> Quarantine { get; }

    /// <summary>Completes when <see cref="Current"/> or <see cref="Health"/> may be another, and at each heartbeat. Take it first, look, then await it.</summary>
    Task Changed { get; }

    /// <summary>For how long the log has held something that <see cref="Current"/> does not show; zero when it shows all that was heard.</summary>
    TimeSpan Lag { get; }

    /// <summary>Displays that watch now.</summary>
    int Displays { get; }

    /// <summary>Completes when <see cref="Current"/> includes the event at <paramref name="position"/>, which must be one of this hospital.</summary>
    /// <exception cref="InvalidOperationException">The feed has stopped or failed and will never include it.</exception>
    Task WaitForPositionAsync(long position, CancellationToken cancellationToken = default);

    /// <summary>Runs <paramref name="read"/> on the board itself, between two transactions. It must be quick and keep nothing of the board.</summary>
    /// <exception cref="InvalidOperationException">The feed has stopped or failed.</exception>
    Task<T> ReadAsync<T>(Func<HospitalBoard, T> read);
}
