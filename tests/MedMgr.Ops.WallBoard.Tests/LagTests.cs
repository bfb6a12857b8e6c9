using MedMgr.Ops.WallBoard.Live;
using MedMgr.Ops.WallBoard.Tests.Support;

namespace MedMgr.Ops.WallBoard.Tests;

public sealed class LagTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void A_board_lags_from_the_first_event_that_it_does_not_show()
    {
        var lag = new BoardLag(_time);
        lag.Now.ShouldBe(TimeSpan.Zero);
        lag.Heard(7);
        _time.Advance(TimeSpan.FromSeconds(2));
        lag.Heard(9);
        _time.Advance(TimeSpan.FromSeconds(3));
        lag.Now.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void What_came_while_a_frame_was_made_is_younger_than_that_frame()
    {
        var lag = new BoardLag(_time);
        lag.Heard(7);
        _time.Advance(TimeSpan.FromSeconds(2));
        lag.Heard(9);
        lag.Shown(7);
        _time.Advance(TimeSpan.FromSeconds(1));
        lag.Now.ShouldBe(TimeSpan.FromSeconds(1));
        lag.Shown(9);
        lag.Now.ShouldBe(TimeSpan.Zero);
    }
}
