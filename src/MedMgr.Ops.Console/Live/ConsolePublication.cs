using MedMgr.Ops.Consoles.Pictures;
using MedMgr.Ops.Pages.Streaming;

namespace MedMgr.Ops.Consoles.Live;

/// <summary>The consoles of one hospital after frame <paramref name="Sequence"/>.</summary>
/// <param name="Markup">Of the smallest pieces, by element id: what the next publication is compared with.</param>
/// <param name="Page">Of the pieces that stand on the page itself; rendered when somebody asks and shared by all who do.</param>
internal sealed record ConsolePublication(
    string Epoch, long Sequence, ConsolePicture Picture, IReadOnlyDictionary<string, string> Markup, Lazy<Task<IReadOnlyDictionary<string, string>>> Page);

/// <summary>What changed from the publication before, encoded once for all consoles.</summary>
internal sealed record ConsoleFrame(long Sequence, RawMessage Message) : INumbered;

/// <summary>The messages of the consoles' hub.</summary>
internal static class ConsoleMessages
{
    public static RawMessage Snapshot(ConsolePublication at, string build, IReadOnlyDictionary<string, string> page) => RawMessage.Write(w =>
    {
        Head(w, "snapshot", at.Epoch, at.Sequence, at.Picture);
        w.WriteString("build", build);
        Fragments(w, page);
    });

    public static RawMessage Frame(string epoch, long sequence, ConsolePicture picture, IEnumerable<KeyValuePair<string, string>> changed) => RawMessage.Write(w =>
    {
        Head(w, "frame", epoch, sequence, picture);
        Fragments(w, changed);
    });

    public static RawMessage Heartbeat(ConsolePublication at, DateTimeOffset now) => RawMessage.Write(w =>
    {
        w.WriteString("kind", "heartbeat");
        w.WriteString("epoch", at.Epoch);
        w.WriteNumber("sequence", at.Sequence);
        w.WriteString("serverTime", now);
    });

    private static void Head(System.Text.Json.Utf8JsonWriter w, string kind, string epoch, long sequence, ConsolePicture picture)
    {
        w.WriteString("kind", kind);
        w.WriteString("epoch", epoch);
        w.WriteNumber("sequence", sequence);
        w.WriteNumber("position", picture.View.Position);
        if (picture.View.AsOf is { } asOf)
        {
            w.WriteString("asOf", asOf);
        }
    }

    private static void Fragments(System.Text.Json.Utf8JsonWriter w, IEnumerable<KeyValuePair<string, string>> fragments)
    {
        w.WriteStartObject("fragments");
        foreach (var (id, html) in fragments)
        {
            w.WriteString(id, html);
        }

        w.WriteEndObject();
    }
}
