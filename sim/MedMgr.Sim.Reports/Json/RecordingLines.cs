using System.Text.Json;
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
    public static void Write(Recording recording, Stream to)
    {
        WriteLine(to, json =>
        {
            json.WriteString("format", "medmgr-recording");
            json.WriteNumber("version", 1);
            json.WriteString("kind", "simulated");
            json.WriteString("title", $"{recording.Title}, seed {recording.Seed}");
            json.WriteString("scenario", recording.Scenario);
            json.WriteNumber("seed", recording.Seed);
            json.WriteNumber("replication", recording.Replication);
            json.WriteString("hospital", recording.Hospital.Id.Value);
            json.WriteString("from", recording.From);
        });
        foreach (var step in recording.Steps)
        {
            WriteLine(to, json =>
            {
                json.WriteNumber("position", step.Position);
                json.WriteNumber("transaction", step.Transaction);
                json.WriteString("at", step.At);
                json.WriteString("stream", step.Stream);
                json.WriteNumber("version", step.Version);
                json.WriteString("type", EventNames.NameOf(step.Event));
                json.WritePropertyName("payload");
                json.WriteRawValue(EventNames.ToJson(step.Event));
            });
        }
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
