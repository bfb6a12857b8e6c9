using MedMgr.Ops.Domain.Board;

namespace MedMgr.Ops.WallBoard.Replay.Indexing;

/// <summary>How loudly an alert calls.</summary>
internal enum AlertWeight { Notice, Warning, Critical }

/// <summary>A moment of a recording that a viewer may want to jump to.</summary>
/// <param name="Sequence">The step after which it shows.</param>
internal sealed record ReplayAlert(long Sequence, DateTimeOffset At, AlertWeight Weight, string Says);

/// <summary>Notices on a board that moves forward what has become worth an alert since the last look. One watch serves one pass over one recording.</summary>
internal interface IAlertWatch
{
    /// <param name="now">The recording's time.</param>
    IEnumerable<(AlertWeight Weight, string Says)> Look(BoardView view, DateTimeOffset now);
}
