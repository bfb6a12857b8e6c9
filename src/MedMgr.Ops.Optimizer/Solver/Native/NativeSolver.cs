using Google.OrTools.Sat;
using MedMgr.Ops.Optimizer.Solver.Workers;

namespace MedMgr.Ops.Optimizer.Solver.Native;

/// <summary>CP-SAT in our own process. Faster and with threads, but a crash of the solver is a crash of the server, and a solve that does not stop can not be killed.</summary>
/// <param name="size">How many threads all solves together may use; who finds none free waits.</param>
/// <param name="keepsOneForInteractive">Of several threads, batches leave the last free one to interactive requests.</param>
internal sealed class NativeSolver(int size, bool keepsOneForInteractive) : IRunningSolver
{
    private readonly WorkerQueue<int> _threads = new([.. Enumerable.Range(1, size)], keepsOneForInteractive);

    public Task WarmAsync(CancellationToken ct = default) => Task.CompletedTask;

    public async Task<SolveResult> SolveAsync(CpModelProto model, SolveParameters parameters, Action<Improvement>? onImproved = null, CancellationToken ct = default)
    {
        var threads = await _threads.TakeAsync(parameters.Workers, parameters.Priority, ct);
        try
        {
            var settings = (parameters with { Workers = threads.Count }).ToProto(onImproved is not null);
            settings.LogToStdout = false;
            return await Task.Run(() => Solve(model, settings, parameters, onImproved, ct), CancellationToken.None);
        }
        finally
        {
            foreach (var thread in threads)
                _threads.Give(thread);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static SolveResult Solve(CpModelProto message, SatParameters settings, SolveParameters parameters, Action<Improvement>? onImproved, CancellationToken ct)
    {
        var model = new CpModel();
        model.Model.MergeFrom(message);
        var solver = new CpSolver { StringParameters = TextFormat.Write(settings) };
        var log = new List<string>();
        Exception? thrown = null;
        if (settings.LogSearchProgress)
            solver.SetLogCallback(Listen);
        using (ct.UnsafeRegister(_ => solver.StopSearch(), null))
        using (parameters.Enough.UnsafeRegister(_ => solver.StopSearch(), null))
            solver.Solve(model);
        ct.ThrowIfCancellationRequested();
        if (thrown is not null)
            throw thrown;
        return new(message, solver.Response, parameters.LogProgress ? log : []);

        void Listen(string line)
        {
            log.Add(line);
            if (onImproved is null || thrown is not null || SearchLog.Read(line) is not { } improvement)
                return;
            try
            {
                onImproved(improvement);
            }
#pragma warning disable CA1031 // An exception must not pass through the native frames of the solver; it is thrown once they are gone.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                thrown = exception;
                solver.StopSearch();
            }
        }
    }
}
