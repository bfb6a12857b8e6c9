using MedMgr.Ops.Optimizer.Solver;
using MedMgr.Ops.Optimizer.Tests.Solver;
using CpModelProto = Google.OrTools.Sat.CpModelProto;

[assembly: AssemblyFixture(typeof(SharedSolver))]

namespace MedMgr.Ops.Optimizer.Tests.Solver;

/// <summary>One warm solver for all tests of the assembly: take it as a constructor parameter. Tests that run side by side share its workers.</summary>
public sealed class SharedSolver : IAsyncLifetime, ICpSolver
{
    private const int Workers = 2;
    private IRunningSolver? _solver;

    /// <summary>For a search that ends with its proof: only a failing test waits so long, and a queue for the shared workers does not eat it up.</summary>
    public static readonly TimeSpan UntilProven = TimeSpan.FromMinutes(4);

    /// <summary>One search and a fixed seed. Interactive, so that both workers are used.</summary>
    public static SolveParameters Parameters { get; } = new() { TimeLimit = UntilProven, RandomSeed = 1, Priority = SolvePriority.Interactive };

    private IRunningSolver Running => _solver ?? throw new InvalidOperationException("The fixture has not been initialised.");

    /// <summary>Solves with <see cref="Parameters"/>.</summary>
    public Task<SolveResult> SolveAsync(CpModelBuilder model) => SolveAsync(model.Build(), Parameters);

    public Task<SolveResult> SolveAsync(CpModelProto model, SolveParameters parameters, Action<Improvement>? onImproved = null, CancellationToken ct = default) =>
        Running.SolveAsync(model, parameters, onImproved, ct);

    public async ValueTask InitializeAsync()
    {
        _solver = CpSat.Start(Workers);
        await _solver.WarmAsync();
    }

    public ValueTask DisposeAsync() => _solver?.DisposeAsync() ?? ValueTask.CompletedTask;
}
