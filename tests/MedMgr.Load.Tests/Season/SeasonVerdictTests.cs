using MedMgr.Load.Reporting;
using MedMgr.Load.Season;

namespace MedMgr.Load.Tests.Season;

public sealed class SeasonVerdictTests
{
    private static readonly SeasonLimits Limits = new(P99Max: 150, MissingMax: 0, UnseenMax: 0, ErrorsMax: 0, RateMin: 2000);

    [Fact]
    public void All_limits_kept_is_passed() => Run().Passed.ShouldBeTrue();

    [Theory]
    [InlineData(151, 0, 0, 0, 2000, "p99")]
    [InlineData(150, 1, 0, 0, 2000, "missing")]
    [InlineData(150, 0, 1, 0, 2000, "unseen")]
    [InlineData(150, 0, 0, 1, 2000, "errors")]
    [InlineData(150, 0, 0, 0, 1999, "rate")]
    public void Each_limit_fails_the_run_when_it_alone_is_broken(double p99, long missing, long unseen, long errors, double rate, string broken)
    {
        var run = Run(p99, missing, unseen, errors, rate);
        run.Passed.ShouldBeFalse();
        run.Thresholds.Where(t => !t.Met).Select(t => t.Name).ShouldBe([broken]);
    }

    [Fact]
    public void A_run_that_measured_no_latency_has_not_kept_its_limit() => Run(p99: null).Passed.ShouldBeFalse();

    [Fact]
    public void A_repeated_frame_counts_as_a_missing_one() =>
        SeasonVerdict.Thresholds(Limits, Latency(1), new SeasonFrames(20, 0, 1, 0, 0), Messages(2000), new SeasonErrors(0, [])).Single(t => t.Name == "missing").Met.ShouldBeFalse();

    [Fact]
    public void What_limits_is_told_from_what_was_measured()
    {
        SeasonVerdict.Limit(Run(p99: 200) with { Machine = Machine(1.95) }).ShouldStartWith("p99 broken: the processors are full, 1.95 of 2 cores busy: the server 1.20, this program 0.40");
        SeasonVerdict.Limit(Run(p99: 200, late: 80)).ShouldContain("this program sent late itself (p99 80 ms)");
        SeasonVerdict.Limit(Run(p99: 200)).ShouldContain("disk flushes a second: 900");
    }

    [Fact]
    public void Memory_that_grows_by_a_mebibyte_a_minute_has_a_slope_of_sixty_an_hour()
    {
        var slices = Enumerable.Range(1, 20).Select(m => new SeasonSlice(60 * m, 1, 1, 1, 1, 1, 200 + m, 1, 100, 0)).ToList();
        SeasonResult.MemorySlope(slices).ShouldBe(60);
        SeasonResult.MemorySlope(slices[..5]).ShouldBeNull();
    }

    [Fact]
    public void The_page_and_the_table_tell_what_was_missed()
    {
        var run = Run(p99: 151) with { Errors = new SeasonErrors(1, ["AE <bed> unknown"]) };
        SeasonPage.Of(run).ShouldContain("AE &lt;bed&gt; unknown");
        SeasonPage.Of(run).ShouldContain("A threshold was missed.");
        SeasonTable.Of(run).ShouldContain("MISSED");
        SeasonTable.Of(Run()).ShouldEndWith("All thresholds met.");
    }

    private static SeasonResult Run(double? p99 = 150, long missing = 0, long unseen = 0, long errors = 0, double rate = 2000, double late = 1)
    {
        var (latency, frames, messages, failed) = (Latency(p99, unseen), new SeasonFrames(20, missing, 0, 0, 0), Messages(rate, late), new SeasonErrors(errors, []));
        var thresholds = SeasonVerdict.Thresholds(Limits, latency, frames, messages, failed);
        return new SeasonResult(
            "flu-season", thresholds.All(t => t.Met),
            new SeasonAsked("http://127.0.0.1:5080", "flu-season", new DateOnly(2025, 2, 3), 17, 20, 60, false, 1, 500, 30, 0.25, 3, 100),
            messages, latency, frames, 10, 0, 0, new SeasonConsole(5, 0, new Spread(1, 2, 3, 4)), failed, new SeasonProcess(1.2, 200, 210), null, new SeasonProcess(0.4, 100, 110),
            Machine(1.0), null, [new SeasonSlice(1, 100, 10, 20, 30, 1, 200, 0.4, 100, 0), new SeasonSlice(2, 100, 10, 20, 30, 1, 201, 0.4, 100, 0)], thresholds);
    }

    private static SeasonMachine Machine(double busy) => new(2, busy, "1.0", "1.5", 900);

    private static SeasonLatency Latency(double? p99, long unseen = 0) => new(20, 60, p99, 300, 1000, 100, unseen, 0);

    private static SeasonMessages Messages(double rate, double late = 1) => new(60_000, rate, rate, 0, 0, new Spread(0, 1, late, 5), new Spread(2, 3, 4, 5));
}
