using MedMgr.Ops.Api.Boards;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MedMgr.Ops.Api.Health;

/// <summary>Every board shows all that was in the log when the process started.</summary>
internal sealed class BoardsCaughtUp : IHealthCheck
{
    private readonly IBoardFeeds _boards;

    public BoardsCaughtUp(IBoardFeeds boards) => _boards = boards;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var behind = _boards.Hospitals.Where(h => !_boards.IsCaughtUp(h.Id)).Select(h => h.Id.Value).ToList();
        return Task.FromResult(behind.Count == 0
            ? HealthCheckResult.Healthy($"{_boards.Hospitals.Count} boards")
            : HealthCheckResult.Unhealthy($"Still reading, or stopped: {string.Join(", ", behind)}."));
    }
}
