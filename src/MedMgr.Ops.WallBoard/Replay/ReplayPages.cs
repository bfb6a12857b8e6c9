using System.Collections.Immutable;
using MedMgr.Ops.WallBoard.Live;
using MedMgr.Ops.WallBoard.Rendering;
using MedMgr.Ops.WallBoard.Replay.Indexing;
using MedMgr.Ops.WallBoard.Replay.Playing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MedMgr.Ops.WallBoard.Replay;

/// <summary>Puts together what the pages of a replay show when they are loaded.</summary>
internal sealed class ReplayPages
{
    private readonly BoardRenderer _renderer;
    private readonly WallBoardOptions _options;
    private readonly ILogger _logger;

    public ReplayPages(BoardRenderer renderer, IOptions<WallBoardOptions> options, ILogger<ReplayPages> logger)
    {
        _renderer = renderer;
        _options = options.Value;
        _logger = logger;
    }

    /// <summary>What was wrong with a recording that could not be opened, in words.</summary>
    public static string Why(Opening failed) => failed.Index.Exception?.InnerException?.Message ?? "it could not be opened.";

    public Dictionary<string, object?> Replay(ImmutableArray<RecordingIndex> recordings, ReplayQuestion question)
    {
        var timeline = new ReplayTimeline(recordings, question.Alignment ?? ReplayTimeline.Natural(recordings));
        var place = PlaceOf(question, timeline, recordings);
        return new()
        {
            [nameof(ReplayPage.View)] = new ReplayPageView(
                [.. recordings.Select((r, i) => PaneView(r, i, timeline, place, question.Theme))], timeline.Alignment == ReplayAlignment.ByClock,
                place.Elapsed.TotalSeconds, UpToTheLastEvent(timeline.Length), question.Rate, question.Theme),
            [nameof(ReplayPage.Options)] = _options,
        };
    }

    /// <summary>In seconds, up to the next millisecond: the page counts no finer, and its end must not lie before the last event.</summary>
    private static double UpToTheLastEvent(TimeSpan length) => Math.Ceiling(length.TotalMilliseconds) / 1000;

    public async Task<Dictionary<string, object?>> PaneAsync(RecordingIndex recording, ReplayQuestion question, CancellationToken cancellationToken)
    {
        var timeline = new ReplayTimeline([recording], ReplayAlignment.FromStart);
        var place = PlaceOf(question, timeline, [recording]);
        var now = timeline.MomentOf(0, place.Elapsed);
        var picture = await ReplayPane.PictureAsync(recording, new PictureMaker(_options, _logger), place.Sequences[0], now, cancellationToken);
        return new()
        {
            [nameof(ReplayPanePage.Picture)] = picture,
            [nameof(ReplayPanePage.Board)] = await _renderer.BoardAsync(picture, BoardPage.Overview),
            [nameof(ReplayPanePage.Now)] = now,
            [nameof(ReplayPanePage.Exercise)] = recording.Exercise,
            [nameof(ReplayPanePage.Theme)] = question.Theme,
        };
    }

    private static ReplayPaneView PaneView(RecordingIndex recording, int index, ReplayTimeline timeline, ReplayPlace place, string? theme)
    {
        var now = timeline.MomentOf(index, place.Elapsed);
        return new ReplayPaneView(
            "AB"[index], recording.Info.Id, recording.Info.Title, recording.Info.Kind, recording.Source.Hospital,
            ReplayAddress.Pane(recording, place.Sequences[index], now, theme), place.Sequences[index], recording.Steps, recording.Alerts.Length, now,
            recording.From, recording.To, timeline.Origins[index], recording.Zone, StripMaker.Of(recording, timeline, index), recording.Exercise);
    }

    private static ReplayPlace PlaceOf(ReplayQuestion question, ReplayTimeline timeline, ImmutableArray<RecordingIndex> recordings) =>
        new ReplayStart(timeline.Alignment, question.At, question.Now - timeline.Origins[0], false, question.Rate).Place(timeline, recordings);
}
