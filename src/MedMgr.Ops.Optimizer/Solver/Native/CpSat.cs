namespace MedMgr.Ops.Optimizer.Solver;

/// <summary>The solver that this build was made with: the Google.OrTools package.</summary>
public static class CpSat
{
    /// <summary>Makes the solver.</summary>
    /// <param name="size">How many searches may run at a time, 1 or more.</param>
    /// <param name="keepsOneForInteractive">Of several searches, batches leave the last free one to interactive requests.</param>
    public static IRunningSolver Start(int size, bool keepsOneForInteractive = true) => new Native.NativeSolver(size, keepsOneForInteractive);
}
