namespace MedMgr.Ops.Optimizer.Solver;

/// <summary>A yes/no decision of a model, or the negation of one. In sums it counts 1 when true and 0 when false.</summary>
/// <remarks>Made by <see cref="CpModelBuilder"/>; belongs to that one model. The default value is the model's first variable, like an index: never use it.</remarks>
/// <param name="Literal">Index in <c>CpModelProto.variables</c>; the negation of variable i is -i-1, as in the proto.</param>
public readonly record struct BoolVar(int Literal)
{
    /// <summary>Index of the variable in the model, 0 or more, whether negated or not.</summary>
    public int Index => Literal >= 0 ? Literal : -Literal - 1;

    /// <summary>Whether this is the negation of the variable.</summary>
    public bool IsNegated => Literal < 0;

    /// <summary>True when this is false.</summary>
    public BoolVar Not() => new(-Literal - 1);

    public static BoolVar operator !(BoolVar variable) => variable.Not();

    public static implicit operator LinearExpr(BoolVar variable) => LinearExpr.Of(variable);

    public static LinearExpr operator +(BoolVar left, BoolVar right) => (LinearExpr)left + right;
    public static LinearExpr operator +(BoolVar left, IntVar right) => (LinearExpr)left + right;
    public static LinearExpr operator +(IntVar left, BoolVar right) => (LinearExpr)left + right;
    public static LinearExpr operator +(BoolVar left, long right) => (LinearExpr)left + right;
    public static LinearExpr operator +(long left, BoolVar right) => left + (LinearExpr)right;
    public static LinearExpr operator -(BoolVar left, BoolVar right) => (LinearExpr)left - right;
    public static LinearExpr operator -(BoolVar left, IntVar right) => (LinearExpr)left - right;
    public static LinearExpr operator -(IntVar left, BoolVar right) => (LinearExpr)left - right;
    public static LinearExpr operator -(BoolVar left, long right) => (LinearExpr)left - right;
    public static LinearExpr operator -(long left, BoolVar right) => left - (LinearExpr)right;
    public static LinearExpr operator -(BoolVar variable) => -(LinearExpr)variable;
    public static LinearExpr operator *(BoolVar variable, long factor) => (LinearExpr)variable * factor;
    public static LinearExpr operator *(long factor, BoolVar variable) => (LinearExpr)variable * factor;
}
