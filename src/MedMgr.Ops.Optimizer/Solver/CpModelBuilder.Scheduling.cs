using Google.OrTools.Sat;

namespace MedMgr.Ops.Optimizer.Solver;

public sealed partial class CpModelBuilder
{
    /// <summary>A stretch of time that takes place: start + size = end.</summary>
    /// <remarks>Start, size and end hold at most one variable each; the size is not negative.</remarks>
    public IntervalVar NewInterval(LinearExpr start, LinearExpr size, LinearExpr end, string name) => AddInterval(start, size, end, [], name);

    /// <summary>A stretch of time that takes place when <paramref name="present"/> is true, and else counts nowhere.</summary>
    /// <inheritdoc cref="NewInterval" path="/remarks"/>
    public IntervalVar NewOptionalInterval(LinearExpr start, LinearExpr size, LinearExpr end, BoolVar present, string name) =>
        AddInterval(start, size, end, [present], name);

    /// <summary>At no moment do two of the intervals take place. One may begin where another ends.</summary>
    public ConstraintRef AddNoOverlap(params IEnumerable<IntervalVar> intervals) =>
        Add(new() { NoOverlap = new() { Intervals = { intervals.Select(interval => interval.Constraint) } } });

    /// <summary>At every moment, the demands of the intervals that take place add up to at most the capacity.</summary>
    /// <param name="intervals">The stretches of time.</param>
    /// <param name="demands">One for each interval, not negative; each holds at most one variable.</param>
    /// <param name="capacity">Not negative; holds at most one variable.</param>
    /// <exception cref="ArgumentException">Not as many demands as intervals.</exception>
    public ConstraintRef AddCumulative(IEnumerable<IntervalVar> intervals, IEnumerable<LinearExpr> demands, LinearExpr capacity)
    {
        var cumulative = new CumulativeConstraintProto
        {
            Capacity = Expression(capacity),
            Intervals = { intervals.Select(interval => interval.Constraint) },
            Demands = { demands.Select(Expression) },
        };
        if (cumulative.Demands.Count != cumulative.Intervals.Count)
            throw new ArgumentException($"{cumulative.Intervals.Count} intervals need as many demands, not {cumulative.Demands.Count}.", nameof(demands));
        return Add(new() { Cumulative = cumulative });
    }

    private IntervalVar AddInterval(LinearExpr start, LinearExpr size, LinearExpr end, ReadOnlySpan<BoolVar> present, string name)
    {
        // The interval itself is only a view: the solver does not tie its three numbers together.
        AddEqual(start + size, end).OnlyEnforceIf(present);
        var interval = new ConstraintProto
        {
            Name = name,
            Interval = new() { Start = Expression(start), Size = Expression(size), End = Expression(end) },
        };
        Add(interval).OnlyEnforceIf(present);
        return new(ConstraintCount - 1);
    }
}
