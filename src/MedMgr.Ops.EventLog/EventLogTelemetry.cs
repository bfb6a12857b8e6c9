using System.Diagnostics;
using System.Diagnostics.Metrics;
using MedMgr.Ops.EventLog.Appending;

namespace MedMgr.Ops.EventLog;

/// <summary>What the log tells whoever measures it: how long appends take, how many share a commit, how many wait.</summary>
public static class EventLogTelemetry
{
    /// <summary>Of the meter and of the source of activities.</summary>
    public const string Name = "MedMgr.EventLog";

    private static readonly ActivitySource Activities = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> AppendDuration = Meter.CreateHistogram<double>(
        "medmgr.log.append.duration", "s", "From the call to the durable result, queueing included.");

    private static readonly Histogram<int> CommitSize = Meter.CreateHistogram<int>("medmgr.log.commit.size", "{append}", "Appends that shared one commit.");
    private static readonly Histogram<double> CommitDuration = Meter.CreateHistogram<double>("medmgr.log.commit.duration", "s", "One transaction with its sync.");
    private static readonly Counter<long> CommitFailures = Meter.CreateCounter<long>("medmgr.log.commit.failures", "{commit}", "Commits whose outcome is unknown.");
    private static readonly UpDownCounter<long> Waiting = Meter.CreateUpDownCounter<long>("medmgr.log.append.waiting", "{append}", "Queued and not yet taken by the writer.");

    internal static void Queued() => Waiting.Add(1);

    internal static void Dequeued() => Waiting.Add(-1);

    internal static void Committed(int appends, long startedAt)
    {
        CommitSize.Record(appends);
        CommitDuration.Record(Stopwatch.GetElapsedTime(startedAt).TotalSeconds);
    }

    internal static void CommitFailed() => CommitFailures.Add(1);

    internal static Task<AppendResult> Measured(AppendRequest request, Func<Task<AppendResult>> append) =>
        AppendDuration.Enabled || Activities.HasListeners() ? Measure(request, append) : append();

    private static async Task<AppendResult> Measure(AppendRequest request, Func<Task<AppendResult>> append)
    {
        using var activity = Activities.StartActivity("log.append", ActivityKind.Client);
        activity?.SetTag("medmgr.hospital", request.Hospital).SetTag("medmgr.cause", request.Cause.Id);
        var startedAt = Stopwatch.GetTimestamp();
        var outcome = "unknown";
        try
        {
            var result = await append();
            outcome = result.GetType().Name.ToLowerInvariant();
            return result;
        }
        finally
        {
            AppendDuration.Record(
                Stopwatch.GetElapsedTime(startedAt).TotalSeconds,
                new KeyValuePair<string, object?>("medmgr.hospital", request.Hospital), new KeyValuePair<string, object?>("medmgr.outcome", outcome));
            activity?.SetTag("medmgr.outcome", outcome).SetStatus(outcome == "unknown" ? ActivityStatusCode.Error : ActivityStatusCode.Ok);
        }
    }
}
