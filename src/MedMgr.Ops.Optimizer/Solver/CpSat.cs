namespace MedMgr.Ops.Optimizer.Solver;

/// <summary>The solver that this build was made with: worker processes, or the Google.OrTools package under <c>-p:Solver=Native</c> (Native/CpSat.cs).</summary>
public static class CpSat
{
    /// <summary>Starts the solver; it loads and warms in the background.</summary>
    /// <param name="size">How many searches may run at a time, 1 or more.</param>
    /// <param name="keepsOneForInteractive">Of several searches, batches leave the last free one to interactive requests. False where nobody is waiting in front of a screen.</param>
    /// <exception cref="SolverUnavailableException">Nothing is installed.</exception>
    public static IRunningSolver Start(int size, bool keepsOneForInteractive = true) => SolverPool.Start(size, keepsOneForInteractive);
}
