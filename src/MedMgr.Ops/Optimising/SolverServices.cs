using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimising;

/// <summary>One solver for everything in this process that optimises.</summary>
internal static class SolverServices
{
    /// <summary>More search more widely; each is a process of its own with its own copy of the solver.</summary>
    public const int WorkersMax = 16;

    /// <summary>Half of the machine: the other half serves the hospital.</summary>
    public static int WorkersDefault => Math.Clamp(Environment.ProcessorCount / 2, 1, WorkersMax);

    /// <param name="workers">0: no solver, every plan is the quick one.</param>
    public static void AddSolver(this IServiceCollection services, int workers)
    {
        services.AddSingleton(s => new HostedSolver(workers, s.GetRequiredService<ILogger<HostedSolver>>()));
        services.AddSingleton<ICpSolver>(s => s.GetRequiredService<HostedSolver>());
        services.AddHostedService(s => s.GetRequiredService<HostedSolver>());
        services.AddHealthChecks().AddCheck<SolverHealth>("solver");
    }
}
