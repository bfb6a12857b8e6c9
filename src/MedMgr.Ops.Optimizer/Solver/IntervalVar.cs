namespace MedMgr.Ops.Optimizer.Solver;

/// <summary>A stretch of time with start, size and end (start + size = end), for <see cref="CpModelBuilder.AddNoOverlap"/> and <see cref="CpModelBuilder.AddCumulative"/>.</summary>
/// <param name="Constraint">Index in <c>CpModelProto.constraints</c>.</param>
public readonly record struct IntervalVar(int Constraint);
