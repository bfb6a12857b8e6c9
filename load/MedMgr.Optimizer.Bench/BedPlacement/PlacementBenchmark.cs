using System.Diagnostics;
using MedMgr.Ops.Optimizer.BedPlacement;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Optimizer.Bench.BedPlacement;

/// <summary>60 patients on 120 free beds: greedy and proven optimal; 200 on 600: the gap within ten seconds. Times include building the model and the way to the solver and back.</summary>
/// <remarks>Wall-clock times decide. CPU times, of this process and the solver's together, say what a machine with nothing else to do would need.</remarks>
internal static class PlacementBenchmark
{
    private const int GreedyMillisecondsMax = 100;
    private const int ProofMillisecondsMax = 1000;
    private const int LargeMillisecondsMax = 10_000;
    private const double LargeGapMax = 0.01;

    private static readonly TimeSpan ProofLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LargeLimit = TimeSpan.FromSeconds(8);

    /// <returns>0 when every target is met, else 1.</returns>
    public static async Task<int> RunAsync(int smallBoards, int largeBoards)
    {
        await using var solver = CpSatWorker.Start();
        await solver.WarmAsync();
        var optimizer = new PlacementOptimizer(solver);
        double CpuMilliseconds() => (Environment.CpuUsage.TotalTime + SolverTime(solver)).TotalMilliseconds;

        // The first plans pay for compiling: they are made and not counted.
        for (var seed = 1000; seed < 1003; seed++)
        {
            await optimizer.PlanAsync(RandomBoards.Make(seed, 60, 120), ProofLimit);
        }

        var small = await MeasureAsync("60 waiting, 120 free beds", optimizer, CpuMilliseconds, smallBoards, 60, 120, ProofLimit);
        var large = await MeasureAsync("200 waiting, 600 free beds", optimizer, CpuMilliseconds, largeBoards, 200, 600, LargeLimit);

        var met = Median(small.Select(r => r.GreedyMilliseconds)) <= GreedyMillisecondsMax
            && small.All(r => r.Plan.Status == PlanStatus.Optimal)
            && Median(small.Select(r => r.TotalMilliseconds)) <= ProofMillisecondsMax
            && large.All(r => r.Plan.Gap <= LargeGapMax && r.TotalMilliseconds <= LargeMillisecondsMax);
        Console.WriteLine(met
            ? "Targets met: greedy <= 100 ms and proven optimal <= 1 s (medians), large boards within 1 % in 10 s."
            : "A target is missed: greedy <= 100 ms and proven optimal <= 1 s (medians), large boards within 1 % in 10 s.");
        return met ? 0 : 1;
    }

    private static async Task<List<Run>> MeasureAsync(
        string title, PlacementOptimizer optimizer, Func<double> cpuMilliseconds, int boards, int waiting, int freeBeds, TimeSpan limit)
    {
        Console.WriteLine(title);
        Console.WriteLine("  seed  greedy ms  greedy points  total ms    cpu ms     points      bound     gap  status    placed  moved");
        var runs = new List<Run>();
        for (var seed = 1; seed <= boards; seed++)
        {
            var problem = RandomBoards.Make(seed, waiting, freeBeds);
            var (watch, cpu) = (Stopwatch.StartNew(), cpuMilliseconds());
            (double Milliseconds, long Points)? greedy = null;
            var plan = await optimizer.PlanAsync(problem, limit, p => greedy ??= (watch.Elapsed.TotalMilliseconds, p.Objective));
            var run = new Run(greedy!.Value.Milliseconds, watch.Elapsed.TotalMilliseconds, cpuMilliseconds() - cpu, plan);
            runs.Add(run);
            var moved = plan.Steps.Count(s => s.Kind is StepKind.Move or StepKind.Swap);
            Console.WriteLine(FormattableString.Invariant(
                $"  {seed,4}  {run.GreedyMilliseconds,9:0.0}  {greedy.Value.Points,13}  {run.TotalMilliseconds,8:0}  {run.CpuMilliseconds,8:0}  {plan.Objective,9}  {plan.Bound,9}  {plan.Gap,6:0.00%}  {plan.Status,-8}  {plan.Steps.Length - moved,6}  {moved,5}"));
        }

        Console.WriteLine(FormattableString.Invariant(
            $"  median: greedy {Median(runs.Select(r => r.GreedyMilliseconds)):0.0} ms, total {Median(runs.Select(r => r.TotalMilliseconds)):0} ms, CPU {Median(runs.Select(r => r.CpuMilliseconds)):0} ms; max: greedy {runs.Max(r => r.GreedyMilliseconds):0.0} ms, total {runs.Max(r => r.TotalMilliseconds):0} ms"));
        return runs;
    }

    private static TimeSpan SolverTime(CpSatWorker solver)
    {
        if (solver.ProcessId is not { } id)
        {
            return TimeSpan.Zero;
        }

        using var process = Process.GetProcessById(id);
        return process.TotalProcessorTime;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    private sealed record Run(double GreedyMilliseconds, double TotalMilliseconds, double CpuMilliseconds, PlacementPlan Plan);
}
