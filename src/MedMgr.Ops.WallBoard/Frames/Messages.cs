using System.Text.Json;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Pages.Streaming;

namespace MedMgr.Ops.WallBoard.Frames;

/// <summary>The messages of the board's hub, encoded once and passed through to every display as they are.</summary>
internal static class Messages
{
    public static RawMessage HtmlSnapshot(Publication at, string build, string html) => RawMessage.Write(w =>
    {
        Head(w, "snapshot", at);
        w.WriteString("build", build);
        w.WriteString("html", html);
    });

    public static RawMessage JsonSnapshot(Publication at, string build) => RawMessage.Write(w =>
    {
        Head(w, "snapshot", at);
        w.WriteString("build", build);
        Value(w, "board", at.Picture.View);
        Outlook(w, at);
    });

    public static RawMessage HtmlFrame(Publication at, IReadOnlyList<(string Id, string Html)> fragments) => RawMessage.Write(w =>
    {
        Head(w, "frame", at);
        w.WriteStartObject("fragments");
        foreach (var (id, html) in fragments)
        {
            w.WriteString(id, html);
        }

        w.WriteEndObject();
    });

    /// <remarks>
    /// A new layout carries the whole board; otherwise what is absent is unchanged. Flow and trend come with the whole board only: each move would send all of them again.
    /// </remarks>
    public static RawMessage JsonFrame(Publication at, BoardDifference difference) => RawMessage.Write(w =>
    {
        var view = at.Picture.View;
        Head(w, "frame", at);
        if (difference.Layout)
        {
            Value(w, "board", view);
            Outlook(w, at);
            return;
        }

        if (difference.Summary)
        {
            w.WriteNumber("surgeLevel", view.SurgeLevel);
            Value(w, "figures", view.Figures);
            Value(w, "crowding", view.Crowding);
            Value(w, "surgeChange", view.SurgeChange);
        }

        if (!difference.Units.IsEmpty)
        {
            Value(w, "units", difference.Units.Select(u => u.Unit));
        }

        if (difference.Waiting)
        {
            Value(w, "waiting", view.Waiting);
        }

        if (difference.Discrepancies)
        {
            Value(w, "discrepancies", view.Discrepancies);
            w.WriteNumber("quarantined", view.Quarantined);
        }

        if (difference.Alerts)
        {
            Value(w, "alerts", view.Alerts);
        }

        if (difference.Discharges)
        {
            Value(w, "discharges", view.Discharges);
        }

        if (difference.Outlook)
        {
            Outlook(w, at);
        }
    });

    public static RawMessage Heartbeat(Publication at, long position, TimeProvider time) => RawMessage.Write(w =>
    {
        w.WriteString("kind", "heartbeat");
        w.WriteString("epoch", at.Epoch);
        w.WriteNumber("sequence", at.Sequence);
        w.WriteNumber("position", position);
        w.Time(time);
    });

    private static void Head(Utf8JsonWriter w, string kind, Publication at)
    {
        w.WriteString("kind", kind);
        w.WriteString("epoch", at.Epoch);
        w.WriteNumber("sequence", at.Sequence);
        w.WriteNumber("position", at.Picture.View.Position);
        if (at.Picture.View.AsOf is { } asOf)
        {
            w.WriteString("asOf", asOf);
        }
    }

    private static void Outlook(Utf8JsonWriter w, Publication at)
    {
        if (at.Picture.Outlook is { } outlook)
        {
            Value(w, "outlook", outlook);
        }
    }

    private static void Value<T>(Utf8JsonWriter w, string name, T value)
    {
        w.WritePropertyName(name);
        JsonSerializer.Serialize(w, value, DomainJson.Options);
    }
}
