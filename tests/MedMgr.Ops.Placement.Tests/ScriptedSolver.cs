using Google.OrTools.Sat;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Placement.Tests;

/// <summary>A solver that answers as the test says: by default at once, with the quick plan that it is given as a hint.</summary>
internal sealed class ScriptedSolver : ICpSolver
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;

    /// <summary>What it does before it answers; gets the news channel and the "enough" of the search.</summary>
    public Func<Action<Improvement>, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Completes when the first solve begins.</summary>
    public Task Begun => _begun.Task;

    public int Solves { get; private set; }

    /// <summary>The most that ever ran at once.</summary>
    public int AtOnceMost { get; private set; }

    public async Task<SolveResult> SolveAsync(CpModelProto model, SolveParameters parameters, Action<Improvement>? onImproved = null, CancellationToken ct = default)
    {
        Solves++;
        AtOnceMost = Math.Max(AtOnceMost, Interlocked.Increment(ref _running));
        _begun.TrySetResult();
        try
        {
            await Before(onImproved!, parameters.Enough);
            return new SolveResult(model, Hinted(model));
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private static CpSolverResponse Hinted(CpModelProto model)
    {
        var values = new long[model.Variables.Count];
        foreach (var (variable, value) in model.SolutionHint.Vars.Zip(model.SolutionHint.Values))
        {
            values[variable] = value;
        }

        var cost = model.Objective.Offset + model.Objective.Vars.Zip(model.Objective.Coeffs).Sum(t => (double)t.Second * values[t.First]);
        var response = new CpSolverResponse { Status = CpSolverStatus.Optimal, ObjectiveValue = cost, BestObjectiveBound = cost };
        response.Solution.AddRange(values);
        return response;
    }
}
