using MedMgr.Ops.Optimizer.BedPlacement.Model;
using MedMgr.Ops.Optimizer.BedPlacement.Scene;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.BedPlacement;

/// <summary>Answers greedily at once and then better, up to the proof that no plan costs less. Safe for concurrent use when the solver is.</summary>
public sealed class PlacementOptimizer
{
    private readonly ICpSolver _solver;

    /// <param name="solver">Warm, or the first plan waits for it.</param>
    public PlacementOptimizer(ICpSolver solver) => _solver = solver;

    /// <summary>The best plan within the time.</summary>
    /// <param name="timeLimit">For the solver; the greedy plan comes before.</param>
    /// <param name="onImproved">Gets the greedy plan at once and the final plan if that is another; from any thread.</param>
    /// <returns>The last plan; the greedy one, with <see cref="PlacementPlan.Note"/>, when no solver answered. Plans that cost the same may differ from call to call.</returns>
    /// <exception cref="ArgumentException">The problem can not be answered; the message says why.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public Task<PlacementPlan> PlanAsync(PlacementProblem problem, TimeSpan timeLimit, Action<PlacementPlan>? onImproved = null, CancellationToken ct = default) =>
        SolveAsync(problem, Parameters(timeLimit) with { Priority = SolvePriority.Interactive }, onImproved, ct);

    /// <summary>The same problem and seed give the same plan, on any machine: one search, and an end that no clock decides. For simulations.</summary>
    /// <param name="work">Limit in the solver's units of work, roughly seconds.</param>
    /// <exception cref="ArgumentException">The problem can not be answered; the message says why.</exception>
    /// <exception cref="SolverUnavailableException">No solver answered: a greedy plan instead would not be the same answer.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public async Task<PlacementPlan> PlanDeterministicallyAsync(PlacementProblem problem, double work, int seed, CancellationToken ct = default)
    {
        var (scene, greedy) = Begin(problem);
        // The clock only guards against a solver that hangs: ten times the work, and never less than a minute.
        var guard = TimeSpan.FromSeconds(Math.Max(60, 10 * work));
        return await ImproveAsync(scene, greedy, Parameters(guard) with { DeterministicTime = work, RandomSeed = seed }, ct);
    }

    private async Task<PlacementPlan> SolveAsync(PlacementProblem problem, SolveParameters parameters, Action<PlacementPlan>? onImproved, CancellationToken ct)
    {
        var (scene, greedy) = Begin(problem);
        onImproved?.Invoke(PlanWriter.Write(greedy, PlanStatus.Greedy, bound: null, note: null));
        try
        {
            var plan = await ImproveAsync(scene, greedy, parameters, ct);
            onImproved?.Invoke(plan);
            return plan;
        }
        catch (SolverUnavailableException e)
        {
            return PlanWriter.Write(greedy, PlanStatus.Greedy, bound: null, $"No solver answered ({e.Message}): this is the greedy plan.");
        }
    }

    // Nearly an assignment problem: its linear relaxation says almost everything, and simplifying the model first costs more than it gains.
    private static SolveParameters Parameters(TimeSpan limit) => new() { TimeLimit = limit, Adjust = p => p.CpModelPresolve = false };

    private static (PlacementScene Scene, PlanDraft Greedy) Begin(PlacementProblem problem)
    {
        var scene = new PlacementScene(problem);
        return (scene, GreedyPlacementPlanner.Draft(scene));
    }

    private async Task<PlacementPlan> ImproveAsync(PlacementScene scene, PlanDraft greedy, SolveParameters parameters, CancellationToken ct)
    {
        var model = new PlacementModel(scene);
        PlacementSolution.Hint(model, greedy);
        var result = await _solver.SolveAsync(model.Builder.Build(), parameters, onImproved: null, ct);
        if (!result.HasSolution)
        {
            return result.Status == SolveStatus.Unknown
                ? PlanWriter.Write(greedy, PlanStatus.Greedy, bound: null, "The solver found no plan in its time: this is the greedy plan.")
                : throw new InvalidOperationException($"The placement model is {result.Status}, though to place nobody is a plan: {result.Message}");
        }

        var draft = PlacementSolution.Read(model, result);
        var (paid, told) = (PlanWriter.Objective(draft), (long)Math.Round(result.Objective!.Value));
        if (paid > told || paid < told && result.Status == SolveStatus.Optimal)
        {
            throw new InvalidOperationException($"The model says that the plan costs {told} points; by the rules it costs {paid}.");
        }

        // A solver that was stopped early may not have come as far as its hint.
        draft = PlanWriter.Objective(greedy) < paid ? greedy : draft;
        var bound = (long)Math.Ceiling(result.Bound!.Value - 1e-6);
        return PlanWriter.Write(draft, result.Status == SolveStatus.Optimal ? PlanStatus.Optimal : PlanStatus.Feasible, bound, note: null);
    }
}
