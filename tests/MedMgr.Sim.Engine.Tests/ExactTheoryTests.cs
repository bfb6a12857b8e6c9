using MedMgr.Sim.Engine.Experiments;
using MedMgr.Sim.Engine.Randomness;
using MedMgr.Sim.Engine.Resources;
using MedMgr.Sim.Engine.Tests.Theory;

namespace MedMgr.Sim.Engine.Tests;

/// <summary>
/// Simulation beside exact theory. All intervals together hold with 95 % (Bonferroni over <see cref="Intervals"/>), each is at most 2 % of the value wide to
/// either side, the seed was fixed before the first run. Each interval must also exclude what an inverted rule would give, so that a test
/// can not pass with the rule turned round: that value stands beside the true one.
/// </summary>
/// <remarks>
/// Seen to fail with the engine's own rules turned round, one at a time: the largest rank first (Cobham); one customer more let in (M/M/1, M/M/5, Cobham); lines
/// of processes by the largest priority (Cobham, Miller); no pre-emption, and broken work begun anew (Miller); timeouts that never ring (Palm); the lognormal's half variance added and
/// not subtracted (M/G/1, M/G/infinity); the ziggurat's tail cut off, its wedges accepted whole (M/M/5); one chance for all replications (all).
/// </remarks>
public sealed class ExactTheoryTests
{
    private const ulong Seed = 20_260_101;
    private const int Intervals = 14;
    private const int Runs = 20;
    private static readonly double Confidence = Simultaneous.Bonferroni(0.95, Intervals);

    [Fact]
    public void MM1_mean_wait_lies_within_its_confidence_interval_of_theory()
    {
        var waits = Replicate(warmUp: 2_000, length: 150_000, simulation =>
        {
            var queue = new EventQueue(simulation, 1, (1.0, Distribution.Exponential(0.7)));
            return () => [queue.Station.Wait.Mean];
        });

        // Inverted: mean rates instead of mean times, a service of 1 / 0.7 for arrivals every 1 / 0.49.
        Holds(waits, 0, ExactQueues.MeanWait(1, 1.0, 0.7), inverted: ExactQueues.MeanWait(1, 1 / 0.49, 1 / 0.7));
    }

    [Fact]
    public void MM5_share_that_waits_and_mean_wait_lie_within_their_confidence_intervals_of_Erlang_C()
    {
        ExactQueues.ErlangC(5, 4.0).ShouldBe(0.554113, 5e-7);
        ExactQueues.MeanWait(5, 4.0, 16.0).ShouldBe(8.865801, 5e-7);
        var results = Replicate(warmUp: 5_000, length: 1_600_000, simulation =>
        {
            var queue = new EventQueue(simulation, 5, (4.0, Distribution.Exponential(16.0)));
            return () => [(double)queue.Station.Delayed.Count / queue.Station.Wait.Count, queue.Station.Wait.Mean];
        });

        // Inverted: customers who wait counted as served at once; a sixth server (capacity compared with <= and not with <).
        Holds(results, 0, 0.554113, inverted: 1 - 0.554113);
        Holds(results, 1, 8.865801, inverted: ExactQueues.MeanWait(6, 4.0, 16.0));
    }

    [Fact]
    public void MM5_told_as_processes_gives_the_mean_wait_of_Erlang_C()
    {
        var waits = Replicate(warmUp: 5_000, length: 1_600_000, simulation =>
        {
            var servers = ProcessQueues.Waiting(simulation, 5, 4.0, Distribution.Exponential(16.0));
            return () => [servers.Wait.Mean];
        });

        Holds(waits, 0, 8.865801, inverted: ExactQueues.MeanWait(6, 4.0, 16.0));
    }

    [Fact]
    public void MM55_share_of_lost_customers_lies_within_its_confidence_interval_of_Erlang_B()
    {
        var losses = Replicate(warmUp: 500, length: 40_000, simulation =>
        {
            var (lost, came) = ProcessQueues.Losing(simulation, 5, 1.0, Distribution.Exponential(4.0));
            return () => [(double)lost.Count / came.Count];
        });

        // Inverted: customers who should be lost wait instead (Erlang C).
        Holds(losses, 0, ExactQueues.ErlangB(5, 4.0), inverted: ExactQueues.ErlangC(5, 4.0));
    }

    [Fact]
    public void MG_infinity_occupancy_is_Poisson_whatever_the_length_of_stay()
    {
        var results = Replicate(warmUp: 500, length: 30_000, simulation =>
        {
            var present = ProcessQueues.Unlimited(simulation, 0.25, Distribution.LogNormal(mean: 3.0, standardDeviation: 4.0));
            return () => [present.Mean, present.ShareAt(10)];
        });

        // Inverted: the mean and deviation taken for those of the logarithm's median (mean 3 exp(-s2/2), s2 = ln(1 + 16/9)); one server per customer lost.
        Holds(results, 0, 12.0, inverted: 12.0 / Math.Sqrt(1.0 + (16.0 / 9.0)));
        Holds(results, 1, ExactQueues.PoissonChance(12.0, 10), inverted: ExactQueues.PoissonChance(12.0, 9));
    }

    [Fact]
    public void MG1_with_lognormal_service_gives_the_mean_wait_of_Pollaczek_and_Khinchine()
    {
        var waits = Replicate(warmUp: 2_000, length: 300_000, simulation =>
        {
            var server = ProcessQueues.Waiting(simulation, 1, 2.0, Distribution.LogNormal(mean: 1.0, standardDeviation: 1.2));
            return () => [server.Wait.Mean];
        });

        // Inverted: the variance ignored (deterministic service).
        Holds(waits, 0, ExactQueues.MeanWaitOfOneServer(0.5, 1.0, 1.0 + 1.44), inverted: ExactQueues.MeanWaitOfOneServer(0.5, 1.0, 1.0));
    }

    [Fact]
    public void Priorities_without_preemption_give_the_waits_of_Cobham()
    {
        var results = Replicate(warmUp: 2_000, length: 150_000, simulation =>
        {
            var queue = new EventQueue(simulation, 1, (4.0, Distribution.Exponential(1.0)), (2.0, Distribution.Exponential(0.8)));
            return () => [queue.WaitOf(0).Mean, queue.WaitOf(1).Mean];
        });

        // Inverted: the larger rank first.
        var waits = ExactQueues.CobhamWaits([0.25, 0.5], [1.0, 0.8], [2.0, 1.28]);
        var inverted = ExactQueues.CobhamWaits([0.5, 0.25], [0.8, 1.0], [1.28, 2.0]);
        Holds(results, 0, waits[0], inverted[1]);
        Holds(results, 1, waits[1], inverted[0]);
    }

    [Fact]
    public void Priorities_of_processes_give_the_waits_of_Cobham_too()
    {
        var results = Replicate(warmUp: 2_000, length: 200_000, simulation =>
        {
            var server = new Resource(simulation, "server", 1);
            var (urgent, work) = (simulation.Statistics.Tally("urgent"), simulation.Stream("work"));
            simulation.Start(ProcessQueues.Arrivals(simulation, "a", 4.0, () => Customer(-7, urgent)));
            simulation.Start(ProcessQueues.Arrivals(simulation, "b", 2.0, () => Customer(3, null)));
            return () => [urgent.Mean];

            async Processes.Process Customer(int priority, Statistics.Tally? wait)
            {
                var came = simulation.Now;
                using var held = await server.Acquire(priority: priority);
                wait?.Record(simulation.Now - came);
                await simulation.Delay(work.Exponential(0.8));
            }
        });

        var waits = ExactQueues.CobhamWaits([0.25, 0.5], [0.8, 0.8], [1.28, 1.28]);
        Holds(results, 0, waits[0], inverted: ExactQueues.CobhamWaits([0.5, 0.25], [0.8, 0.8], [1.28, 1.28])[1]);
    }

    [Fact]
    public void Preemption_with_resumption_gives_the_times_in_system_of_Miller()
    {
        (double, Distribution)[] classes = [(4.0, Distribution.Exponential(1.0)), (2.0, Distribution.GammaByMean(0.8, 0.4))];
        var results = Replicate(warmUp: 2_000, length: 150_000, simulation =>
        {
            var times = ProcessQueues.Preempting(simulation, classes, BrokenWork.Resumes);
            return () => [times[0].Mean, times[1].Mean];
        });

        // Inverted: no pre-emption (Cobham's wait and then the service) for the first, the second served first for the second.
        double[] rates = [0.25, 0.5], means = [1.0, 0.8], squares = [2.0, 0.8];
        var exact = ExactQueues.PreemptiveTimesInSystem(rates, means, squares);
        Holds(results, 0, exact[0], inverted: ExactQueues.CobhamWaits(rates, means, squares)[0] + 1.0);
        Holds(results, 1, exact[1], inverted: ExactQueues.PreemptiveTimesInSystem([0.5, 0.25], [0.8, 1.0], [0.8, 2.0])[0]);
    }

    [Fact]
    public void The_share_of_customers_who_give_up_is_that_of_Palm()
    {
        var shares = Replicate(warmUp: 500, length: 40_000, simulation =>
        {
            var (gaveUp, came) = ProcessQueues.GivingUp(simulation, 3, 1.0, 3.0, meanPatience: 2.0);
            return () => [(double)gaveUp.Count / came.Count];
        });

        // Inverted: patience 1 / 2 and not 2.
        Holds(shares, 0, ExactQueues.ShareThatGivesUp(3, 1.0, 3.0, 2.0), inverted: ExactQueues.ShareThatGivesUp(3, 1.0, 3.0, 0.5));
    }

    private static double[][] Replicate(double warmUp, double length, Func<Simulation, Func<double[]>> build) =>
        Replications.Run(Runs, replication =>
        {
            var simulation = new Simulation(Seed, replication);
            var measure = build(simulation);
            simulation.WarmUp(warmUp);
            simulation.RunUntil(warmUp + length);
            return measure();
        });

    private static void Holds(double[][] results, int measure, double theory, double inverted)
    {
        var estimate = Estimate.Of([.. results.Select(result => result[measure])], Confidence);
        var found = $"theory {theory:R}, simulated {estimate.Mean:R}, interval {estimate.Low:R} to {estimate.High:R}, relative half-width {estimate.RelativeHalfWidth:P2}";
        estimate.RelativeHalfWidth.ShouldBeLessThanOrEqualTo(0.02, found);
        estimate.Contains(theory).ShouldBeTrue(found);
        estimate.Contains(inverted).ShouldBeFalse($"the inverted rule's {inverted:R} passes too; {found}");
    }
}
