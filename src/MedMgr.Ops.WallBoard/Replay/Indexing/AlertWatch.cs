using System.Collections.Immutable;
using MedMgr.Ops.Domain.Alerts;

namespace MedMgr.Ops.WallBoard.Replay.Indexing;

/// <summary>Notices which alerts of a board that moves forward were not there at the last look, or were less severe. One watch serves one pass over one recording.</summary>
internal sealed class AlertWatch
{
    /// <summary>What is only to know stands on the wall; a viewer who jumps through a season looks for what somebody had to act upon.</summary>
    private const AlertSeverity Least = AlertSeverity.Warning;

    private Dictionary<string, AlertSeverity> _standing = [];

    public ImmutableArray<Alert> Raised(ImmutableArray<Alert> alerts)
    {
        ImmutableArray<Alert> raised = [.. alerts.Where(a => a.Severity >= Least && !(_standing.TryGetValue(a.Id, out var before) && before >= a.Severity))];
        _standing = alerts.ToDictionary(a => a.Id, a => a.Severity);
        return raised;
    }
}
