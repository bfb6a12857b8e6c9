using Google.OrTools.Sat;

namespace MedMgr.Ops.Optimizer.Solver;

/// <summary>The answer to one model.</summary>
public sealed class SolveResult
{
    private readonly CpSolverResponse _response;
    private readonly bool _hasObjective;

    /// <summary>Wraps the solver's response to this model.</summary>
    public SolveResult(CpModelProto model, CpSolverResponse response, IReadOnlyList<string>? log = null)
    {
        _response = response;
        _hasObjective = model.Objective is not null || model.FloatingPointObjective is not null;
        Log = log ?? [];
    }

    /// <summary>The solver's response itself.</summary>
    internal CpSolverResponse Response => _response;

    /// <summary>What was found out.</summary>
    public SolveStatus Status => (SolveStatus)_response.Status;

    /// <summary>Whether the variables have values.</summary>
    public bool HasSolution => Status is SolveStatus.Optimal or SolveStatus.Feasible;

    /// <summary>The objective of the solution; null without one, or without an objective.</summary>
    public double? Objective => _hasObjective && HasSolution ? _response.ObjectiveValue : null;

    /// <summary>No solution is better than this. Null without an objective, when there is nothing to bound (infeasible, invalid), and when the solver was stopped before it had a bound.</summary>
    public double? Bound => _hasObjective && (HasSolution || (Status == SolveStatus.Unknown && HasBound)) ? _response.BestObjectiveBound : null;

    /// <summary>|objective - bound| / max(1, |objective|); 0 when optimal, null without a solution or an objective.</summary>
    public double? Gap => Objective is { } objective && Bound is { } bound ? Improvement.RelativeGap(objective, bound) : null;

    /// <summary>Time that the solver measured for itself.</summary>
    public TimeSpan WallTime => TimeSpan.FromSeconds(_response.WallTime);

    /// <summary>Work done, in the units of <see cref="SolveParameters.DeterministicTime"/>.</summary>
    public double DeterministicTime => _response.DeterministicTime;

    /// <summary>What the solver adds in words: why a model is invalid, or which search found the solution. May be empty.</summary>
    public string Message => _response.SolutionInfo;

    /// <summary>The solver's log, if <see cref="SolveParameters.LogProgress"/> asked for it.</summary>
    public IReadOnlyList<string> Log { get; }

    /// <summary>Assumptions that can not all hold; empty when the model is infeasible even without assumptions.</summary>
    public IReadOnlyList<BoolVar> InfeasibleAssumptions => [.. _response.SufficientAssumptionsForInfeasibility.Select(literal => new BoolVar(literal))];

    /// <summary>The variable's value in the solution.</summary>
    /// <exception cref="InvalidOperationException">There is no solution.</exception>
    public long Value(IntVar variable) => Values[variable.Index];

    /// <summary>Whether the decision is true in the solution.</summary>
    /// <exception cref="InvalidOperationException">There is no solution.</exception>
    public bool Value(BoolVar variable) => Values[variable.Index] == 1 != variable.IsNegated;

    /// <summary>The value of a sum in the solution.</summary>
    /// <exception cref="InvalidOperationException">There is no solution.</exception>
    public long Value(LinearExpr expression)
    {
        var sum = expression.Constant;
        foreach (var term in expression.Terms)
            sum = checked(sum + term.Coefficient * Values[term.Variable]);
        return sum;
    }

    // Stopped in its presolve, the solver leaves both fields at zero, which would read as a bound.
    private bool HasBound => _response.BestObjectiveBound != 0 || _response.InnerObjectiveLowerBound != 0;

    private Google.Protobuf.Collections.RepeatedField<long> Values =>
        HasSolution ? _response.Solution : throw new InvalidOperationException($"The solver's answer is {Status}: there are no values to read. Look at {nameof(HasSolution)} first.");
}
