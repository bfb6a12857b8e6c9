using System.Collections.Immutable;
using System.Text.Json;
using MedMgr.Ops.WallBoard.Frames;
using MedMgr.Ops.WallBoard.Live;
using MedMgr.Ops.WallBoard.Rendering;
using MedMgr.Ops.WallBoard.Replay;
using MedMgr.Ops.WallBoard.Replay.Indexing;
using MedMgr.Ops.WallBoard.Replay.Playing;
using MedMgr.Ops.WallBoard.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace MedMgr.Ops.WallBoard.Tests.Replay;

/// <summary>A session and whoever looks at it, without a server: puts the messages together as a page would.</summary>
internal sealed class Viewer : IAsyncDisposable
{
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);
    private static readonly BoardRenderer Renderer = new(new ServiceCollection().BuildServiceProvider(), NullLoggerFactory.Instance, new MedMgr.Ops.Pages.PageRenderer(new ServiceCollection().BuildServiceProvider(), NullLoggerFactory.Instance));

    private readonly ReplaySession _session;
    private readonly IAsyncEnumerator<Watching.RawMessage> _messages;
    private readonly CancellationTokenSource _stop = new();
    private long _asked;

    public Viewer(ImmutableArray<RecordingIndex> recordings, ManualTime time, ReplayStart? start = null)
    {
        Time = time;
        Walls = new string[recordings.Length];
        _session = new ReplaySession(
            recordings, start ?? new ReplayStart(ReplayAlignment.FromStart, [], null, false, 1), new FrameMaker(Renderer, Options.Create(new WallBoardOptions())), Pictures, time,
            new ReplayOptions(), Heartbeat, "test");
        _messages = _session.RunAsync(_stop.Token).GetAsyncEnumerator();
    }

    public ManualTime Time { get; }

    /// <summary>The markup of the wall that a page shows when it is loaded at a place.</summary>
    public static async Task<string> FreshAsync(RecordingIndex recording, long sequence, DateTimeOffset now) =>
        await Renderer.BoardAsync(await ReplayPane.PictureAsync(recording, Pictures(), sequence, now, CancellationToken.None), BoardPage.Overview);

    /// <summary>The markup that each pane shows.</summary>
    public string[] Walls { get; }

    /// <summary>The last message.</summary>
    public JsonElement Last { get; private set; }

    public double Elapsed => Last.GetProperty("elapsed").GetDouble();

    public bool Playing => Last.GetProperty("playing").GetBoolean();

    /// <summary>"snapshot" or "frame"; null when the wall was left as it was.</summary>
    public string? KindOf(int pane) => Last.GetProperty("panes")[pane].TryGetProperty("board", out var board) ? board.GetProperty("kind").GetString() : null;

    public long Sequence(int pane = 0) => Last.GetProperty("panes")[pane].GetProperty("sequence").GetInt64();

    public DateTimeOffset Now(int pane = 0) => Last.GetProperty("panes")[pane].GetProperty("now").GetDateTimeOffset();

    public void Ask(ReplayCommand command) => _session.Inbox.TryPut(command, ++_asked).ShouldBeTrue();

    /// <summary>Asks, and reads on until the answer is there.</summary>
    public async Task AskAsync(ReplayCommand command)
    {
        Ask(command);
        do
        {
            await NextAsync();
        }
        while (Last.GetProperty("answers").GetInt64() < _asked);
    }

    /// <summary>The next message. Time passes only while the session waits for it, at most <paramref name="atMost"/> of it.</summary>
    /// <returns>How much time passed.</returns>
    public async Task<TimeSpan> NextAsync(TimeSpan? atMost = null)
    {
        var begun = Time.GetUtcNow();
        var next = _messages.MoveNextAsync().AsTask();
        var tick = TimeSpan.FromMilliseconds(10);
        using var patience = new CancellationTokenSource(Patience.Long);
        while (!next.IsCompleted)
        {
            patience.IsCancellationRequested.ShouldBeFalse("no message came");
            if (Time.TimersDueWithin(Heartbeat) && !next.IsCompleted)
            {
                (Time.GetUtcNow() - begun).ShouldBeLessThanOrEqualTo(atMost ?? TimeSpan.FromHours(1));
                Time.Advance(tick);
            }

            await Task.Yield();
        }

        (await next).ShouldBeTrue("the session has ended");
        Last = JsonDocument.Parse(_messages.Current.Json).RootElement;
        for (var i = 0; i < Walls.Length; i++)
        {
            if (Last.GetProperty("panes")[i].TryGetProperty("board", out var board))
            {
                Walls[i] = Put(Walls[i], board);
            }
        }

        return Time.GetUtcNow() - begun;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _messages.DisposeAsync();
        await _session.DisposeAsync();
        _stop.Dispose();
    }

    private static PictureMaker Pictures() => new(new WallBoardOptions(), NullLogger.Instance);

    private static string Put(string wall, JsonElement board)
    {
        if (board.Kind() == "snapshot")
        {
            return board.GetProperty("html").GetString()!;
        }

        foreach (var fragment in board.GetProperty("fragments").EnumerateObject())
        {
            var html = fragment.Value.GetString()!;
            var tag = html[1..html.IndexOf(' ', StringComparison.Ordinal)];
            var start = wall.IndexOf($"<{tag} id=\"{fragment.Name}\"", StringComparison.Ordinal);
            start.ShouldBeGreaterThanOrEqualTo(0, fragment.Name);
            var end = wall.IndexOf($"</{tag}>", start, StringComparison.Ordinal) + tag.Length + 3;
            wall = wall[..start] + html + wall[end..];
        }

        return wall;
    }
}
