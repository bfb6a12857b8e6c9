namespace MedMgr.Ops.Optimizer.Solver;

/// <summary>Brings a sum into the form that the solver wants: each variable once, no zero coefficient. Its scratch arrays serve one model.</summary>
internal sealed class TermMerger
{
    private readonly List<LinearExpr.Term> _merged = [];
    private int[] _place = [];
    private int[] _round = [];
    private int _thisRound;

    /// <summary>The merged terms, in order of first appearance; valid until the next call.</summary>
    /// <exception cref="ArgumentException">A term names a variable that the model does not have.</exception>
    public List<LinearExpr.Term> Merge(LinearExpr expression, int variables)
    {
        if (_round.Length < variables)
        {
            Array.Resize(ref _place, Math.Max(variables, 2 * _place.Length));
            Array.Resize(ref _round, _place.Length);
        }
        _thisRound++;
        _merged.Clear();
        foreach (var term in expression.Terms)
        {
            if (term.Variable >= variables)
                throw new ArgumentException($"Variable {term.Variable} belongs to another model: this one has {variables} variables.", nameof(expression));
            if (_round[term.Variable] != _thisRound)
            {
                _round[term.Variable] = _thisRound;
                _place[term.Variable] = _merged.Count;
                _merged.Add(term);
            }
            else
            {
                var place = _place[term.Variable];
                _merged[place] = term with { Coefficient = checked(_merged[place].Coefficient + term.Coefficient) };
            }
        }
        _merged.RemoveAll(term => term.Coefficient == 0);
        return _merged;
    }
}
