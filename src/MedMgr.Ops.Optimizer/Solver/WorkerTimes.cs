namespace MedMgr.Ops.Optimizer.Solver;

/// <summary>How long a worker may take for what no request limits.</summary>
/// <param name="Start">From the start of the process until the solver is loaded.</param>
/// <param name="Grace">Beyond a request's time limit, or after a cancellation, until the worker is killed and replaced.</param>
public sealed record WorkerTimes(TimeSpan Start, TimeSpan Grace)
{
    /// <summary>30 s and 2 s.</summary>
    public static WorkerTimes Default { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(2));
}
