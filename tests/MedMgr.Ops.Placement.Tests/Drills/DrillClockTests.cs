using MedMgr.Ops.Drills;

namespace MedMgr.Ops.Placement.Tests.Drills;

public sealed class DrillClockTests
{
    private static readonly DateTimeOffset Begin = new(2025, 2, 5, 7, 0, 0, TimeSpan.FromHours(-8));

    [Fact]
    public void It_stands_until_it_is_let_run()
    {
        var clock = new DrillClock(Begin, pace: 3600);
        clock.AllowUntil(Begin.AddHours(1));
        clock.GetUtcNow().ShouldBe(Begin);
        clock.Rate.ShouldBe(0);
        clock.GetUtcNow().Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task It_never_runs_further_than_what_has_been_told_and_does_not_leap_afterwards()
    {
        var clock = new DrillClock(Begin, pace: 3600);
        clock.Run(true);
        clock.AllowUntil(Begin.AddMinutes(1));
        await Reaches(clock, Begin.AddMinutes(1));
        clock.GetUtcNow().ShouldBe(Begin.AddMinutes(1));

        // Held for a while: on from here, and not from where the pace would have led.
        await Task.Yield();
        clock.AllowUntil(Begin.AddDays(300));
        clock.GetUtcNow().ShouldBeLessThan(Begin.AddDays(100));
        clock.Held.ShouldBeGreaterThanOrEqualTo(TimeSpan.Zero);
    }

    [Fact]
    public async Task Paused_it_shows_the_moment_of_the_pause()
    {
        var clock = new DrillClock(Begin, pace: 3600);
        clock.Run(true);
        clock.AllowUntil(Begin.AddDays(1));
        await Reaches(clock, Begin.AddSeconds(1));
        clock.Run(false);
        var paused = clock.GetUtcNow();
        await Task.Yield();
        clock.GetUtcNow().ShouldBe(paused);
        paused.ShouldBeGreaterThan(Begin);
    }

    [Fact]
    public void Timers_and_timestamps_are_those_of_this_world()
    {
        var clock = new DrillClock(Begin, pace: 3600);
        clock.TimestampFrequency.ShouldBe(TimeProvider.System.TimestampFrequency);
        clock.GetElapsedTime(TimeProvider.System.GetTimestamp()).ShouldBeLessThan(TimeSpan.FromMinutes(10));
    }

    private static async Task Reaches(DrillClock clock, DateTimeOffset moment)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (clock.GetUtcNow() < moment)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
