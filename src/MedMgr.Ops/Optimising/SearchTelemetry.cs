using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MedMgr.Ops.Optimising;

/// <summary>What the searches for better plans and rosters tell whoever measures them: how many, how they ended, how long each took.</summary>
internal static class SearchTelemetry
{
    /// <summary>Of the meter and of the source of activities.</summary>
    public const string Name = "MedMgr.Optimiser";

    public const string Placement = "placement";
    public const string Roster = "roster";

    private static readonly ActivitySource Activities = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "medmgr.optimiser.search.duration", "s", "From a search's turn to its end, by what was searched for and how it ended.");

    /// <param name="kind">What is searched for.</param>
    /// <param name="outcome">How good the answer is; a search that was called off is "stopped", one that failed a "fault".</param>
    public static async Task<T> Measured<T>(string kind, Func<Task<T>> search, Func<T, Enum> outcome)
    {
        using var activity = Activities.StartActivity("optimiser.search");
        activity?.SetTag("medmgr.search", kind);
        var startedAt = Stopwatch.GetTimestamp();
        var ended = "fault";
        try
        {
            var answer = await search();
            ended = outcome(answer).ToString().ToLowerInvariant();
            return answer;
        }
        catch (OperationCanceledException)
        {
            ended = "stopped";
            throw;
        }
        finally
        {
            Duration.Record(
                Stopwatch.GetElapsedTime(startedAt).TotalSeconds, new KeyValuePair<string, object?>("medmgr.search", kind), new KeyValuePair<string, object?>("medmgr.outcome", ended));
            activity?.SetTag("medmgr.outcome", ended).SetStatus(ended == "fault" ? ActivityStatusCode.Error : ActivityStatusCode.Ok);
        }
    }
}
