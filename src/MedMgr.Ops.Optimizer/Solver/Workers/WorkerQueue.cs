namespace MedMgr.Ops.Optimizer.Solver.Workers;

/// <summary>Who gets which worker: interactive requests first, each kind in order of arrival.</summary>
/// <typeparam name="TWorker">What is handed out.</typeparam>
/// <param name="workers">All of them, free.</param>
/// <param name="keepsOneForInteractive">Of several workers, batches leave the last free one to interactive requests.</param>
internal sealed class WorkerQueue<TWorker>(IReadOnlyCollection<TWorker> workers, bool keepsOneForInteractive)
{
    private readonly Stack<TWorker> _free = new(workers);
    private readonly LinkedList<Waiter> _interactive = new();
    private readonly LinkedList<Waiter> _batch = new();
    private readonly int _keptForInteractive = keepsOneForInteractive && workers.Count > 1 ? 1 : 0;
    private readonly Lock _lock = new();

    /// <summary>At least one worker, and up to <paramref name="wanted"/> if they are free. Each is to be given back.</summary>
    public async Task<IReadOnlyList<TWorker>> TakeAsync(int wanted, SolvePriority priority, CancellationToken ct)
    {
        var waiter = new Waiter(wanted);
        var line = priority == SolvePriority.Interactive ? _interactive : _batch;
        lock (_lock)
        {
            line.AddLast(waiter);
            Serve();
        }
        using var leave = ct.UnsafeRegister(_ => Leave(line, waiter, ct), null);
        return await waiter.Workers.Task;
    }

    /// <summary>A worker is idle again.</summary>
    public void Give(TWorker worker)
    {
        lock (_lock)
        {
            _free.Push(worker);
            Serve();
        }
    }

    private void Serve()
    {
        Serve(_interactive, kept: 0);
        Serve(_batch, _keptForInteractive);
    }

    private void Serve(LinkedList<Waiter> line, int kept)
    {
        while (line.First is { } first && _free.Count > kept)
        {
            line.RemoveFirst();
            var taken = new List<TWorker>();
            while (taken.Count < first.Value.Wanted && _free.Count > kept)
                taken.Add(_free.Pop());
            first.Value.Workers.SetResult(taken);
        }
    }

    private void Leave(LinkedList<Waiter> line, Waiter waiter, CancellationToken ct)
    {
        lock (_lock)
        {
            // Served in the meantime: then the solve itself notices the cancellation.
            if (line.Remove(waiter))
                waiter.Workers.SetCanceled(ct);
        }
    }

    private sealed class Waiter(int wanted)
    {
        public int Wanted => wanted;

        public TaskCompletionSource<IReadOnlyList<TWorker>> Workers { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
