
namespace MedMgr.Ops.EmbeddedSilo.Runtime;

/// <summary>Decides which thread runs a queue that has work, and when.</summary>
internal abstract class TurnScheduler
{
    /// <summary>How the task that a caller holds is completed: by default never by running the caller's code inside the callee's turn.</summary>
    internal virtual TaskCreationOptions AnswerOptions => TaskCreationOptions.RunContinuationsAsynchronously;

    /// <summary>Called once when a queue gets work, and not again until it has none.</summary>
    internal abstract void Schedule(TurnQueue queue);

    /// <summary>Calls that arrived before their grain was active have no defined order.</summary>
    internal virtual void ShuffleColdArrivals(List<Turn> arrivals)
    {
    }

    internal virtual void OnWorkArrived()
    {
    }

    internal virtual void OnExecuting(TurnQueue queue, ulong mark)
    {
    }
}

/// <summary>Queues run on the thread pool, in parallel with one another.</summary>
internal sealed class ThreadPoolTurnScheduler : TurnScheduler
{
    internal override void Schedule(TurnQueue queue)
        => ThreadPool.UnsafeQueueUserWorkItem(queue, preferLocal: true);
}
