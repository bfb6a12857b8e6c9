using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Bounds;

/// <summary>What no plan can cost less than, proven.</summary>
/// <param name="Cost">At most the cost of every plan that breaks no hard rule.</param>
/// <param name="Days">[patient] when the relaxation admits whom, or null for who is left out: a place to start a search from. Null when the solver found no solution.</param>
internal sealed record AdmissionBound(long Cost, IReadOnlyList<int?>? Days)
{
    /// <summary>Without a solver: nobody who has to be, or is already, in the hospital costs less than alone in it.</summary>
    public static AdmissionBound WithoutSolver(AdmissionProblem problem) => new(new AdmissionRelaxation(problem).CostOfEachAlone, null);

    /// <summary>Solves the relaxation as far as the time goes; the solver's own bound is valid whenever it stops.</summary>
    /// <exception cref="SolverUnavailableException">No answer could be had.</exception>
    public static async Task<AdmissionBound> SolveAsync(AdmissionProblem problem, ICpSolver solver, SolveParameters parameters, CancellationToken ct)
    {
        var relaxation = new AdmissionRelaxation(problem);
        var result = await solver.SolveAsync(relaxation.Build(), parameters, ct: ct);
        // Costs are whole numbers, so a fraction rounds up; the tolerance keeps 99.9999999 from becoming 100 when it stands for 99.
        var proven = result.Bound is { } bound && double.IsFinite(bound) ? (long)Math.Ceiling(bound - 1e-6) : long.MinValue;
        return new(Math.Max(proven, relaxation.CostOfEachAlone), result.HasSolution ? relaxation.DaysIn(result) : null);
    }
}
