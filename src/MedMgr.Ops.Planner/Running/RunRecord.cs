using System.Collections.Immutable;
using MedMgr.Sim.Reports.Pages;

namespace MedMgr.Ops.Planner.Running;

/// <summary>Where a run stands.</summary>
public enum RunState
{
    /// <summary>Waits for those before it.</summary>
    Queued,

    Running,

    /// <summary>All its replications are there.</summary>
    Done,

    /// <summary>Stopped before the last replication; what was finished is kept.</summary>
    Cancelled,

    /// <summary>Could not be carried out; its note says why.</summary>
    Failed,
}

/// <summary>A run as it was asked for and as it stands. Kept in the data folder: it survives a restart.</summary>
/// <param name="Id">Sorts by the time at which it was asked for.</param>
/// <param name="Draft">With changes that were not saved.</param>
/// <param name="Done">Replications finished; of an ended run, those in its result.</param>
/// <param name="Note">Why it ended as it did, in words; null when there is nothing to say.</param>
/// <param name="Recording">Name of its first replication as a recording to replay; null when none was made.</param>
/// <param name="Files">The scenario's text and those it stood on, as they were when it was asked for.</param>
/// <param name="Assumptions">Of its report; empty until it has begun.</param>
/// <param name="Attempts">How often it was begun: more than once after a restart of the server.</param>
public sealed record RunRecord(
    string Id, string Scenario, string Title, string Hospital, string HospitalName, DateOnly Start, int Days, int WarmUpDays, string Policy, int Replications, ulong Seed, bool Draft,
    string Actor, string? Key, DateTimeOffset Asked, DateTimeOffset? Began, DateTimeOffset? Ended, RunState State, int Done, string? Note, string? Recording,
    ImmutableArray<SourceFile> Files, ImmutableArray<Assumption> Assumptions, int Attempts)
{
    public bool HasEnded => State is RunState.Done or RunState.Cancelled or RunState.Failed;

    /// <summary>There are figures to look at.</summary>
    public bool HasResult => HasEnded && Done > 0;

    public bool IsPartial => HasResult && Done < Replications;

    /// <summary>From the pace so far; null before the first replication is finished.</summary>
    public TimeSpan? Left(DateTimeOffset now) => State == RunState.Running && Began is { } began && Done > 0 ? (now - began) / Done * (Replications - Done) : null;
}
