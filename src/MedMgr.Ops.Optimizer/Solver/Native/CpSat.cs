namespace MedMgr.Ops.Optimizer.Solver;

/// <summary>The solver that this build was made with: the Google.OrTools package.</summary>
public static class CpSat
{
    /// <summary>Makes the solver.</summary>
    /// <param name="size">How many searches may run at a time, 1 or more.</param>
    public static IRunningSolver Start(int size) => new Native.NativeSolver(size);
}
