using System.Globalization;
using MedMgr.Ops.Optimizer.Rostering;
using MedMgr.Ops.Optimizer.Rostering.PublicProblems;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Optimizer.Bench;

/// <summary>How long a large roster takes to be feasible, and how far it comes.</summary>
internal static class LargeRosterBench
{
    public static async Task MeasureAsync(int weeks, int staff, int shifts, int seconds)
    {
        var problem = CurtoisReader.Read(new LargeRoster(weeks, staff, shifts, seed: 1).Write());
        await using var solver = CpSat.Start(1);
        await solver.WarmAsync();
        Say($"{weeks} weeks, {staff} people, {shifts} shifts, {problem.Cover.Length} demands, {problem.Requests.Length} requests; {seconds} s on {Environment.ProcessorCount} cores");
        var next = TimeSpan.Zero;
        var result = await new RosterOptimizer(solver).SolveAsync(problem, new RosterSearch(TimeSpan.FromSeconds(seconds)), better =>
        {
            if (better.Elapsed >= next)
            {
                Say($"{better.Elapsed.TotalSeconds,8:0.0} s  cost {better.Cost,9}  bound {better.Bound}");
                next = better.Elapsed + TimeSpan.FromSeconds(seconds / 20.0);
            }
        });
        var violations = result.Roster is { } roster ? RosterCheck.Violations(problem, roster).Length : -1;
        Say($"{result.Elapsed.TotalSeconds,8:0.0} s  cost {result.Cost,9}  bound {result.Bound}  {result.Status}, {violations} violations, gap {100.0 * (result.Cost - (result.Bound ?? 0)) / result.Cost:0.0} %");
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
