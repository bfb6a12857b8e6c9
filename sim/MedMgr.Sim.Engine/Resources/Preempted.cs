using MedMgr.Sim.Engine.Processes;

namespace MedMgr.Sim.Engine.Resources;

/// <summary>The cause of an interrupt: a more urgent request took the units this process held.</summary>
/// <param name="Resource">Whose units they were. The claim is already void.</param>
/// <param name="By">Who took them.</param>
/// <param name="HeldSince">When they had been granted.</param>
public sealed record Preempted(Resource Resource, Process By, double HeldSince);

/// <summary>What becomes of work that pre-emption broke off.</summary>
public enum BrokenWork
{
    /// <summary>What was done counts: only the rest remains.</summary>
    Resumes = 0,

    /// <summary>What was done is lost: the same work begins anew.</summary>
    Restarts = 1,
}
