namespace MedMgr.Ops.Optimizer.Solver;

/// <summary>What the solver found out, with the meaning and numbers of <c>CpSolverStatus</c>.</summary>
public enum SolveStatus
{
    /// <summary>Stopped before a solution was found or excluded.</summary>
    Unknown = 0,
    /// <summary>The model breaks a rule of CP-SAT; <see cref="SolveResult.Message"/> says which.</summary>
    ModelInvalid = 1,
    /// <summary>A solution, perhaps not the best one.</summary>
    Feasible = 2,
    /// <summary>Proven: no solution exists.</summary>
    Infeasible = 3,
    /// <summary>Proven: no better solution exists. Without an objective: a solution.</summary>
    Optimal = 4,
}
