namespace MedMgr.Ops.Optimizer.Solver;

/// <summary>Who goes first where several wait for a worker.</summary>
public enum SolvePriority
{
    /// <summary>Somebody comes back for the answer later. Leaves the last free worker of a pool of several to others.</summary>
    Batch = 0,
    /// <summary>Somebody is waiting in front of a screen: before every batch.</summary>
    Interactive = 1,
}
