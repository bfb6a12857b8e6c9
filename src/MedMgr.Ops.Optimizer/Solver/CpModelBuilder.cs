using Google.OrTools.Sat;

namespace MedMgr.Ops.Optimizer.Solver;

/// <summary>Writes a CP-SAT model (<c>CpModelProto</c>) with types: decisions, constraints, an objective, hints and assumptions.</summary>
/// <remarks>One builder, one model; not thread-safe. What can not be a model throws here (<see cref="ArgumentException"/>); what only the solver can judge comes back as
/// <see cref="SolveStatus.ModelInvalid"/>.</remarks>
public sealed partial class CpModelBuilder
{
    private readonly CpModelProto _model = new();
    private readonly Dictionary<int, long> _hints = [];
    private readonly TermMerger _merger = new();

    /// <summary>How many variables the model has so far.</summary>
    public int VariableCount => _model.Variables.Count;

    /// <summary>How many constraints the model has so far, intervals included.</summary>
    public int ConstraintCount => _model.Constraints.Count;

    /// <summary>A yes/no decision.</summary>
    /// <param name="name">For messages and logs; need not be unique; may be empty.</param>
    public BoolVar NewBool(string name) => new(AddVariable(name, [0, 1]));

    /// <summary>A decision that is always true.</summary>
    public BoolVar True() => new(AddVariable("", [1, 1]));

    /// <summary>A decision that is always false.</summary>
    public BoolVar False() => True().Not();

    /// <summary>A whole number from <paramref name="min"/> to <paramref name="max"/>, both included.</summary>
    /// <exception cref="ArgumentException">The range is empty.</exception>
    public IntVar NewInt(long min, long max, string name) => NewIntFrom([(min, max)], name);

    /// <summary>A whole number from one of several ranges, both ends included, in rising order and apart: (1, 3), (7, 7).</summary>
    /// <exception cref="ArgumentException">No range, an empty one, or ranges out of order.</exception>
    public IntVar NewIntFrom(IEnumerable<(long Min, long Max)> domain, string name)
    {
        var bounds = new List<long>();
        foreach (var (min, max) in domain)
        {
            if (min > max)
                throw new ArgumentException($"Variable '{name}': the range {min}..{max} is empty.", nameof(domain));
            if (bounds.Count > 0 && min <= bounds[^1] + 1)
                throw new ArgumentException($"Variable '{name}': the range {min}..{max} must begin at least 2 after the end of the one before, {bounds[^1]}.", nameof(domain));
            bounds.Add(min);
            bounds.Add(max);
        }
        if (bounds.Count == 0)
            throw new ArgumentException($"Variable '{name}' has no value that it could take.", nameof(domain));
        return new(AddVariable(name, bounds));
    }

    /// <summary>A number that is fixed.</summary>
    public IntVar Constant(long value) => new(AddVariable("", [value, value]));

    /// <summary>The sum lies in <paramref name="min"/>..<paramref name="max"/>, both included; <see cref="long.MinValue"/> and <see cref="long.MaxValue"/> mean unbounded.</summary>
    public ConstraintRef AddLinear(LinearExpr expression, long min, long max) => AddLinear(expression, [(min, max)]);

    /// <summary>Both sides are equal.</summary>
    public ConstraintRef AddEqual(LinearExpr left, LinearExpr right) => AddLinear(left - right, 0, 0);

    /// <summary>The left side is at most the right side.</summary>
    public ConstraintRef AddLessOrEqual(LinearExpr left, LinearExpr right) => AddLinear(left - right, long.MinValue, 0);

    /// <summary>The left side is at least the right side.</summary>
    public ConstraintRef AddGreaterOrEqual(LinearExpr left, LinearExpr right) => AddLinear(left - right, 0, long.MaxValue);

    /// <summary>The two sides differ.</summary>
    public ConstraintRef AddNotEqual(LinearExpr left, LinearExpr right) => AddLinear(left - right, [(long.MinValue, -1), (1, long.MaxValue)]);

    /// <summary>Look for the smallest value of this sum. Replaces an objective set before.</summary>
    public void Minimize(LinearExpr objective) => _model.Objective = Objective(objective, scale: 1);

    /// <summary>Look for the largest value of this sum. Replaces an objective set before.</summary>
    public void Maximize(LinearExpr objective) => _model.Objective = Objective(-objective, scale: -1);

    /// <summary>A value worth trying first. A later hint for the same variable replaces this one; wrong or incomplete hints cost time only.</summary>
    public void Hint(BoolVar variable, bool value) => _hints[Known(variable.Index)] = value == variable.IsNegated ? 0 : 1;

    /// <inheritdoc cref="Hint(BoolVar, bool)"/>
    public void Hint(IntVar variable, long value) => _hints[Known(variable.Index)] = value;

    /// <summary>Taken as true for this solve. When the model is infeasible, <see cref="SolveResult.InfeasibleAssumptions"/> names assumptions that can not hold together.</summary>
    public void Assume(BoolVar variable) => _model.Assumptions.Add(Literal(variable));

    /// <summary>The message to solve. It is the builder's own: what is added later appears in it after the next call.</summary>
    public CpModelProto Build()
    {
        _model.SolutionHint = null;
        if (_hints.Count > 0)
        {
            _model.SolutionHint = new PartialVariableAssignment();
            foreach (var (variable, value) in _hints.OrderBy(hint => hint.Key))
            {
                _model.SolutionHint.Vars.Add(variable);
                _model.SolutionHint.Values.Add(value);
            }
        }
        return _model;
    }

    private int AddVariable(string name, IEnumerable<long> domain)
    {
        _model.Variables.Add(new IntegerVariableProto { Name = name, Domain = { domain } });
        return _model.Variables.Count - 1;
    }

    private ConstraintRef Add(ConstraintProto constraint)
    {
        _model.Constraints.Add(constraint);
        return new(constraint);
    }

    private ConstraintRef AddLinear(LinearExpr expression, ReadOnlySpan<(long Min, long Max)> domain)
    {
        var linear = new LinearConstraintProto();
        foreach (var (variable, coefficient) in Merged(expression))
        {
            linear.Vars.Add(variable);
            linear.Coeffs.Add(coefficient);
        }
        foreach (var (min, max) in domain)
        {
            linear.Domain.Add(min == long.MinValue ? min : checked(min - expression.Constant));
            linear.Domain.Add(max == long.MaxValue ? max : checked(max - expression.Constant));
        }
        return Add(new() { Linear = linear });
    }

    private CpObjectiveProto Objective(LinearExpr expression, int scale)
    {
        var objective = new CpObjectiveProto { Offset = expression.Constant, ScalingFactor = scale };
        foreach (var (variable, coefficient) in Merged(expression))
        {
            objective.Vars.Add(variable);
            objective.Coeffs.Add(coefficient);
        }
        return objective;
    }

    private LinearExpressionProto Expression(LinearExpr expression)
    {
        var proto = new LinearExpressionProto { Offset = expression.Constant };
        foreach (var (variable, coefficient) in Merged(expression))
        {
            proto.Vars.Add(variable);
            proto.Coeffs.Add(coefficient);
        }
        return proto;
    }

    private List<LinearExpr.Term> Merged(LinearExpr expression) => _merger.Merge(expression, VariableCount);

    private int Literal(BoolVar variable)
    {
        Known(variable.Index);
        return variable.Literal;
    }

    private int Known(int index) => index < VariableCount
        ? index
        : throw new ArgumentException($"Variable {index} belongs to another model: this one has {VariableCount} variables.");
}
