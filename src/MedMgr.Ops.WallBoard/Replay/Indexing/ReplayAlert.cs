using MedMgr.Ops.Domain.Alerts;

namespace MedMgr.Ops.WallBoard.Replay.Indexing;

/// <summary>A moment of a recording at which an alert came up, or became more severe.</summary>
/// <param name="Sequence">The step after which it shows.</param>
internal sealed record ReplayAlert(long Sequence, DateTimeOffset At, AlertSeverity Severity, string Says);
