using Google.OrTools.Sat;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimising;

/// <summary>The solver of this process: started and warmed beside the server's own start, ended with it. Where none can be had, it says so at once.</summary>
internal sealed class HostedSolver : ICpSolver, IHostedService, IAsyncDisposable
{
    private readonly int _workers;
    private readonly ILogger<HostedSolver> _logger;
    private IRunningSolver? _running;
    private string? _whyNone;

    /// <param name="workers">Processes; 0 for none.</param>
    public HostedSolver(int workers, ILogger<HostedSolver> logger) => (_workers, _logger) = (workers, logger);

    /// <summary>False where this server was started without one on purpose.</summary>
    public bool IsWanted => _workers > 0;

    /// <remarks>Waits for nothing: the workers load and warm in the background, and a question that comes before waits for them.</remarks>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!IsWanted)
        {
            _whyNone = "This server was started without solver workers (--solver-workers 0).";
            return Task.CompletedTask;
        }

        try
        {
            _running = CpSat.Start(_workers);
        }
        catch (SolverUnavailableException e)
        {
            _logger.LogError(e, "There is no solver: plans will be the quick ones.");
            _whyNone = e.Message;
        }

        return Task.CompletedTask;
    }

    public Task<SolveResult> SolveAsync(CpModelProto model, SolveParameters parameters, Action<Improvement>? onImproved = null, CancellationToken ct = default) =>
        _running is { } solver ? solver.SolveAsync(model, parameters, onImproved, ct) : throw new SolverUnavailableException(_whyNone ?? "The solver has not been started yet.");

    /// <summary>Completes when the workers are loaded and warm.</summary>
    /// <exception cref="SolverUnavailableException">They are not to be had at present; the message says why.</exception>
    public Task WarmAsync(CancellationToken cancellationToken) =>
        _running is { } solver ? solver.WarmAsync(cancellationToken) : throw new SolverUnavailableException(_whyNone ?? "The solver has not been started yet.");

    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _running, null) is { } solver)
        {
            _whyNone = "The server is stopping.";
            await solver.DisposeAsync();
        }
    }
}
