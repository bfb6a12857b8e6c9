using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Quarantine;
using MedMgr.Ops.Forecasting;
using MedMgr.Ops.Grains.Hospitals;
using MedMgr.Ops.Grains.Tests;
using MedMgr.Ops.WallBoard.Live;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace MedMgr.Ops.Placement.Tests;

public sealed class OutlookFaultTests
{
    /// <remarks>A host ends with the first of its background services that fails.</remarks>
    [Fact]
    public async Task A_simulation_that_fails_on_a_board_costs_its_forecast_and_not_the_server()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        var boards = new OneBoard((await hospital.Board()).View(hospital.Now));
        var broken = new BrokenReader();
        using var desk = new ForecastDesk(broken, TimeProvider.System, new NoLifetime());
        using var keeper = new OutlookKeeper(boards, new OutlookShelf(), desk, new Hasty(), NullLogger<OutlookKeeper>.Instance);

        await keeper.StartAsync(CancellationToken.None);
        await broken.AskedTwice.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        keeper.ExecuteTask!.IsFaulted.ShouldBeFalse();
        await keeper.StopAsync(CancellationToken.None);
    }

    private sealed class BrokenReader : IBoardReader
    {
        private int _asked;

        public TaskCompletionSource AskedTwice { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ValueTask<T> ReadAsync<T>(HospitalId hospital, Func<HospitalBoard, T> read)
        {
            if (Interlocked.Increment(ref _asked) == 2)
            {
                AskedTwice.SetResult();
            }

            throw new KeyNotFoundException("as a bug would have it");
        }
    }

    private sealed class OneBoard(BoardView view) : IBoards, IHospitalBoardFeed
    {
        public ImmutableArray<IHospitalBoardFeed> All => [this];

        public HospitalId Hospital => TestHospital.Id;

        public FeedHealth Health => FeedHealth.Live;

        public Task Ready => Task.CompletedTask;

        public BoardView Current => view;

        public BoardPicture Picture => throw new NotSupportedException("Nobody looks at this board.");

        public Task Changed => Task.Delay(Timeout.Infinite);

        public ImmutableArray<QuarantinedMessage> Quarantine => [];

        public TimeSpan Lag => TimeSpan.Zero;

        public int Displays => 0;

        public IHospitalBoardFeed? Find(HospitalId hospital) => this;

        public IHospitalBoardFeed AddHospital(HospitalId hospital) => this;

        public Task WaitForPositionAsync(long position, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task<T> ReadAsync<T>(Func<HospitalBoard, T> read) => throw new NotSupportedException("Nobody reads this board.");
    }

    private sealed class NoLifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => default;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication()
        {
        }
    }

    /// <summary>Timers a thousand times faster.</summary>
    private sealed class Hasty : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 1000 : dueTime, period > TimeSpan.Zero ? period / 1000 : period);
    }
}
