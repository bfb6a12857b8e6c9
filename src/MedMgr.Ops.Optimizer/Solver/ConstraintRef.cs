using Google.OrTools.Sat;

namespace MedMgr.Ops.Optimizer.Solver;

/// <summary>A constraint that has been added, to be made conditional.</summary>
public readonly struct ConstraintRef
{
    private readonly ConstraintProto _constraint;

    internal ConstraintRef(ConstraintProto constraint) => _constraint = constraint;

    /// <summary>The constraint must hold only when all of these decisions are true. Called again, it adds to them.</summary>
    /// <remarks>The solver supports this for linear, boolean (or, and, at most one, exactly one, xor) and element constraints, and lately most others; where it does not, the answer is <see cref="SolveStatus.ModelInvalid"/>.</remarks>
    public ConstraintRef OnlyEnforceIf(params ReadOnlySpan<BoolVar> conditions)
    {
        foreach (var condition in conditions)
            _constraint.EnforcementLiteral.Add(condition.Literal);
        return this;
    }
}
