using System.Collections.Concurrent;
using MedMgr.Ops.Domain;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Pages.Pieces;
using MedMgr.Ops.WallBoard.Live;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MedMgr.Ops.Consoles.Live;

/// <summary>The consoles of this process: one feed for each hospital that somebody has looked at, ended with the host.</summary>
internal sealed class ConsoleFeeds : IHostedService, IDisposable
{
    private readonly ConcurrentDictionary<HospitalId, (ConsoleFeed Feed, Task Running)> _feeds = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _opening = new();
    private readonly IBoards _boards;
    private readonly Func<IHospitalBoardFeed, ConsoleFeed> _make;

    public ConsoleFeeds(
        IBoards boards, IEventLog log, IConsolePlans plans, PieceRenderer renderer, TimeProvider time, IOptions<ConsoleOptions> options, IOptions<WallBoardOptions> wall,
        ILogger<ConsoleFeed> logger)
    {
        _boards = boards;
        var build = $"{wall.Value.BuildId}-{typeof(ConsoleFeeds).Assembly.ManifestModule.ModuleVersionId.ToString("N")[..12]}";
        _make = board => new ConsoleFeed(
            board, plans, new Photographer(board, plans, new Journal(log, board.Hospital, options.Value.JournalMax), time), renderer, time,
            new PieceFeedOptions($"The consoles of {board.Hospital}", build, options.Value.FrameInterval, options.Value.RingFrames, wall.Value.HeartbeatInterval), logger);
    }

    /// <returns>Null for a hospital without a board.</returns>
    public ConsoleFeed? Of(HospitalId hospital)
    {
        if (_feeds.TryGetValue(hospital, out var known))
        {
            return known.Feed;
        }

        if (_boards.Find(hospital) is not { } board)
        {
            return null;
        }

        lock (_opening)
        {
            return _feeds.GetOrAdd(hospital, _ =>
            {
                var feed = _make(board);
                return (feed, Task.Run(() => feed.Run(_stopping.Token)));
            }).Feed;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_feeds.Values.Select(f => f.Running)).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stopping.Dispose();
}
