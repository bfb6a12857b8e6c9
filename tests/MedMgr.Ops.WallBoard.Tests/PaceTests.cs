using MedMgr.Ops.WallBoard.Live;
using MedMgr.Ops.WallBoard.Tests.Support;

namespace MedMgr.Ops.WallBoard.Tests;

public sealed class PaceTests
{
    private readonly ManualTime _time = new();
    private readonly Audience _audience = new();
    private readonly WallBoardOptions _options = new();

    [Theory]
    [InlineData(1, 0, 20)]
    [InlineData(1, 200, 20)]     // 200 displays / 10,000 messages a second
    [InlineData(1, 500, 50)]     // 500 / 10,000
    [InlineData(1, 2000, 90)]    // 200 ms wanted, no more than 90
    [InlineData(6, 60, 25)]      // 6 boards / 240 frames a second
    [InlineData(20, 500, 83)]    // 20 / 240 is more than 500 / 10,000
    public void Frames_come_less_often_the_more_boards_and_displays_there_are(int boards, int displays, int milliseconds)
    {
        for (var display = 0; display < displays; display++)
        {
            _audience.Came(first: display < boards);
        }

        Math.Round(Pace().Interval.TotalMilliseconds).ShouldBe(milliseconds);
    }

    [Fact]
    public void Who_has_gone_costs_nothing()
    {
        for (var display = 0; display < 500; display++)
        {
            _audience.Came(first: display == 0);
        }

        for (var display = 0; display < 500; display++)
        {
            _audience.Went(last: display == 499);
        }

        (_audience.Displays, _audience.Boards).ShouldBe((0, 0));
        Pace().Interval.ShouldBe(_options.FrameInterval);
    }

    [Fact]
    public void Frames_that_take_long_to_make_come_less_often_but_never_further_apart_than_allowed()
    {
        var pace = Pace();
        for (var frame = 0; frame < 40; frame++)
        {
            Make(pace, TimeSpan.FromMilliseconds(5));
        }

        pace.Interval.ShouldBeInRange(TimeSpan.FromMilliseconds(39), TimeSpan.FromMilliseconds(40));
        for (var frame = 0; frame < 40; frame++)
        {
            Make(pace, TimeSpan.FromMilliseconds(50));
        }

        pace.Interval.ShouldBe(_options.FrameIntervalMax);
    }

    [Fact]
    public void The_first_change_after_a_quiet_while_goes_out_at_once()
    {
        var pace = Pace();
        pace.UntilNextFrame().ShouldBe(TimeSpan.Zero);
        pace.FrameBegins();
        pace.UntilNextFrame().ShouldBe(_options.FrameInterval);
        _time.Advance(TimeSpan.FromSeconds(1));
        pace.UntilNextFrame().ShouldBeLessThanOrEqualTo(TimeSpan.Zero);
    }

    private void Make(Pace pace, TimeSpan takes)
    {
        pace.FrameBegins();
        _time.Advance(takes);
        pace.FrameIsMade();
    }

    private Pace Pace() => new(_time, _options, _audience);
}
