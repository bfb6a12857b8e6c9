using Google.OrTools.Sat;

namespace MedMgr.Ops.Optimizer.Solver;

/// <summary>Limits and search options of one solve; what is not set is the solver's default.</summary>
/// <remarks>The same answer each time (to the bit, on any machine) needs a fixed <see cref="RandomSeed"/>, <see cref="Workers"/> = 1, and an end that no clock decides: optimality, or
/// <see cref="DeterministicTime"/> with a <see cref="TimeLimit"/> that is never reached.</remarks>
public sealed record SolveParameters
{
    // Solved to its end, the first relaxation gives the bound that the search then only confirms; CP-SAT's default of 2,000 stops it earlier.
    private const int RootLpIterations = 100_000;

    /// <summary>Wall-clock time for the solve, more than 0. The answer comes by then, or soon after.</summary>
    public required TimeSpan TimeLimit { get; init; }

    /// <summary>How many searches may run side by side, 1 or more. A <see cref="SolverPool"/> gives each a process and a strategy of its own and takes the best;
    /// a <see cref="CpSatWorker"/> alone runs one.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Who goes first where several wait for a worker.</summary>
    public SolvePriority Priority { get; init; } = SolvePriority.Batch;

    /// <summary>Seed of the solver's random choices.</summary>
    public int? RandomSeed { get; init; }

    /// <summary>How much of the model goes into the linear relaxation: 0 nothing, 1 some, 2 everything. CP-SAT's own default is 1, because other searches of its portfolio take 2; here one
    /// search has to do without them, and at 1 it does not prove an assignment of 30 to 30 in 20 s that it proves in 0.2 s at 2.</summary>
    public int LinearizationLevel { get; init; } = 2;

    /// <summary>Stop once |objective - bound| / max(1, |objective|) is at most this; 0.01 is one percent.</summary>
    public double? RelativeGap { get; init; }

    /// <summary>A limit in units of work, roughly seconds, that is the same on every machine.</summary>
    public double? DeterministicTime { get; init; }

    /// <summary>Keep the solver's own log, in <see cref="SolveResult.Log"/>.</summary>
    public bool LogProgress { get; init; }

    /// <summary>When cancelled, the solver stops and answers with the best solution so far.</summary>
    public CancellationToken Enough { get; init; }

    /// <summary>Anything else that CP-SAT can be told, applied last. Null for nothing.</summary>
    public Action<SatParameters>? Adjust { get; init; }

    /// <summary>The message for the solver.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is not positive.</exception>
    internal SatParameters ToProto(bool reportsProgress)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(TimeLimit, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(Workers, 1);
        var proto = new SatParameters { MaxTimeInSeconds = TimeLimit.TotalSeconds, NumWorkers = Workers, LinearizationLevel = LinearizationLevel, RootLpIterations = RootLpIterations };
        if (RandomSeed is { } seed)
            proto.RandomSeed = seed;
        if (RelativeGap is { } gap)
            proto.RelativeGapLimit = gap;
        if (DeterministicTime is { } work)
            proto.MaxDeterministicTime = work;
        proto.LogSearchProgress = reportsProgress || LogProgress;
        Adjust?.Invoke(proto);
        return proto;
    }
}
