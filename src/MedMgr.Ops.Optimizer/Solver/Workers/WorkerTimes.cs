namespace MedMgr.Ops.Optimizer.Solver;

/// <summary>How long a worker may take for what no request limits.</summary>
/// <param name="Start">From the start of the process until the solver is loaded and warm.</param>
/// <param name="Grace">Beyond a request's time limit, or after a cancellation, until the worker is killed and replaced.</param>
/// <param name="Pause">After a start that failed, until the next attempt; doubled for each failure in a row, up to 32 times.</param>
public sealed record WorkerTimes(TimeSpan Start, TimeSpan Grace, TimeSpan Pause)
{
    private const int MostDoublings = 5;

    /// <summary>30 s, 2 s and 1 s.</summary>
    public static WorkerTimes Default { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1));

    /// <summary>How long no start is attempted after this many failures in a row.</summary>
    internal TimeSpan PauseAfter(int failures) => failures == 0 ? TimeSpan.Zero : Pause * (1 << Math.Min(failures - 1, MostDoublings));
}
