using MedMgr.Load.Reporting;

namespace MedMgr.Load.Tests.Reporting;

public sealed class HistogramTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Percentiles_agree_with_the_sorted_sample_and_never_flatter(int seed)
    {
        var random = new Random(seed);
        var histogram = new Histogram();
        var sample = Enumerable.Range(0, 20_000).Select(_ => (float)(Math.Exp(random.NextDouble() * 12) / 100)).ToArray();
        foreach (var value in sample)
        {
            histogram.Add(value);
        }

        var exact = Percentiles.Of(sample);
        var found = histogram.Spread();
        foreach (var (a, b) in new[] { (exact.P50, found.P50), (exact.P95, found.P95), (exact.P99, found.P99) })
        {
            b.ShouldBeInRange(a - 0.001, (a * 1.008) + 0.001, $"seed {seed}");
        }

        found.Max.ShouldBe(exact.Max);
    }

    [Fact]
    public void Two_histograms_added_are_one()
    {
        var (a, b) = (new Histogram(), new Histogram());
        a.Add(10);
        b.Add(30);
        b.Add(3_600_000_000);
        a.Add(b);
        (a.Count, a.Max).ShouldBe((3L, 3_600_000_000.0));
        a.At(0.5).ShouldBeInRange(30, 30.3);
        a.Clear();
        a.Spread().P99.ShouldBe(double.NaN);
    }

    [Fact]
    public void Flushes_of_all_disks_are_added_up() => DiskFlushes.Of(
        [
            " 254       0 vda 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 40 17",
            " 254      16 vdb 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 2 17",
            "   7       0 loop0 1 2 3 4 5 6 7 8 9 10 11",
        ]).ShouldBe(42);

    [Fact]
    public void A_kernel_that_counts_no_flushes_says_so() => DiskFlushes.Of([" 254 0 vda 1 2 3 4 5 6 7 8 9 10 11"]).ShouldBeNull();
}
