using System.Text.Json;
using MedMgr.Ops.Domain;
using MedMgr.Ops.EventLog;

namespace MedMgr.Ops.WallBoard.Replay.Recorded;

/// <summary>Writes a span of a log as a recording's file: everything up to its end, as what comes before its first moment is folded and not shown.</summary>
internal static class SpanWriter
{
    /// <param name="from">The first moment to show.</param>
    /// <param name="to">The last moment; what one append made true together is in it whole or not at all.</param>
    /// <returns>How many events were written.</returns>
    public static async Task<long> WriteAsync(Stream file, IEventLog log, HospitalId hospital, string title, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        WriteLine(file, json =>
        {
            json.WriteString("format", RecordingHeader.Format);
            json.WriteNumber("version", RecordingHeader.Version);
            json.WriteString("kind", "live span");
            json.WriteString("title", title);
            json.WriteString("hospital", hospital.Value);
            json.WriteString("from", from);
        });
        var head = await log.HeadAsync(cancellationToken);
        var (events, transaction) = (0L, 0L);
        Cause? cause = null;
        await foreach (var recorded in log.ReadAllAsync(hospital.Value, 0, cancellationToken))
        {
            if (recorded.Position > head)
            {
                break;
            }

            // The events of one append stand together and share their cause, which is unique for each request.
            if (recorded.Cause != cause)
            {
                if (recorded.At > to)
                {
                    break;
                }

                transaction++;
            }

            cause = recorded.Cause;
            WriteLine(file, json => Write(json, recorded, transaction));
            events++;
        }

        await file.FlushAsync(cancellationToken);
        return events;
    }

    private static void Write(Utf8JsonWriter json, RecordedEvent recorded, long transaction)
    {
        json.WriteNumber("position", recorded.Position);
        json.WriteNumber("transaction", transaction);
        json.WriteString("at", recorded.At);
        json.WriteString("stream", recorded.Stream);
        json.WriteNumber("version", recorded.Version);
        json.WriteString("type", recorded.Type);
        json.WritePropertyName("payload");
        json.WriteRawValue(recorded.Payload.Span);
    }

    private static void WriteLine(Stream file, Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(file))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        file.WriteByte((byte)'\n');
    }
}
