using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using MedMgr.Ops.Pages.Streaming;
using MedMgr.Ops.WallBoard.Rendering;
using MedMgr.Ops.WallBoard.Replay.Indexing;
using MedMgr.Ops.WallBoard.Watching;

namespace MedMgr.Ops.WallBoard.Replay.Playing;

/// <summary>How a replay stands when a message is made.</summary>
/// <param name="Answers">The viewer's number of the last thing asked that is in it.</param>
internal sealed record ReplayStanding(long Answers, TimeSpan Elapsed, bool Playing, int Rate, bool AtEnd, ImmutableArray<PaneStanding> Panes);

/// <param name="Now">The moment that this wall shows.</param>
/// <param name="Begun">False before the recording's first moment.</param>
/// <param name="Over">True after its last step.</param>
/// <param name="Alert">Of those that came up last, at one moment, the most severe; null before the first.</param>
/// <param name="AlertFirst">The number of the first of them, from 1; 0 before the first.</param>
/// <param name="AlertLast">The number of the last of them.</param>
internal sealed record PaneStanding(long Sequence, DateTimeOffset Now, bool Begun, bool Over, ReplayAlert? Alert, int AlertFirst, int AlertLast)
{
    public static PaneStanding Of(ReplayPane pane, ReplayTimeline timeline, int index, TimeSpan elapsed)
    {
        var recording = pane.Recording;
        var moment = timeline.Origins[index] + elapsed;
        var last = recording.AlertsUpTo(pane.Sequence);
        var first = last;
        while (first > 0 && recording.Alerts[first - 1].At == recording.Alerts[last - 1].At)
        {
            first--;
        }

        return new PaneStanding(
            pane.Sequence, timeline.MomentOf(index, elapsed), moment >= recording.From, pane.Sequence == recording.Steps,
            last == 0 ? null : recording.Alerts[first..last].MaxBy(a => a.Severity), last == 0 ? 0 : first + 1, last);
    }
}

/// <summary>The messages of the replay hub: how the replay stands, with what changed on each wall.</summary>
internal static class ReplayMessages
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <param name="boards">For each pane a snapshot, a frame, or null when its wall is unchanged.</param>
    public static RawMessage Of(ReplayStanding standing, ImmutableArray<RawMessage?> boards)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var w = new Utf8JsonWriter(bytes, Writing))
        {
            w.WriteStartObject();
            w.WriteNumber("answers", standing.Answers);
            w.WriteNumber("elapsed", standing.Elapsed.TotalSeconds);
            w.WriteBoolean("playing", standing.Playing);
            w.WriteNumber("rate", standing.Rate);
            w.WriteBoolean("ended", standing.AtEnd);
            w.WriteStartArray("panes");
            for (var i = 0; i < boards.Length; i++)
            {
                Pane(w, standing.Panes[i], boards[i]);
            }

            w.WriteEndArray();
            w.WriteEndObject();
        }

        return new RawMessage(bytes.WrittenSpan.ToArray());
    }

    private static void Pane(Utf8JsonWriter w, PaneStanding pane, RawMessage? board)
    {
        w.WriteStartObject();
        w.WriteNumber("sequence", pane.Sequence);
        w.WriteString("now", pane.Now.ToUniversalTime());
        w.WriteBoolean("begun", pane.Begun);
        w.WriteBoolean("over", pane.Over);
        if (pane.Alert is { } alert)
        {
            w.WriteStartObject("alert");
            w.WriteNumber("first", pane.AlertFirst);
            w.WriteNumber("last", pane.AlertLast);
            w.WriteString("at", alert.At.ToUniversalTime());
            w.WriteString("severity", Words.Of(alert.Severity));
            w.WriteString("says", alert.Says);
            w.WriteEndObject();
        }

        if (board is not null)
        {
            w.WritePropertyName("board");
            w.WriteRawValue(board.Json.Span, skipInputValidation: true);
        }

        w.WriteEndObject();
    }
}
