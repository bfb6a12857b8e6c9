using MedMgr.Ops.Domain;
using MedMgr.Ops.Grains.Staffing;
using MedMgr.Ops.Grains.Tests;
using MedMgr.Ops.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace MedMgr.Ops.Placement.Tests;

public sealed class RotaClockTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_change_of_shifts_comes_within_a_minute_of_the_clock_being_set_forward()
    {
        await using var hospital = await LiveHospital.OpenAsync(staffed: false);
        var keeper = new RotaKeeper(hospital.Directory, hospital.Grains, hospital.Clock, NullLogger<RotaKeeper>.Instance);
        using var watch = new RotaWatch(keeper, new HastyTimers(hospital.Clock), NullLogger<RotaWatch>.Instance);
        await watch.Apply(TestHospital.Id);
        var before = await OnDuty(hospital);
        await watch.StartAsync(CancellationToken.None);

        hospital.Clock.MoveTo(TestHospital.Start.AddHours(12));

        using var patience = new CancellationTokenSource(Patience);
        while ((await OnDuty(hospital)).SequenceEqual(before))
        {
            await Task.Delay(20, patience.Token);
        }

        await watch.StopAsync(CancellationToken.None);
    }

    private static async Task<StaffId[]> OnDuty(LiveHospital hospital)
    {
        var board = await hospital.Board();
        return [.. board.Units.SelectMany(u => u.State.OnDuty.Select(p => p.Staff)).OrderBy(s => s.Value, StringComparer.Ordinal)];
    }

    /// <summary>The clock of another, and timers of its own that heed no clock and run 600 times faster: twelve hours are more than a minute.</summary>
    private sealed class HastyTimers(TimeProvider clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 600 : dueTime, period > TimeSpan.Zero ? period / 600 : period);
    }
}
