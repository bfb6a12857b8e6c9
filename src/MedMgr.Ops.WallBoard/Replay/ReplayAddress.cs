using System.Collections.Immutable;
using System.Globalization;
using MedMgr.Ops.WallBoard.Replay.Indexing;
using MedMgr.Ops.WallBoard.Replay.Playing;

namespace MedMgr.Ops.WallBoard.Replay;

/// <summary>The addresses of replays, and what their questions mean.</summary>
internal static class ReplayAddress
{
    public const string List = "/replay";

    public static string Of(string recording, string? with = null) =>
        $"{List}/{Uri.EscapeDataString(recording)}" + (with is null ? "" : $"/with/{Uri.EscapeDataString(with)}");

    /// <summary>One wall of a replay, for the frame that shows it.</summary>
    public static string Pane(RecordingIndex recording, long sequence, DateTimeOffset now, string? theme) =>
        FormattableString.Invariant($"{Of(recording.Info.Id)}/pane?at={sequence}&now={Uri.EscapeDataString(Text(now))}") + (theme is null ? "" : $"&theme={theme}");

    public static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Null for neither word.</summary>
    public static ReplayAlignment? Alignment(string? word) => word switch
    {
        "start" => ReplayAlignment.FromStart,
        "clock" => ReplayAlignment.ByClock,
        _ => null,
    };

    public static string Word(ReplayAlignment alignment) => alignment == ReplayAlignment.ByClock ? "clock" : "start";

    /// <summary>"1234" or "1234,1250": a sequence for each recording. Null when it is neither; empty when nothing was asked.</summary>
    public static ImmutableArray<long>? Sequences(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return [];
        }

        var sequences = ImmutableArray.CreateBuilder<long>();
        foreach (var part in text.Split(','))
        {
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            {
                return null;
            }

            sequences.Add(sequence);
        }

        return sequences.ToImmutable();
    }

    /// <summary>A moment as 2025-01-14T08:30:00Z or with an offset; without either it is UTC. Null when it can not be read.</summary>
    public static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
