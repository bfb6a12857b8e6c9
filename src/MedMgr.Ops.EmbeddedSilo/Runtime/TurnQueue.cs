namespace MedMgr.Ops.EmbeddedSilo.Runtime;

/// <summary>
/// Runs turns, and the continuations of their awaits, one at a time. It is the <see cref="TaskScheduler"/> of everything that its turns
/// start, so code in a turn needs no lock.
/// </summary>
/// <remarks>Turns in <c>_waiting</c> have not been admitted yet; work in <c>_ready</c> runs in order of arrival.</remarks>
internal abstract class TurnQueue : TaskScheduler, IThreadPoolWorkItem
{
    /// <summary>After this many items the thread goes back to the pool, so that one busy grain does not starve the others.</summary>
    private const int ItemsPerSlice = 64;

    [ThreadStatic]
    private static TurnQueue? t_current;

    private readonly Queue<object> _ready = new(0);
    private List<Turn>? _waiting;
    private int _running;
    private int _blocking;
    private int _blockingReaders;
    private bool _scheduled;
    private bool _dropped;

    protected TurnQueue(SiloRuntime runtime) => Runtime = runtime;

    internal SiloRuntime Runtime { get; }

    /// <summary>Order of creation within the silo; 0 where nobody counts.</summary>
    internal int Number { get; init; }

    protected Lock Gate { get; } = new();

    /// <summary>Nothing runs, waits or is ready. Under the gate.</summary>
    protected bool IsQuiet => _running == 0 && _ready.Count == 0 && (_waiting is null || _waiting.Count == 0);

    protected bool HasRunningTurns => _running > 0;

    protected virtual bool Reentrant => false;

    /// <summary>Turns may be admitted now. Under the gate.</summary>
    protected abstract bool Open { get; }

    /// <summary>Runs up to a slice of the ready work on this thread. Returns true when there is more.</summary>
    internal bool RunSlice(int items)
    {
        var previous = t_current;
        t_current = this;
        try
        {
            // The pump is a task of this scheduler so that awaits inside it capture the scheduler.
            var pump = new Task(static state => ((Slice)state!).Run(), new Slice(this, items));
            pump.RunSynchronously(this);
            pump.GetAwaiter().GetResult();
        }
        finally
        {
            t_current = previous;
        }

        lock (Gate)
        {
            return _scheduled = _ready.Count > 0;
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        if (RunSlice(ItemsPerSlice))
        {
            Runtime.Scheduler.Schedule(this);
        }
    }

    /// <summary>Starts an asynchronous action on this scheduler, outside the order of turns and without the caller's ambient context.</summary>
    internal void Post(Func<Task> action)
    {
        using var isolation = Isolation.Begin();
        _ = Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);
    }

    /// <summary>The work of a turn is over.</summary>
    internal void Finished(Turn turn)
    {
        lock (Gate)
        {
            _running--;
            Unblock(turn);
            AdmitWaiting();
            OnTurnFinished();
        }
    }

    /// <summary>Nothing of this queue will run any more: neither turns nor continuations. Returns what never started.</summary>
    internal List<Turn> DropEverything()
    {
        lock (Gate)
        {
            _dropped = true;
            var lost = TakeWaiting();
            lost.AddRange(_ready.OfType<Turn>());
            _ready.Clear();
            return lost;
        }
    }

    /// <summary>Under the gate, after a turn has ended.</summary>
    protected virtual void OnTurnFinished()
    {
    }

    /// <summary>Under the gate.</summary>
    protected void Add(Turn turn)
    {
        if (Open && MayRun(turn))
        {
            Admit(turn);
        }
        else
        {
            (_waiting ??= []).Add(turn);
        }
    }

    /// <summary>Under the gate.</summary>
    protected void AdmitWaiting()
    {
        if (_waiting is not { Count: > 0 } waiting)
        {
            return;
        }

        var kept = 0;
        for (var i = 0; i < waiting.Count; i++)
        {
            var turn = waiting[i];
            if (Open && MayRun(turn))
            {
                Admit(turn);
            }
            else
            {
                waiting[kept++] = turn;
            }
        }

        waiting.RemoveRange(kept, waiting.Count - kept);
    }

    /// <summary>Under the gate.</summary>
    protected List<Turn> TakeWaiting()
    {
        var taken = _waiting ?? [];
        _waiting = null;
        return taken;
    }

    /// <summary>Under the gate.</summary>
    protected void ShuffleWaiting()
    {
        if (_waiting is not null)
        {
            Runtime.Scheduler.ShuffleColdArrivals(_waiting);
        }
    }

    protected override void QueueTask(Task task)
    {
        lock (Gate)
        {
            MakeReady(task);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued)
        => !taskWasPreviouslyQueued && t_current == this && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (Gate)
        {
            return [.. _ready.OfType<Task>()];
        }
    }

    private bool MayRun(Turn turn)
        => _blocking == 0
            || Reentrant
            || turn.Sharing == Sharing.WithAll
            || (turn.Sharing == Sharing.WithReaders && _blockingReaders == _blocking);

    private void Admit(Turn turn)
    {
        _running++;
        if (turn.Sharing != Sharing.WithAll)
        {
            _blocking++;
            _blockingReaders += turn.Sharing == Sharing.WithReaders ? 1 : 0;
        }

        MakeReady(turn);
    }

    private void Unblock(Turn turn)
    {
        if (turn.Sharing != Sharing.WithAll)
        {
            _blocking--;
            _blockingReaders -= turn.Sharing == Sharing.WithReaders ? 1 : 0;
        }
    }

    private void MakeReady(object item)
    {
        Runtime.Scheduler.OnWorkArrived();
        if (_dropped)
        {
            return;
        }

        _ready.Enqueue(item);
        if (!_scheduled)
        {
            _scheduled = true;
            Runtime.Scheduler.Schedule(this);
        }
    }

    private void RunReady(int items)
    {
        while (items-- > 0)
        {
            object? item;
            lock (Gate)
            {
                if (!_ready.TryDequeue(out item))
                {
                    return;
                }
            }

            if (item is Turn turn)
            {
                Runtime.Scheduler.OnExecuting(this, turn.TraceMark);
                turn.Start(this);
            }
            else
            {
                Runtime.Scheduler.OnExecuting(this, 0);
                TryExecuteTask((Task)item);
            }
        }
    }

    private sealed record Slice(TurnQueue Queue, int Items)
    {
        internal void Run() => Queue.RunReady(Items);
    }
}
