using Google.OrTools.Sat;
using MedMgr.Ops.Optimizer.Solver.Workers;

namespace MedMgr.Ops.Optimizer.Solver;

/// <summary>Several workers, all started and warmed ahead. A request takes one of them, or several for a race (<see cref="SolveParameters.Workers"/>); who finds none free waits in order of
/// <see cref="SolveParameters.Priority"/> and arrival.</summary>
public sealed class SolverPool : IRunningSolver
{
    private readonly CpSatWorker[] _workers;
    private readonly WorkerQueue<CpSatWorker> _queue;

    private SolverPool(CpSatWorker[] workers, bool keepsOneForInteractive)
    {
        _workers = workers;
        _queue = new(workers, keepsOneForInteractive);
    }

    /// <summary>How many workers there are.</summary>
    public int Size => _workers.Length;

    /// <summary>The workers' process ids, without those that are starting or dead.</summary>
    public IReadOnlyList<int> ProcessIds => [.. _workers.Select(worker => worker.ProcessId).OfType<int>()];

    /// <summary>Starts a pool. Its workers load and warm in the background.</summary>
    /// <param name="size">How many workers, 1 or more; each is a process that uses one core while it solves and about 230 MiB.</param>
    /// <param name="keepsOneForInteractive">Of several workers, batches leave the last free one to interactive requests.</param>
    /// <param name="times">What no request limits.</param>
    /// <param name="time">For deadlines.</param>
    /// <exception cref="SolverUnavailableException">Nothing is installed.</exception>
    public static SolverPool Start(int size, bool keepsOneForInteractive = true, WorkerTimes? times = null, TimeProvider? time = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var installation = SolverInstallation.Find();
        return new([.. Enumerable.Range(0, size).Select(_ => CpSatWorker.Start(installation, times, time))], keepsOneForInteractive);
    }

    /// <summary>Completes when all workers are loaded and warm.</summary>
    /// <exception cref="SolverUnavailableException">One did not start.</exception>
    public Task WarmAsync(CancellationToken ct = default) => Task.WhenAll(_workers.Select(worker => worker.WarmAsync(ct)));

    public async Task<SolveResult> SolveAsync(CpModelProto model, SolveParameters parameters, Action<Improvement>? onImproved = null, CancellationToken ct = default)
    {
        var workers = await _queue.TakeAsync(parameters.Workers, parameters.Priority, ct);
        try
        {
            return workers.Count == 1
                ? await workers[0].SolveAsync(model, parameters, onImproved, ct)
                : await new SolverRace(model, parameters, onImproved).RunAsync(workers, ct);
        }
        finally
        {
            foreach (var worker in workers)
                _ = GiveBackAsync(worker);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
            await worker.DisposeAsync();
    }

    /// <summary>After a cancellation the worker needs a moment to stop; until then it is nobody's.</summary>
    private async Task GiveBackAsync(CpSatWorker worker)
    {
        await worker.IdleAsync();
        _queue.Give(worker);
    }
}
