using Google.OrTools.Sat;
using Google.Protobuf;
using MedMgr.Ops.Optimizer.Solver.Process;

namespace MedMgr.Ops.Optimizer.Solver;

/// <summary>CP-SAT in a process of its own: started and warmed ahead, replaced when it dies or does not answer. Solves one model at a time; others wait in order.</summary>
public sealed class CpSatWorker : ICpSolver, IAsyncDisposable
{
    private readonly SolverInstallation _installation;
    private readonly WorkerTimes _times;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _lock = new();
    private Task<WorkerProcess> _process;
    private bool _disposed;

    private CpSatWorker(SolverInstallation installation, WorkerTimes times, TimeProvider time)
    {
        (_installation, _times, _time) = (installation, times, time);
        _process = StartAsync();
    }

    /// <summary>The worker's process id; null while it is starting or dead.</summary>
    public int? ProcessId => _process is { IsCompletedSuccessfully: true } started && !started.Result.IsOver ? started.Result.Id : null;

    /// <summary>Starts a worker. It loads and warms in the background; the first solve waits for it.</summary>
    /// <exception cref="SolverUnavailableException">Nothing is installed.</exception>
    public static CpSatWorker Start(WorkerTimes? times = null, TimeProvider? time = null) =>
        new(SolverInstallation.Find(), times ?? WorkerTimes.Default, time ?? TimeProvider.System);

    /// <summary>Completes when the worker is loaded and warm.</summary>
    /// <exception cref="SolverUnavailableException">It did not start.</exception>
    public async Task WarmAsync(CancellationToken ct = default) => await _process.WaitAsync(ct);

    public async Task<SolveResult> SolveAsync(CpModelProto model, SolveParameters parameters, Action<Improvement>? onImproved = null, CancellationToken ct = default)
    {
        var settings = parameters.ToProto(onImproved is not null).ToByteArray();
        var log = new List<string>();
        await _turn.WaitAsync(ct);
        // From here the solve goes its own way: who cancels is answered at once, and the worker's turn ends when the worker has stopped.
        var solve = Task.Run(() => SolveInTurnAsync(settings, model.ToByteArray(), parameters, line => Listen(line, log, onImproved), ct), CancellationToken.None);
        var response = await solve.WaitAsync(ct);
        ct.ThrowIfCancellationRequested();
        return new(model, CpSolverResponse.Parser.ParseFrom(response), parameters.LogProgress ? log : []);
    }

    public async ValueTask DisposeAsync()
    {
        Task<WorkerProcess> process;
        lock (_lock)
        {
            if (_disposed)
                return;
            _disposed = true;
            process = _process;
        }
        await ((Task)process).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (process.IsCompletedSuccessfully)
            await process.Result.DisposeAsync();
    }

    private async Task<byte[]> SolveInTurnAsync(byte[] parameters, byte[] model, SolveParameters limits, Action<string> onLog, CancellationToken ct)
    {
        try
        {
            var process = await RunningAsync();
            var request = process.Begin(parameters, model, onLog);
            using var enough = limits.Enough.UnsafeRegister(_ => process.Stop(request), null);
            using var cancelled = ct.UnsafeRegister(_ => process.Stop(request), null);
            await WaitAsync(process, request, limits.TimeLimit, ct);
            return await request.Answer;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task WaitAsync(WorkerProcess process, WorkerProcess.Request request, TimeSpan limit, CancellationToken ct)
    {
        try
        {
            await request.Answer.WaitAsync(limit + _times.Grace, _time, ct);
        }
        catch (TimeoutException)
        {
            process.Kill($"The solver did not answer within {limit.TotalSeconds:0.###} s and {_times.Grace.TotalSeconds:0.###} s of grace.");
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            if (await Task.WhenAny(request.Answer, Task.Delay(_times.Grace, _time, CancellationToken.None)) != request.Answer)
                process.Kill("The solver did not stop when it was asked to.");
        }
        finally
        {
            if (process.IsOver)
                Replace(process);
        }
    }

    /// <summary>The process of now; a dead or failed one is replaced first.</summary>
    private async Task<WorkerProcess> RunningAsync()
    {
        Task<WorkerProcess> process;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_process.IsFaulted || (_process.IsCompletedSuccessfully && _process.Result.IsOver))
                _process = StartAsync();
            process = _process;
        }
        return await process;
    }

    private void Replace(WorkerProcess dead)
    {
        lock (_lock)
        {
            if (!_disposed && _process is { IsCompletedSuccessfully: true } current && current.Result == dead)
                _process = StartAsync();
        }
    }

    private async Task<WorkerProcess> StartAsync()
    {
        var process = await WorkerProcess.StartAsync(_installation, _times.Start, _time);
        await WarmUp.RunAsync(process);
        return process;
    }

    private static void Listen(string line, List<string> log, Action<Improvement>? onImproved)
    {
        log.Add(line);
        if (onImproved is not null && SearchLog.Read(line) is { } improvement)
            onImproved(improvement);
    }
}
