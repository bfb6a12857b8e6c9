using Microsoft.Extensions.Logging;

namespace MedMgr.Ops.EmbeddedSilo.Runtime;

/// <summary>What a turn may share a grain with, at the awaits of either.</summary>
internal enum Sharing
{
    Exclusive,
    WithReaders,
    WithAll,
}

/// <summary>One piece of work that waits for its turn: a call or a tick of a timer.</summary>
internal abstract class Turn
{
    internal abstract Sharing Sharing { get; }

    /// <summary>Stable over runs: what the trace of a deterministic silo records of this turn.</summary>
    internal abstract ulong TraceMark { get; }

    /// <summary>Begins the work on the queue's scheduler. Sees to it that <see cref="TurnQueue.Finished"/> is called once.</summary>
    internal abstract void Start(TurnQueue queue);

    /// <summary>Will never be started. Whoever waits for it is told; where nobody does, the log is.</summary>
    internal abstract void Abandon(Exception why, ILogger log);
}
