namespace MedMgr.Ops.Optimizer.Solver;

/// <summary>A whole number that the solver chooses.</summary>
/// <remarks>Made by <see cref="CpModelBuilder"/>; belongs to that one model.</remarks>
/// <param name="Index">Index in <c>CpModelProto.variables</c>.</param>
public readonly record struct IntVar(int Index)
{
    public static implicit operator LinearExpr(IntVar variable) => LinearExpr.Of(variable);

    public static LinearExpr operator +(IntVar left, IntVar right) => (LinearExpr)left + right;
    public static LinearExpr operator +(IntVar left, long right) => (LinearExpr)left + right;
    public static LinearExpr operator +(long left, IntVar right) => left + (LinearExpr)right;
    public static LinearExpr operator -(IntVar left, IntVar right) => (LinearExpr)left - right;
    public static LinearExpr operator -(IntVar left, long right) => (LinearExpr)left - right;
    public static LinearExpr operator -(long left, IntVar right) => left - (LinearExpr)right;
    public static LinearExpr operator -(IntVar variable) => -(LinearExpr)variable;
    public static LinearExpr operator *(IntVar variable, long factor) => (LinearExpr)variable * factor;
    public static LinearExpr operator *(long factor, IntVar variable) => (LinearExpr)variable * factor;
}
