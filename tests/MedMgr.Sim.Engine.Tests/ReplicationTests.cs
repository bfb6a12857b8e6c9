using System.Text;
using MedMgr.Sim.Engine.Experiments;
using MedMgr.Sim.Engine.Numerics;
using MedMgr.Sim.Engine.Randomness;
using MedMgr.Sim.Engine.Tests.Theory;

namespace MedMgr.Sim.Engine.Tests;

public sealed class ReplicationTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Results_are_the_same_to_the_bit_for_any_number_of_threads(int threads)
    {
        Text(threads).ShouldBe(Text(1));

        static string Text(int threads)
        {
            var text = new StringBuilder();
            foreach (var (wait, events, present) in Replications.Run(12, WholeRun, threads))
            {
                text.Append(Portable.Text(wait)).Append(' ').Append(events).Append(' ').Append(Portable.Text(present)).AppendLine();
            }

            return text.ToString();
        }
    }

    [Fact]
    public void Replications_differ_from_each_other_and_repeat_themselves()
    {
        var results = Replications.Run(6, WholeRun);
        results.Distinct().Count().ShouldBe(6);
        Replications.Run(6, WholeRun).ShouldBe(results);
    }

    [Fact]
    public void Progress_is_told_for_every_replication_and_a_cancelled_experiment_stops()
    {
        var told = new List<int>();
        using var cancel = new CancellationTokenSource();
        var progress = new Told(done =>
        {
            told.Add(done);
            if (done == 3)
            {
                cancel.Cancel();
            }
        });
        Should.Throw<OperationCanceledException>(() => Replications.Run(10, i => i, threads: 1, progress, cancel.Token));
        told.ShouldBe([1, 2, 3]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_failing_replication_fails_the_experiment_with_its_own_exception(int threads)
    {
        Should.Throw<InvalidTimeZoneException>(() => Replications.Run(8, i => i == 5 ? throw new InvalidTimeZoneException("five") : i, threads)).Message.ShouldBe("five");
    }

    [Fact]
    public void Sequential_stopping_goes_on_until_the_interval_is_narrow_enough_and_no_batch_further()
    {
        // Uniform on 90 to 110: deviation 5.77; 1 % of 100 at 95 % needs about (1.96 * 5.77)^2 = 128 replications.
        double[] Measure(int replication) => [new RandomStream(4, replication, "u").Uniform(90.0, 110.0)];
        var result = Replications.RunUntilPrecise(Measure, relativeHalfWidth: 0.01, limit: 2000, batch: 20, threads: 2);
        result.IsPrecise.ShouldBeTrue();
        result.Replications.ShouldBeInRange(80, 200);
        (result.Replications % 20).ShouldBe(0);
        result.Estimates[0].RelativeHalfWidth.ShouldBeLessThanOrEqualTo(0.01);
        var before = Estimate.Of([.. Enumerable.Range(0, result.Replications - 20).Select(i => Measure(i)[0])]);
        before.RelativeHalfWidth.ShouldBeGreaterThan(0.01, "it would have stopped a batch earlier");

        Replications.RunUntilPrecise(Measure, 0.0001, limit: 50, batch: 20).ShouldSatisfyAllConditions(
            limited => limited.IsPrecise.ShouldBeFalse(),
            limited => limited.Replications.ShouldBe(50));
    }

    [Fact]
    public void An_estimate_is_Students_interval()
    {
        // Mean 10, deviation sqrt(10), t(4; 0.975) = 2.776445.
        var estimate = Estimate.Of([6.0, 8.0, 10.0, 12.0, 14.0]);
        estimate.Mean.ShouldBe(10.0);
        estimate.HalfWidth.ShouldBe(2.776445 * Math.Sqrt(10.0) / Math.Sqrt(5.0), 1e-5);
        estimate.Contains(estimate.High).ShouldBeTrue();
        estimate.Contains(estimate.High + 1e-9).ShouldBeFalse();
        Estimate.Of([3.0]).HalfWidth.ShouldBe(double.PositiveInfinity);
        Should.Throw<ArgumentException>(() => Estimate.Of([]));
    }

    [Fact]
    public void A_ratio_is_estimated_with_the_interval_of_the_delta_method()
    {
        // Proportional pairs have no error; a constant denominator reduces to the plain interval.
        Estimate.OfRatio([2.0, 4.0, 8.0], [1.0, 2.0, 4.0]).ShouldSatisfyAllConditions(e => e.Mean.ShouldBe(2.0), e => e.HalfWidth.ShouldBe(0.0, 1e-12));
        Estimate.OfRatio([6.0, 8.0, 10.0], [2.0, 2.0, 2.0]).HalfWidth.ShouldBe(Estimate.Of([3.0, 4.0, 5.0]).HalfWidth, 1e-12);
    }

    [Fact]
    public void Common_random_numbers_find_the_value_of_a_sixth_server_in_few_replications()
    {
        var five = Waits(5, Sampling.Fast, seed: 77);
        var six = Waits(6, Sampling.Fast, seed: 77);
        var common = Comparison.Paired(five, six);
        var exact = ExactQueues.MeanWait(6, 4.0, 16.0) - ExactQueues.MeanWait(5, 4.0, 16.0);
        common.Difference.Contains(exact).ShouldBeTrue($"{common.Difference} for {exact}");
        common.IsDecided.ShouldBeTrue();
        common.Difference.High.ShouldBeLessThan(0.0, "second minus first: a sixth server shortens the wait");
        common.Correlation.ShouldBeGreaterThan(0.5);
        common.VarianceReduction.ShouldBeGreaterThan(1.2);

        // Other chance for the second alternative: the correlation goes.
        var independent = Comparison.Paired(five, Waits(6, Sampling.Fast, seed: 78));
        Math.Abs(independent.Correlation).ShouldBeLessThan(0.5);
    }

    [Fact]
    public void Antithetic_pairs_narrow_the_interval_for_the_same_number_of_runs()
    {
        // The mirrored run meets short gaps where the plain one meets long ones. Two independent runs in the place of a pair would be as wide as chance has it.
        var plain = Waits(5, Sampling.Inversion, seed: 79);
        var pairs = Comparison.AntitheticPairs(plain, Waits(5, Sampling.Antithetic, seed: 79));
        var independent = Comparison.AntitheticPairs(plain, Waits(5, Sampling.Inversion, seed: 80));
        pairs.HalfWidth.ShouldBeLessThan(0.9 * independent.HalfWidth);
        pairs.Contains(ExactQueues.MeanWait(5, 4.0, 16.0)).ShouldBeTrue(pairs.ToString());
    }

    private static (double Wait, long Events, double Present) WholeRun(int replication)
    {
        var simulation = new Simulation(seed: 21, replication);
        var servers = ProcessQueues.Waiting(simulation, 5, 4.0, Distribution.LogNormal(16.0, 20.0));
        simulation.WarmUp(500.0);
        simulation.RunUntil(8_000.0);
        return (servers.Wait.Mean, simulation.EventsHandled, servers.InUse.Mean);
    }

    private static double[] Waits(int servers, Sampling sampling, ulong seed) => Replications.Run(24, replication =>
    {
        var simulation = new Simulation(seed, replication, sampling);
        var queue = new EventQueue(simulation, servers, (4.0, Distribution.Exponential(16.0)));
        simulation.WarmUp(2_000.0);
        simulation.RunUntil(42_000.0);
        return queue.Station.Wait.Mean;
    });

    private sealed class Told(Action<int> told) : IProgress<int>
    {
        public void Report(int value) => told(value);
    }
}
