namespace MedMgr.Ops.Optimizer.Rostering;

/// <summary>How an optimisation ended.</summary>
public enum RosterStatus
{
    /// <summary>No cheaper roster exists.</summary>
    Optimal,

    /// <summary>A roster that keeps every hard rule; a cheaper one may exist.</summary>
    Feasible,

    /// <summary>No roster keeps every hard rule: proven.</summary>
    Infeasible,

    /// <summary>Time ran out, or the caller stopped it, before there was a roster.</summary>
    Unknown,
}

/// <param name="Roster">Null unless the status is <see cref="RosterStatus.Optimal"/> or <see cref="RosterStatus.Feasible"/>; then it has no violation (<see cref="RosterCheck"/>).</param>
/// <param name="Cost">Of the roster, the sum of <see cref="RosterCost.ByRule"/>; 0 without one.</param>
/// <param name="Bound">No roster costs less than this; null when nothing was proven.</param>
/// <param name="Elapsed">Wall time.</param>
public sealed record RosterResult(RosterStatus Status, Roster? Roster, long Cost, long? Bound, TimeSpan Elapsed)
{
    /// <summary>Why CP-SAT did not take part to the end; null when it did, or was not needed.</summary>
    public string? SolverFault { get; init; }
}

/// <summary>A better roster, found on the way.</summary>
/// <param name="By">What found it, for people: "lines", "model", "neighbourhood".</param>
public sealed record RosterImprovement(Roster Roster, long Cost, long? Bound, TimeSpan Elapsed, string By);

/// <summary>How long and from where to search.</summary>
/// <param name="TimeLimit">Wall time; the result is there at most two seconds later.</param>
public sealed record RosterSearch(TimeSpan TimeLimit)
{
    /// <summary>Seed of every random choice.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Cores to use, 1 or more. CP-SAT takes one of them where it helps; its own process takes no more.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>A roster to begin with: a hint, taken over as it is when it keeps the hard rules.</summary>
    public Roster? Start { get; init; }
}
