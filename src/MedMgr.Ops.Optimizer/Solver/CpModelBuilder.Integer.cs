using Google.OrTools.Sat;

namespace MedMgr.Ops.Optimizer.Solver;

public sealed partial class CpModelBuilder
{
    /// <summary>The value at the place <paramref name="index"/> (from 0) of the list is <paramref name="target"/>; an index outside the list is not allowed.</summary>
    /// <remarks>Index, target and values hold at most one variable each.</remarks>
    public ConstraintRef AddElement(LinearExpr index, IEnumerable<LinearExpr> values, LinearExpr target) => Add(new()
    {
        Element = new() { LinearIndex = Expression(index), LinearTarget = Expression(target), Exprs = { values.Select(Expression) } },
    });

    /// <summary>No two of the values are equal. Each holds at most one variable.</summary>
    public ConstraintRef AddAllDifferent(params IEnumerable<LinearExpr> values) => Add(new() { AllDiff = new() { Exprs = { values.Select(Expression) } } });

    /// <summary><paramref name="target"/> is the largest of the values.</summary>
    public ConstraintRef AddMaxEquality(LinearExpr target, params IEnumerable<LinearExpr> values) => Add(new() { LinMax = Arguments(target, values) });

    /// <summary><paramref name="target"/> is the smallest of the values.</summary>
    public ConstraintRef AddMinEquality(LinearExpr target, params IEnumerable<LinearExpr> values) =>
        Add(new() { LinMax = Arguments(-target, values.Select(value => -value)) });

    /// <summary><paramref name="target"/> is the product of the factors.</summary>
    public ConstraintRef AddMultiplicationEquality(LinearExpr target, params IEnumerable<LinearExpr> factors) => Add(new() { IntProd = Arguments(target, factors) });

    /// <summary>Read in order, the labels lead through the transitions from <paramref name="start"/> to one of the final states.</summary>
    /// <param name="labels">One for each step; each holds at most one variable.</param>
    /// <param name="start">The state before the first step.</param>
    /// <param name="finals">The states that may be reached after the last step.</param>
    /// <param name="transitions">What may follow: in state From, the label leads to state To. A label without a transition is not allowed in that state.</param>
    public ConstraintRef AddAutomaton(IEnumerable<LinearExpr> labels, long start, IEnumerable<long> finals, IEnumerable<(long From, long Label, long To)> transitions)
    {
        var automaton = new AutomatonConstraintProto { StartingState = start, FinalStates = { finals }, Exprs = { labels.Select(Expression) } };
        foreach (var (from, label, to) in transitions)
        {
            automaton.TransitionTail.Add(from);
            automaton.TransitionLabel.Add(label);
            automaton.TransitionHead.Add(to);
        }
        return Add(new() { Automaton = automaton });
    }

    /// <inheritdoc cref="AddAutomaton(IEnumerable{LinearExpr}, long, IEnumerable{long}, IEnumerable{ValueTuple{long, long, long}})"/>
    public ConstraintRef AddAutomaton(IEnumerable<IntVar> labels, long start, IEnumerable<long> finals, IEnumerable<(long From, long Label, long To)> transitions) =>
        AddAutomaton(labels.Select(LinearExpr.Of), start, finals, transitions);

    private LinearArgumentProto Arguments(LinearExpr target, IEnumerable<LinearExpr> values) =>
        new() { Target = Expression(target), Exprs = { values.Select(Expression) } };
}
