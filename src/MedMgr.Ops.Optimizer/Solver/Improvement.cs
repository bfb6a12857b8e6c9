namespace MedMgr.Ops.Optimizer.Solver;

/// <summary>News from a running solve: a better solution was found, or a better one than <see cref="Bound"/> was excluded.</summary>
/// <param name="Objective">The best objective so far; null before the first solution. Nine significant digits.</param>
/// <param name="Bound">No solution can be better than this. Nine significant digits.</param>
/// <param name="Elapsed">Since the solver began.</param>
public sealed record Improvement(double? Objective, double Bound, TimeSpan Elapsed)
{
    /// <summary>How far the best solution may be from the optimum, relative to it; 0 when proven, null before the first solution.</summary>
    public double? Gap => Objective is { } objective ? RelativeGap(objective, Bound) : null;

    /// <summary>|objective - bound| / max(1, |objective|), as CP-SAT's <c>relative_gap_limit</c>.</summary>
    internal static double RelativeGap(double objective, double bound) => Math.Abs(objective - bound) / Math.Max(1, Math.Abs(objective));
}
