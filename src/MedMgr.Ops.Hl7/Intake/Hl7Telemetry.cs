using System.Diagnostics;
using System.Diagnostics.Metrics;
using MedMgr.Ops.Hl7.Acknowledgement;
using MedMgr.Ops.Hl7.Mllp;

namespace MedMgr.Ops.Hl7.Intake;

/// <summary>What the intake tells whoever measures it: messages by answer, and how long each took.</summary>
public static class Hl7Telemetry
{
    /// <summary>Of the meter and of the source of activities.</summary>
    public const string Name = "MedMgr.Hl7";

    private static readonly ActivitySource Activities = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "medmgr.hl7.message.duration", "s", "From the last byte of a message to the decision on its answer, by that answer.");

    /// <remarks>What <paramref name="handle"/> does before its first await still runs in the order of arrival.</remarks>
    internal static async Task<AckDecision> Measured(ReceivedMessage message, Func<Task<AckDecision>> handle)
    {
        using var activity = Activities.StartActivity("hl7.message", ActivityKind.Server);
        activity?.SetTag("medmgr.hl7.control_id", message.Header.ControlId).SetTag("medmgr.hl7.sender", message.Header.SendingApplication);
        var startedAt = Stopwatch.GetTimestamp();
        var answer = "fault";
        try
        {
            var decision = await handle();
            answer = decision.Code.ToString().ToLowerInvariant();
            return decision;
        }
        finally
        {
            Duration.Record(Stopwatch.GetElapsedTime(startedAt).TotalSeconds, new KeyValuePair<string, object?>("medmgr.hl7.answer", answer));
            activity?.SetTag("medmgr.hl7.answer", answer).SetStatus(answer == "fault" ? ActivityStatusCode.Error : ActivityStatusCode.Ok);
        }
    }
}
