using MedMgr.Sim.Engine.Randomness;
using MedMgr.Sim.Engine.Statistics;

namespace MedMgr.Sim.Engine.Tests;

public sealed class StatisticsTests
{
    private readonly Simulation _simulation = new(seed: 1);

    [Fact]
    public void A_level_weighs_each_value_with_the_time_it_stood()
    {
        // 0 for 1, 4 for 3, 2 for 6.
        var census = _simulation.Statistics.Level("census").WithTimeAtEachValue();
        At(1.0, () => census.Set(4));
        At(4.0, () => census.Add(-2));
        _simulation.RunUntil(10.0);
        census.Mean.ShouldBe(2.4);
        census.Area.ShouldBe(24.0);
        (census.Min, census.Max, census.Value).ShouldBe((0.0, 4.0, 2.0));
        census.ShareAt(4).ShouldBe(0.3);
        census.Quantile(0.05).ShouldBe(0);
        census.Quantile(0.5).ShouldBe(2);
        census.Quantile(0.95).ShouldBe(4);
    }

    [Fact]
    public void Warm_up_forgets_what_was_gathered_but_not_the_state()
    {
        var census = _simulation.Statistics.Level("census").WithTimeAtEachValue();
        var stays = _simulation.Statistics.Tally("stay");
        var admissions = _simulation.Statistics.Counter("admissions");
        At(1.0, () => census.Set(9));
        At(2.0, () => census.Set(3));
        stays.Record(100.0);
        admissions.Add(5);
        At(12.0, () => census.Set(5));
        _simulation.WarmUp(10.0);
        stays.Record(2.0);
        admissions.Add();
        _simulation.RunUntil(14.0);
        census.Mean.ShouldBe(4.0, "3 for two hours and 5 for two");
        census.Max.ShouldBe(5.0);
        census.ShareAt(9).ShouldBe(0.0);
        (stays.Count, stays.Mean, admissions.Count).ShouldBe((1L, 2.0, 1L));
    }

    [Fact]
    public void A_tally_keeps_mean_variance_and_range_even_far_from_zero()
    {
        var tally = new Tally();
        tally.Mean.ShouldBe(double.NaN);
        foreach (var value in new[] { 4.0, 7.0, 13.0, 16.0 })
        {
            tally.Record(1e9 + value);
        }

        tally.Mean.ShouldBe(1e9 + 10.0);
        tally.Variance.ShouldBe(30.0, 1e-6);
        (tally.Min, tally.Max, tally.Count).ShouldBe((1e9 + 4.0, 1e9 + 16.0, 4L));
    }

    [Fact]
    public void Merged_tallies_and_histograms_are_those_of_all_observations()
    {
        var stream = new RandomStream(2, 0, "values");
        var (all, first, second) = (new Tally(), new Tally(), new Tally());
        var (histogram, one, two) = (new QuantileHistogram(), new QuantileHistogram(), new QuantileHistogram());
        for (var i = 0; i < 1000; i++)
        {
            var value = stream.Exponential(3.0);
            all.Record(value);
            histogram.Record(value);
            (i < 300 ? first : second).Record(value);
            (i < 300 ? one : two).Record(value);
        }

        first.Merge(second);
        one.Merge(two);
        first.Count.ShouldBe(1000);
        first.Mean.ShouldBe(all.Mean, 1e-12);
        first.Variance.ShouldBe(all.Variance, 1e-10);
        (first.Min, first.Max).ShouldBe((all.Min, all.Max));
        one.Quantile(0.9).ShouldBe(histogram.Quantile(0.9));
    }

    [Fact]
    public void Histogram_quantiles_are_within_four_thousandths_of_an_observation_of_that_rank()
    {
        var stream = new RandomStream(2, 0, "values");
        var histogram = new QuantileHistogram();
        var values = Enumerable.Range(0, 5000).Select(_ => stream.LogNormal(1.0, 2.0)).ToArray();
        foreach (var value in values)
        {
            histogram.Record(value);
        }

        Array.Sort(values);
        foreach (var share in new[] { 0.001, 0.1, 0.5, 0.9, 0.999, 1.0 })
        {
            var exact = values[(int)Math.Ceiling(share * values.Length) - 1];
            histogram.Quantile(share).ShouldBe(exact, 0.004 * exact);
        }

        Should.Throw<ArgumentOutOfRangeException>(() => histogram.Record(-1.0));
        new QuantileHistogram().Quantile(0.5).ShouldBe(double.NaN);
    }

    [Fact]
    public void Exact_quantiles_interpolate_between_observations()
    {
        // R: quantile(c(15, 20, 35, 40, 50), c(0, .05, .3, .4, .5, 1)) gives 15, 16, 23, 29, 35, 50.
        var quantiles = new ExactQuantiles();
        foreach (var value in new[] { 35.0, 15.0, 50.0, 20.0, 40.0 })
        {
            quantiles.Record(value);
        }

        new[] { 0.0, 0.05, 0.3, 0.4, 0.5, 1.0 }.Select(quantiles.Quantile).ShouldBe([15.0, 16.0, 23.0, 29.0, 35.0, 50.0], tolerance: 1e-9);
    }

    [Fact]
    public void A_series_averages_each_cell_of_its_grid()
    {
        var series = _simulation.Statistics.Series("occupancy", cellWidth: 2.0, cells: 4);
        At(1.0, () => series.Set(10.0));
        At(5.0, () => series.Add(-4.0));
        _simulation.RunUntil(7.0);
        series.Averages().ShouldBe([5.0, 10.0, 8.0, 6.0], tolerance: 1e-12);
        _simulation.WarmUp(20.0);
        series.Averages().ShouldBe([5.0, 10.0, 8.0, 6.0], tolerance: 1e-12, "the grid belongs to the calendar and ends at its last cell");
    }

    [Fact]
    public void Batch_means_give_the_interval_of_their_batches()
    {
        var batches = new BatchMeans(2);
        foreach (var value in new[] { 1.0, 3.0, 4.0, 4.0, 5.0, 7.0, 99.0 })
        {
            batches.Record(value);
        }

        // Batches 2, 4, 6: mean 4, deviation 2, t(2; 0.975) = 4.302653.
        batches.Means.ShouldBe([2.0, 4.0, 6.0]);
        batches.Interval().HalfWidth.ShouldBe(4.302653 * 2.0 / Math.Sqrt(3.0), 1e-5);
        batches.NeighbourCorrelation().ShouldBe(0.0, 1e-12);
    }

    [Fact]
    public void One_name_is_one_statistic_and_can_not_be_two_kinds_of_it()
    {
        _simulation.Statistics.Tally("wait").ShouldBeSameAs(_simulation.Statistics.Tally("wait"));
        Should.Throw<InvalidOperationException>(() => _simulation.Statistics.Level("wait")).Message.ShouldContain("Tally");
        _simulation.Statistics.Counter("left");
        _simulation.Statistics.Names.ShouldBe(["wait", "left"]);
    }

    private void At(double time, Action action) => _simulation.Schedule(time, action);
}
