using System.Text.Json;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Log;
using MedMgr.Sim.Hospital.Results;

namespace MedMgr.Sim.Reports.Json;

/// <summary>A recorded replication as lines of JSON, ready for the log.</summary>
/// <remarks>
/// First line: {"format": "medmgr-recording", "version": 1, kind, title, scenario, seed, replication, hospital, from}.
/// "from" is the first moment after the warm-up: a replay begins there. Then one line for each event, in the order of time:
/// {position, transaction, at, stream, version, type, payload}; lines of one transaction are one append. Type and payload are those of the event log.
/// </remarks>
public static class RecordingLines
{
    /// <summary>Files of the recordings folder are named so.</summary>
    public const string Ending = ".jsonl";

    public static void Write(Recording recording, Stream to)
    {
        ArgumentNullException.ThrowIfNull(recording);
        WriteHeader(to, "simulated", $"{recording.Title}, seed {recording.Seed}", recording.Scenario, recording.Seed, recording.Hospital.Id, recording.From, recording.Replication);
        foreach (var step in recording.Steps)
        {
            WriteEvent(to, step.Position, step.Transaction, step.At, step.Stream, step.Version, EventNames.NameOf(step.Event), EventNames.ToJson(step.Event));
        }
    }

    /// <param name="kind">"simulated" or "drill".</param>
    public static void WriteHeader(Stream to, string kind, string title, string scenario, ulong seed, HospitalId hospital, DateTimeOffset from, int replication = 0) => WriteLine(to, json =>
    {
        json.WriteString("format", "medmgr-recording");
        json.WriteNumber("version", 1);
        json.WriteString("kind", kind);
        json.WriteString("title", title);
        json.WriteString("scenario", scenario);
        json.WriteNumber("seed", seed);
        json.WriteNumber("replication", replication);
        json.WriteString("hospital", hospital.Value);
        json.WriteString("from", from);
    });

    /// <param name="payload">JSON.</param>
    public static void WriteEvent(Stream to, long position, long transaction, DateTimeOffset at, string stream, long version, string type, ReadOnlySpan<byte> payload)
    {
        using (var json = new Utf8JsonWriter(to))
        {
            json.WriteStartObject();
            json.WriteNumber("position", position);
            json.WriteNumber("transaction", transaction);
            json.WriteString("at", at);
            json.WriteString("stream", stream);
            json.WriteNumber("version", version);
            json.WriteString("type", type);
            json.WritePropertyName("payload");
            json.WriteRawValue(payload);
            json.WriteEndObject();
        }

        to.WriteByte((byte)'\n');
    }

    private static void WriteLine(Stream to, Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(to))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        to.WriteByte((byte)'\n');
    }
}
