using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace MedMgr.Ops.Grains.Tests.Chaos;

/// <summary>
/// The grains on the deterministic silo. MEDMGR_SEEDS runs more seeds, MEDMGR_FIRST_SEED others, MEDMGR_SEED only the one that failed; tests/seeds.sh
/// spreads very many over processes of MEDMGR_SEED_THREADS threads.
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int SeedsByDefault = 2_000;

    [Fact]
    public void Whatever_fails_no_two_patients_share_a_bed_nothing_acknowledged_is_lost_and_no_bed_is_stuck()
    {
        var clock = Stopwatch.StartNew();
        var failures = new ConcurrentDictionary<int, string>();
        int crashes = 0, kills = 0, clockSets = 0, answers = 0;
        Parallel.ForEach(Seeds(), new ParallelOptions { MaxDegreeOfParallelism = Number("MEDMGR_SEED_THREADS") ?? Environment.ProcessorCount }, (seed, loop) =>
        {
            try
            {
                var run = new ChaosRun((ulong)seed).Execute();
                Interlocked.Add(ref crashes, run.Crashes);
                Interlocked.Add(ref kills, run.Kills);
                Interlocked.Add(ref clockSets, run.ClockSets);
                Interlocked.Add(ref answers, run.Answered);
            }
            catch (Exception e)
            {
                failures[seed] = e.Message;
                if (failures.Count >= 10)
                {
                    loop.Stop();
                }
            }
        });

        output.WriteLine($"{answers} answers through {crashes} crashes, {kills} lost activations and {clockSets} settings of the clock, {clock.Elapsed.TotalSeconds:0} s");
        failures.OrderBy(f => f.Key).Select(f => $"MEDMGR_SEED={f.Key}: {f.Value}").ShouldBeEmpty();
        answers.ShouldBeGreaterThan(0);
        if (Number("MEDMGR_SEED") is null)
        {
            crashes.ShouldBeGreaterThan(0, "a storm without crashes proves nothing about them");
            kills.ShouldBeGreaterThan(0);
            clockSets.ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public void A_seed_reproduces_its_run()
    {
        var once = new ChaosRun(41).Execute();
        var again = new ChaosRun(41).Execute();
        again.TraceHash.ShouldBe(once.TraceHash);
        again.Answered.ShouldBe(once.Answered);
    }

    [Fact]
    public void A_log_that_forgets_expected_versions_is_found_out()
    {
        FirstFailure(() => new MemoryLog { ForgetsExpectedVersions = true }).ShouldNotBeNull();
    }

    [Fact]
    public void A_log_that_forgets_causes_is_found_out()
    {
        FirstFailure(() => new MemoryLog { ForgetsCauses = true }).ShouldNotBeNull().ShouldMatch(@"was done \d+ times");
    }

    private static string? FirstFailure(Func<MemoryLog> log)
    {
        for (var seed = 0; seed < 500; seed++)
        {
            try
            {
                new ChaosRun((ulong)seed, log()).Execute();
            }
            catch (InvariantBroken broken)
            {
                return broken.Message;
            }
        }

        return null;
    }

    private static IEnumerable<int> Seeds() =>
        Number("MEDMGR_SEED") is { } only ? [only] : Enumerable.Range(Number("MEDMGR_FIRST_SEED") ?? 0, Number("MEDMGR_SEEDS") ?? SeedsByDefault);

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
