using Google.OrTools.Sat;
using Google.Protobuf;
using MedMgr.Ops.Optimizer.Solver.Workers;

namespace MedMgr.Ops.Optimizer.Solver;

/// <summary>CP-SAT in a process of its own: started and warmed ahead, replaced when it dies or does not answer. Solves one model at a time; others wait in order.</summary>
public sealed class CpSatWorker : IRunningSolver
{
    private readonly WorkerSupply _supply;
    private readonly WorkerTimes _times;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turn = new(1, 1);

    private CpSatWorker(SolverInstallation installation, WorkerTimes times, TimeProvider time)
    {
        _supply = new(installation, times, time);
        (_times, _time) = (times, time);
    }

    /// <summary>The worker's process id; null while it is starting or dead.</summary>
    public int? ProcessId => _supply.Current?.Id;

    /// <summary>Starts a worker. It loads and warms in the background; the first solve waits for it.</summary>
    /// <exception cref="SolverUnavailableException">Nothing is installed.</exception>
    public static CpSatWorker Start(WorkerTimes? times = null, TimeProvider? time = null) => Start(SolverInstallation.Find(), times, time);

    /// <summary>Starts a worker from a certain place.</summary>
    public static CpSatWorker Start(SolverInstallation installation, WorkerTimes? times = null, TimeProvider? time = null) =>
        new(installation, times ?? WorkerTimes.Default, time ?? TimeProvider.System);

    /// <summary>Completes when the worker is loaded and warm.</summary>
    /// <exception cref="SolverUnavailableException">It did not start.</exception>
    public async Task WarmAsync(CancellationToken ct = default) => await _supply.RunningAsync().WaitAsync(ct);

    public async Task<SolveResult> SolveAsync(CpModelProto model, SolveParameters parameters, Action<Improvement>? onImproved = null, CancellationToken ct = default)
    {
        var settings = parameters.ToProto(onImproved is not null).ToByteArray();
        var log = new List<string>();
        await _turn.WaitAsync(ct);
        // From here the solve goes its own way: who cancels is answered at once, and the worker's turn ends when the worker has stopped.
        var solve = SolveInTurnAsync(settings, model.ToByteArray(), parameters, line => Listen(line, log, onImproved), ct);
        var response = await solve.WaitAsync(ct);
        ct.ThrowIfCancellationRequested();
        return new(model, CpSolverResponse.Parser.ParseFrom(response), parameters.LogProgress ? log : []);
    }

    public async ValueTask DisposeAsync() => await _supply.DisposeAsync();

    /// <summary>Completes when nobody holds or waits for the worker's turn.</summary>
    internal async Task IdleAsync()
    {
        await _turn.WaitAsync();
        _turn.Release();
    }

    private async Task<byte[]> SolveInTurnAsync(byte[] parameters, byte[] model, SolveParameters limits, Action<string> onLog, CancellationToken ct)
    {
        try
        {
            var process = await StartedAsync(limits.TimeLimit + _times.Grace);
            var request = process.Begin(parameters, model, onLog);
            using var enough = limits.Enough.UnsafeRegister(_ => process.Stop(request), null);
            using var cancelled = ct.UnsafeRegister(_ => process.Stop(request), null);
            await KeepDeadlineAsync(process, request, limits.TimeLimit, ct);
            return await request.Answer;
        }
        finally
        {
            _supply.ReplaceIfOver();
            _turn.Release();
        }
    }

    private async Task<WorkerProcess> StartedAsync(TimeSpan deadline)
    {
        try
        {
            return await _supply.RunningAsync().WaitAsync(deadline, _time);
        }
        catch (TimeoutException)
        {
            throw new SolverUnavailableException($"The solver is still starting after {deadline.TotalSeconds:0.###} s.");
        }
    }

    /// <summary>Completes when the request is answered or the process is killed.</summary>
    private async Task KeepDeadlineAsync(WorkerProcess process, WorkerRequest request, TimeSpan limit, CancellationToken ct)
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
    }

    private static void Listen(string line, List<string> log, Action<Improvement>? onImproved)
    {
        log.Add(line);
        if (onImproved is not null && SearchLog.Read(line) is { } improvement)
            onImproved(improvement);
    }
}
