using MedMgr.Ops.Optimizer.Solver;
using MedMgr.Ops.Optimizer.Tests.Solver;

[assembly: AssemblyFixture(typeof(SharedSolver))]

namespace MedMgr.Ops.Optimizer.Tests.Solver;

/// <summary>One warm solver for all tests of the assembly: take it as a constructor parameter.</summary>
public sealed class SharedSolver : IAsyncLifetime
{
    private CpSatWorker? _worker;

    /// <summary>Solves one model at a time; tests that run side by side wait for each other.</summary>
    public ICpSolver Solver => _worker ?? throw new InvalidOperationException("The fixture has not been initialised.");

    /// <summary>Solves with one search, a fixed seed and ten seconds at most.</summary>
    public Task<SolveResult> SolveAsync(CpModelBuilder model) => Solver.SolveAsync(model.Build(), Parameters);

    /// <summary>One search, a fixed seed and ten seconds at most.</summary>
    public static SolveParameters Parameters { get; } = new() { TimeLimit = TimeSpan.FromSeconds(10), RandomSeed = 1 };

    public async ValueTask InitializeAsync()
    {
        _worker = CpSatWorker.Start();
        await _worker.WarmAsync();
    }

    public ValueTask DisposeAsync() => _worker?.DisposeAsync() ?? ValueTask.CompletedTask;
}
