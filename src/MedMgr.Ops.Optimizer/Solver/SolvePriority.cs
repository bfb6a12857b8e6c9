namespace MedMgr.Ops.Optimizer.Solver;

/// <summary>Who goes first where several wait for a worker.</summary>
public enum SolvePriority
{
    /// <summary>Somebody comes back for the answer later. A pool may keep its last free worker from it.</summary>
    Batch = 0,
    /// <summary>Somebody is waiting in front of a screen: before every batch.</summary>
    Interactive = 1,
}
