using MedMgr.Ops.WallBoard.Replay.Playing;
using MedMgr.Ops.WallBoard.Tests.Support;

namespace MedMgr.Ops.WallBoard.Tests.Replay;

public sealed class ClockTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void It_runs_at_its_rate_keeps_its_place_when_the_rate_changes_and_stands_while_paused()
    {
        var clock = new ReplayClock(_time, TimeSpan.FromHours(10));
        clock.Play();
        _time.Advance(TimeSpan.FromSeconds(30));
        clock.Elapsed.ShouldBe(TimeSpan.FromSeconds(30));
        clock.SetRate(3_600);
        clock.Elapsed.ShouldBe(TimeSpan.FromSeconds(30));
        _time.Advance(TimeSpan.FromSeconds(2));
        clock.Elapsed.ShouldBe(TimeSpan.FromSeconds(30 + 7_200));
        clock.Pause();
        _time.Advance(TimeSpan.FromHours(5));
        clock.Elapsed.ShouldBe(TimeSpan.FromSeconds(30 + 7_200));
        clock.IsPlaying.ShouldBeFalse();
    }

    [Fact]
    public void It_ends_at_its_length_and_begins_anew_when_it_is_played_there()
    {
        var clock = new ReplayClock(_time, TimeSpan.FromHours(10));
        clock.MoveTo(TimeSpan.FromHours(11));
        clock.Elapsed.ShouldBe(TimeSpan.FromHours(10));
        clock.Play();
        clock.IsPlaying.ShouldBeTrue();
        clock.Elapsed.ShouldBe(TimeSpan.Zero);
        clock.SetRate(600);
        _time.Advance(TimeSpan.FromMinutes(1.5));
        clock.AtEnd.ShouldBeTrue();
        clock.IsPlaying.ShouldBeFalse();
    }

    [Fact]
    public void It_says_how_long_until_the_next_step_in_real_time()
    {
        var clock = new ReplayClock(_time, TimeSpan.FromHours(10));
        clock.SetRate(60);
        clock.Until(TimeSpan.FromHours(1)).ShouldBe(Timeout.InfiniteTimeSpan);
        clock.Play();
        clock.Until(TimeSpan.FromHours(1)).ShouldBe(TimeSpan.FromMinutes(1));
        _time.Advance(TimeSpan.FromSeconds(45));
        clock.Until(TimeSpan.FromHours(1)).ShouldBe(TimeSpan.FromSeconds(15));
        clock.Until(TimeSpan.FromMinutes(3)).ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3_601)]
    public void No_other_rate_than_1_to_3600_is_taken(int rate) => Should.Throw<ArgumentOutOfRangeException>(() => new ReplayClock(_time, TimeSpan.FromHours(1)).SetRate(rate));
}
