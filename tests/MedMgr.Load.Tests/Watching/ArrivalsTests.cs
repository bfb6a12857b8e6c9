using MedMgr.Load.Watching;

namespace MedMgr.Load.Tests.Watching;

public sealed class ArrivalsTests
{
    private readonly Arrivals _arrivals = new();

    [Fact]
    public void A_frame_left_out_is_missing_and_one_that_comes_again_is_repeated()
    {
        Take("snapshot", 4);
        Take("frame", 5, 7, 7, 8);
        (_arrivals.Missing, _arrivals.Repeated, _arrivals.Frames, _arrivals.FurtherSnapshots).ShouldBe((1L, 1, 4, 0));
    }

    [Fact]
    public void A_snapshot_in_place_of_frames_counts_those_that_it_stands_for()
    {
        Take("snapshot", 4);
        Take("frame", 5);
        Take("snapshot", 9);
        (_arrivals.Missing, _arrivals.FurtherSnapshots).ShouldBe((4L, 1));
    }

    [Fact]
    public void A_heartbeat_is_no_frame()
    {
        Take("snapshot", 4);
        Take("heartbeat", 4, 4);
        (_arrivals.Missing, _arrivals.Repeated, _arrivals.Frames).ShouldBe((0L, 0, 0));
    }

    [Fact]
    public void What_a_frame_shows_is_shown_from_the_first_frame_that_is_no_older()
    {
        Take("snapshot", 4);
        Take("frame", 5, 6, 8);
        _arrivals.ShownAt(5).ShouldBe(500);
        _arrivals.ShownAt(7).ShouldBe(800);
        _arrivals.ShownAt(9).ShouldBeNull();
    }

    [Fact]
    public void What_is_forgotten_is_not_guessed()
    {
        Take("snapshot", 0);
        Take("frame", [.. Enumerable.Range(1, Arrivals.Remembered + 10)]);
        _arrivals.ShownAt(5).ShouldBeNull();
        _arrivals.ShownAt(Arrivals.Remembered).ShouldBe(Arrivals.Remembered * 100);
    }

    // Frame n arrives at n * 100.
    private void Take(string kind, params int[] sequences)
    {
        foreach (var sequence in sequences)
        {
            _arrivals.Take(kind, "e", sequence, sequence * 100);
        }
    }
}
