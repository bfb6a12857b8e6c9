using System.Diagnostics;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Optimizer.Bench;

/// <summary>What the worker process costs around the solving itself: start, round trip, cancellation, recovery; and what a race of two brings on one hard model.</summary>
internal static class SolverBench
{
    private static readonly SolveParameters Ordinary = new() { TimeLimit = TimeSpan.FromSeconds(60), RandomSeed = 1, Priority = SolvePriority.Interactive };

    public static async Task MeasureAsync()
    {
        await StartsAsync(repeats: 5);
        await using var worker = CpSatWorker.Start();
        await worker.WarmAsync();
        Console.WriteLine($"resident memory of a warm worker: {Process.GetProcessById(worker.ProcessId!.Value).WorkingSet64 / 1048576} MiB");
        await RoundTripsAsync(worker, beds: 1, repeats: 2000);
        await RoundTripsAsync(worker, beds: 5, repeats: 1000);
        await RoundTripsAsync(worker, beds: 30, repeats: 100);
        await CancellationsAsync(worker, repeats: 20);
        await DeathsAsync(worker, repeats: 10);
        await using var pool = SolverPool.Start(2);
        await pool.WarmAsync();
        await ThroughputAsync(pool, lanes: 1, solves: 1000);
        await ThroughputAsync(pool, lanes: 2, solves: 1000);
        await RaceAsync(pool, workers: 1);
        await RaceAsync(pool, workers: 2);
    }

    private static async Task StartsAsync(int repeats) => await ReportAsync("start until warm", repeats, async () =>
    {
        await using var worker = CpSatWorker.Start();
        await worker.WarmAsync();
    });

    private static async Task RoundTripsAsync(CpSatWorker worker, int beds, int repeats)
    {
        var inside = TimeSpan.Zero;
        await ReportAsync($"assignment of {beds} to {beds}, built, solved and read", repeats, async () =>
        {
            var result = await worker.SolveAsync(Models.Assignment(beds), Ordinary);
            inside += result.WallTime;
        });
        Console.WriteLine($"  of which inside the solver: mean {inside.TotalMilliseconds / repeats:0.00} ms");
    }

    private static async Task CancellationsAsync(CpSatWorker worker, int repeats)
    {
        var answered = new List<double>();
        var idle = new List<double>();
        for (var i = 0; i < repeats; i++)
        {
            using var cancel = new CancellationTokenSource();
            var since = 0L;
            try
            {
                await worker.SolveAsync(Models.HardKnapsack(), Ordinary, _ => { since = since == 0 ? Stopwatch.GetTimestamp() : since; cancel.Cancel(); }, cancel.Token);
            }
            catch (OperationCanceledException)
            {
                answered.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            }
            await worker.SolveAsync(Models.Assignment(1), Ordinary);
            idle.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }
        Report("cancelled until the caller goes on", answered);
        Report("cancelled until the next solve is answered", idle);
    }

    private static async Task DeathsAsync(CpSatWorker worker, int repeats)
    {
        var recovered = new List<double>();
        for (var i = 0; i < repeats; i++)
        {
            var since = 0L;
            try
            {
                await worker.SolveAsync(Models.HardKnapsack(), Ordinary, _ =>
                {
                    since = Stopwatch.GetTimestamp();
                    Process.GetProcessById(worker.ProcessId!.Value).Kill();
                });
            }
            catch (SolverUnavailableException)
            {
                await worker.SolveAsync(Models.Assignment(1), Ordinary);
                recovered.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            }
        }
        Report("killed in mid-solve until the next solve is answered", recovered);
    }

    private static async Task ThroughputAsync(SolverPool pool, int lanes, int solves)
    {
        var since = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, lanes).Select(async _ =>
        {
            for (var i = 0; i < solves / lanes; i++)
                await pool.SolveAsync(Models.Assignment(5), Ordinary);
        }));
        Console.WriteLine($"assignments of 5 to 5, {lanes} at a time: {solves / Stopwatch.GetElapsedTime(since).TotalSeconds:0} per second");
    }

    private static async Task RaceAsync(SolverPool pool, int workers)
    {
        var result = await pool.SolveAsync(Models.HardKnapsack(), Ordinary with { TimeLimit = TimeSpan.FromSeconds(10), Workers = workers });
        Console.WriteLine($"hard knapsack, 10 s, {workers} lane(s): objective {result.Objective}, bound {result.Bound}, gap {result.Gap:P2}");
    }

    private static async Task ReportAsync(string what, int repeats, Func<Task> act)
    {
        var times = new List<double>();
        for (var i = 0; i < repeats; i++)
        {
            var since = Stopwatch.GetTimestamp();
            await act();
            times.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }
        Report(what, times);
    }

    private static void Report(string what, List<double> times)
    {
        times.Sort();
        Console.WriteLine($"{what}: p50 {times[times.Count / 2]:0.0} ms, p95 {times[times.Count * 95 / 100]:0.0} ms, most {times[^1]:0.0} ms ({times.Count} times)");
    }
}
