using MedMgr.Load.Season;

namespace MedMgr.Load.Tests.Season;

public sealed class KneeSearchTests
{
    [Theory]
    [InlineData(37.0)]
    [InlineData(1.0)]
    [InlineData(0.3)]
    [InlineData(900.0)]
    public void The_knee_is_found_to_a_tenth(double knee)
    {
        var search = Search(new KneeSearch(first: 1, within: 0.1, most: 4096), borne: k => k <= knee);
        search.Good!.Value.ShouldBeInRange(knee * 0.9, knee);
        search.Bad!.Value.ShouldBeInRange(knee, knee / 0.9);
    }

    [Fact]
    public void Nothing_is_tried_beyond_the_most()
    {
        var search = Search(new KneeSearch(first: 3, within: 0.1, most: 20), borne: _ => true);
        search.Good.ShouldBe(20);
        search.Bad.ShouldBeNull();
    }

    [Fact]
    public void A_server_that_bears_nothing_ends_the_search()
    {
        var search = Search(new KneeSearch(first: 4, within: 0.1, most: 20), borne: _ => false);
        search.Good.ShouldBeNull();
        search.Bad!.Value.ShouldBeLessThanOrEqualTo(1.0 / 16);
    }

    [Fact]
    public void It_doubles_first_and_halves_then()
    {
        var tried = new List<double>();
        Search(new KneeSearch(first: 5, within: 0.1, most: 1000), borne: k =>
        {
            tried.Add(k);
            return k <= 33;
        });
        tried.ShouldBe([5, 10, 20, 40, 30, 35, 32.5]);
    }

    private static KneeSearch Search(KneeSearch search, Func<double, bool> borne)
    {
        for (var tries = 0; search.Next is { } next; tries++)
        {
            tries.ShouldBeLessThan(50);
            search.Went(borne(next));
        }

        return search;
    }
}
