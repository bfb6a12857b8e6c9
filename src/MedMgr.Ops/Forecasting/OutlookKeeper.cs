using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.WallBoard.Live;
using MedMgr.Sim.Hospital.Results;

namespace MedMgr.Ops.Forecasting;

/// <summary>Keeps a forecast of each hospital for its wall, made anew every few minutes beside everything else: no display and no change waits for it.</summary>
internal sealed class OutlookKeeper : BackgroundService
{
    /// <summary>Enough for 5th and 95th percentiles of bed counts, few enough to cost a small share of one core.</summary>
    public const int Replications = 200;

    private const int HoursAhead = 48;

    /// <summary>Of the open beds: a ward's worth in a large house.</summary>
    private const double FarOffShare = 0.08;

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    /// <summary>A hospital that has just opened does not wait the whole time for its first one.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    private readonly IBoards _boards;
    private readonly OutlookShelf _shelf;
    private readonly ForecastDesk _desk;
    private readonly TimeProvider _time;
    private readonly ILogger<OutlookKeeper> _logger;

    public OutlookKeeper(IBoards boards, OutlookShelf shelf, ForecastDesk desk, TimeProvider time, ILogger<OutlookKeeper> logger)
    {
        _boards = boards;
        _shelf = shelf;
        _desk = desk;
        _time = time;
        _logger = logger;
    }

    /// <summary>What the wall shows of a forecast.</summary>
    internal static Outlook OutlookOf(ForecastResult forecast) => new(forecast.From,
    [
        .. forecast.Times.Select((at, hour) => new OutlookHour(
            at, SpreadOf(forecast.Occupied, hour), SpreadOf(forecast.Boarders, hour),
            (int)Math.Round(forecast.Units.Sum(u => Math.Min(u.Beds, u.StaffedCapacity[hour]))))),
    ]);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, _time);
        do
        {
            foreach (var board in _boards.All.Where(IsDue))
            {
                await MakeAsync(board, stoppingToken);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>The last one is as old as it may become, or the house stands far from where it was seen for the next hour.</summary>
    internal bool IsDue(IHospitalBoardFeed board)
    {
        if (_shelf.Of(board.Hospital) is not { Hours: [var next, ..] } last || _time.GetUtcNow() - last.From >= Every)
        {
            return true;
        }

        var figures = board.Current.Figures;
        return Math.Abs(figures.Occupied - next.Occupied.Middle) > FarOffShare * figures.OpenBeds;
    }

    /// <remarks>What can not be made now leaves the last one on the wall, which says how old it is.</remarks>
    private async Task MakeAsync(IHospitalBoardFeed board, CancellationToken stoppingToken)
    {
        try
        {
            await board.Ready.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (board.Health != FeedHealth.Live || board.Current.Units.IsEmpty)
            {
                return;
            }

            var question = new ForecastDesk.Question(board.Hospital, HoursAhead, Replications, _desk.DefaultSeed);
            if (_desk.AskInBackground(question) is { } forecast)
            {
                _shelf.Put(board.Hospital, OutlookOf(await forecast.WaitAsync(stoppingToken)));
            }
        }
        catch (Exception e) when (e is ArgumentException or IOException or InvalidDataException or InvalidOperationException or EventLogException)
        {
            _logger.LogWarning("No forecast for the wall of {Hospital}: {Why}", board.Hospital, e.Message);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // A bug of the simulation met on this board. It must be seen and mended, but a forecast is no reason to take messages and walls down with it.
            _logger.LogError(e, "No forecast for the wall of {Hospital}: a fault of ours.", board.Hospital);
        }
    }

    private static Spread SpreadOf(Series series, int hour) => new((int)Math.Round(series.P5[hour]), (int)Math.Round(series.P50[hour]), (int)Math.Round(series.P95[hour]));
}
