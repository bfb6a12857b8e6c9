using System.Text.Json;
using MedMgr.Ops.Pages.Streaming;

namespace MedMgr.Ops.Pages.Pieces;

/// <summary>A streamed page after frame <paramref name="Sequence"/>.</summary>
/// <param name="Markup">Of the smallest pieces, by element id: what the next publication is compared with.</param>
/// <param name="Page">Of the pieces that stand on the page itself; rendered when somebody asks and shared by all who do.</param>
public sealed record PiecePublication<TPicture>(
    string Epoch, long Sequence, TPicture Picture, IReadOnlyDictionary<string, string> Markup, Lazy<Task<IReadOnlyDictionary<string, string>>> Page)
{
    /// <summary>What the page's script joins the stream by, as data- attributes of the body.</summary>
    /// <param name="hub">Its address.</param>
    public Dictionary<string, object> JoinedBy(string hub, string build, TimeProvider time, TimeSpan staleAfter, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(zone);
        return new()
        {
            ["data-hub"] = hub,
            ["data-build"] = build,
            ["data-epoch"] = Epoch,
            ["data-sequence"] = Sequence,
            ["data-server-time"] = time.GetUtcNow().ToUnixTimeMilliseconds(),
            ["data-rate"] = PacedTime.RateOf(time),
            ["data-stale-after"] = (long)staleAfter.TotalMilliseconds,
            ["data-zone"] = zone.Id,
        };
    }
}

/// <summary>What changed from the publication before, encoded once for all who look.</summary>
internal sealed record PieceFrame(long Sequence, RawMessage Message) : INumbered;

/// <summary>The messages of streamed pages.</summary>
internal static class PieceMessages
{
    public static RawMessage Snapshot(string epoch, long sequence, string build, IReadOnlyDictionary<string, string> page, Action<Utf8JsonWriter> head) => RawMessage.Write(w =>
    {
        Number(w, "snapshot", epoch, sequence);
        head(w);
        w.WriteString("build", build);
        Fragments(w, page);
    });

    public static RawMessage Frame(string epoch, long sequence, IEnumerable<KeyValuePair<string, string>> changed, Action<Utf8JsonWriter> head) => RawMessage.Write(w =>
    {
        Number(w, "frame", epoch, sequence);
        head(w);
        Fragments(w, changed);
    });

    public static RawMessage Heartbeat(string epoch, long sequence, TimeProvider time) => RawMessage.Write(w =>
    {
        Number(w, "heartbeat", epoch, sequence);
        w.Time(time);
    });

    private static void Number(Utf8JsonWriter w, string kind, string epoch, long sequence)
    {
        w.WriteString("kind", kind);
        w.WriteString("epoch", epoch);
        w.WriteNumber("sequence", sequence);
    }

    private static void Fragments(Utf8JsonWriter w, IEnumerable<KeyValuePair<string, string>> fragments)
    {
        w.WriteStartObject("fragments");
        foreach (var (id, html) in fragments)
        {
            w.WriteString(id, html);
        }

        w.WriteEndObject();
    }
}
