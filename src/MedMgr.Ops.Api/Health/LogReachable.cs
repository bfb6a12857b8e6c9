using MedMgr.Ops.EventLog;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MedMgr.Ops.Api.Health;

/// <summary>The event log answers.</summary>
internal sealed class LogReachable : IHealthCheck
{
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);

    private readonly IEventLog _log;
    private readonly TimeProvider _time;

    public LogReachable(IEventLog log, TimeProvider time)
    {
        _log = log;
        _time = time;
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var head = await _log.HeadAsync(cancellationToken).WaitAsync(AnswerWithin, _time, cancellationToken);
            return HealthCheckResult.Healthy($"{head} events");
        }
        catch (Exception e) when (e is EventLogException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("The event log does not answer.", e);
        }
    }
}
