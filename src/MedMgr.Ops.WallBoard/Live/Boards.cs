using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.WallBoard.Frames;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MedMgr.Ops.WallBoard.Live;

/// <summary>Starts a feed for each hospital of the log and each one added, and stops them with the host.</summary>
internal sealed class Boards : IHostedService, IBoards, IDisposable
{
    private readonly IEventLog _log;
    private readonly Func<HospitalId, BoardFeed> _open;
    private readonly WallBoardOptions _options;
    private readonly ILogger _logger;
    private readonly Audience _audience = new();
    private readonly Lock _changing = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _running = [];
    private ImmutableSortedDictionary<string, BoardFeed> _feeds = ImmutableSortedDictionary.Create<string, BoardFeed>(StringComparer.Ordinal);
    private bool _started;

    public Boards(
        IEventLog log, ISnapshotStore snapshots, FrameMaker maker, IOutlooks outlooks, TimeProvider time, IOptions<WallBoardOptions> options, ILogger<BoardFeed> logger)
    {
        _log = log;
        _options = options.Value;
        _logger = logger;
        _open = id => new BoardFeed(id, log, snapshots, maker, outlooks, time, _options, _audience, logger);
    }

    public ImmutableArray<IHospitalBoardFeed> All => [.. _feeds.Values];

    public IHospitalBoardFeed? Find(HospitalId hospital) => Feed(hospital);

    internal BoardFeed? Feed(HospitalId hospital) => _feeds.GetValueOrDefault(hospital.Value);

    public IHospitalBoardFeed AddHospital(HospitalId hospital)
    {
        lock (_changing)
        {
            if (_feeds.TryGetValue(hospital.Value, out var known))
            {
                return known;
            }

            var feed = _open(hospital);
            _feeds = _feeds.Add(hospital.Value, feed);
            if (_started)
            {
                Run(feed);
            }

            return feed;
        }
    }

    /// <remarks>Does not wait for the boards to catch up: whoever needs that awaits <see cref="IHospitalBoardFeed.Ready"/>.</remarks>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var hospital in _options.Hospitals.Concat((await _log.HospitalsAsync(cancellationToken)).Select(HospitalId.Of)))
        {
            AddHospital(hospital);
        }

        lock (_changing)
        {
            _started = true;
            foreach (var feed in _feeds.Values)
            {
                Run(feed);
            }
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Task[] running;
        lock (_changing)
        {
            _started = false;
            running = [.. _running];
        }

        await _stopping.CancelAsync();
        try
        {
            await Task.WhenAll(running).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _logger.LogWarning("Not every board could be kept before the host had to end: the next start folds a little more.");
        }
    }

    public void Dispose() => _stopping.Dispose();

    private void Run(BoardFeed feed) => _running.Add(Task.Run(() => feed.RunAsync(_stopping.Token)));
}
