using Google.OrTools.Sat;

namespace MedMgr.Ops.Optimizer.Solver;

public sealed partial class CpModelBuilder
{
    /// <summary>One of the decisions is true and all others are false.</summary>
    public ConstraintRef AddExactlyOne(params IEnumerable<BoolVar> variables) => Add(new() { ExactlyOne = Literals(variables) });

    /// <summary>None or one of the decisions is true.</summary>
    public ConstraintRef AddAtMostOne(params IEnumerable<BoolVar> variables) => Add(new() { AtMostOne = Literals(variables) });

    /// <summary>One or more of the decisions are true. The same as <see cref="AddBoolOr"/>.</summary>
    public ConstraintRef AddAtLeastOne(params IEnumerable<BoolVar> variables) => AddBoolOr(variables);

    /// <summary>One or more of the decisions are true.</summary>
    public ConstraintRef AddBoolOr(params IEnumerable<BoolVar> variables) => Add(new() { BoolOr = Literals(variables) });

    /// <summary>All decisions are true.</summary>
    public ConstraintRef AddBoolAnd(params IEnumerable<BoolVar> variables) => Add(new() { BoolAnd = Literals(variables) });

    /// <summary>An odd number of the decisions is true.</summary>
    public ConstraintRef AddBoolXor(params IEnumerable<BoolVar> variables) => Add(new() { BoolXor = Literals(variables) });

    /// <summary>When <paramref name="condition"/> is true, so is <paramref name="consequence"/>.</summary>
    public ConstraintRef AddImplication(BoolVar condition, BoolVar consequence) => AddBoolAnd(consequence).OnlyEnforceIf(condition);

    private BoolArgumentProto Literals(IEnumerable<BoolVar> variables) => new() { Literals = { variables.Select(Literal) } };
}
