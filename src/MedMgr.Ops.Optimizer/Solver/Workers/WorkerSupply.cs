namespace MedMgr.Ops.Optimizer.Solver.Workers;

/// <summary>Keeps one worker process running: started and warmed ahead, replaced when it is over, with a growing pause after starts that fail.</summary>
internal sealed class WorkerSupply : IAsyncDisposable
{
    private readonly SolverInstallation _installation;
    private readonly WorkerTimes _times;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private Task<WorkerProcess> _process;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private int _failures;
    private bool _disposed;

    public WorkerSupply(SolverInstallation installation, WorkerTimes times, TimeProvider time)
    {
        (_installation, _times, _time) = (installation, times, time);
        _process = StartAsync(before: null);
    }

    /// <summary>The process of now; null while it is starting or over.</summary>
    public WorkerProcess? Current => Volatile.Read(ref _process) is { IsCompletedSuccessfully: true } started && !started.Result.IsOver ? started.Result : null;

    /// <summary>The process of now once it is warm; one that is over is replaced first.</summary>
    /// <exception cref="SolverUnavailableException">It did not start, or starts have failed so recently that none is attempted.</exception>
    public Task<WorkerProcess> RunningAsync()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (NeedsReplacement(_process) && _time.GetUtcNow() >= _notBefore)
                _process = StartAsync(_process);
            return _process;
        }
    }

    /// <summary>Starts another process if this one is over, so that the next request finds it warm.</summary>
    public void ReplaceIfOver()
    {
        lock (_lock)
        {
            if (!_disposed && NeedsReplacement(_process) && _time.GetUtcNow() >= _notBefore)
                _process = StartAsync(_process);
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
            _disposed = true;
        await EndAsync(_process);
    }

    private static bool NeedsReplacement(Task<WorkerProcess> process) => process.IsFaulted || (process.IsCompletedSuccessfully && process.Result.IsOver);

    private static async Task EndAsync(Task<WorkerProcess> process)
    {
        // A start that failed has left nothing to end, and told its waiters why.
        await ((Task)process).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (process.IsCompletedSuccessfully)
            await process.Result.DisposeAsync();
    }

    private async Task<WorkerProcess> StartAsync(Task<WorkerProcess>? before)
    {
        await Task.Yield(); // The caller holds the lock.
        if (before is not null)
            await EndAsync(before);
        try
        {
            var process = await WarmAsync(WorkerProcess.Start(_installation));
            lock (_lock)
                _failures = 0;
            return process;
        }
        catch (SolverUnavailableException)
        {
            lock (_lock)
                _notBefore = _time.GetUtcNow() + _times.PauseAfter(++_failures);
            throw;
        }
    }

    private async Task<WorkerProcess> WarmAsync(WorkerProcess process)
    {
        try
        {
            await WarmUp.RunAsync(process).WaitAsync(_times.Start, _time);
            return process;
        }
        catch (TimeoutException)
        {
            await process.DisposeAsync();
            throw new SolverUnavailableException($"The solver was not ready within {_times.Start.TotalSeconds:0.###} s of its start.");
        }
        catch (SolverUnavailableException)
        {
            await process.DisposeAsync();
            throw;
        }
    }
}
