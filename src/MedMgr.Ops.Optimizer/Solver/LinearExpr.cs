namespace MedMgr.Ops.Optimizer.Solver;

/// <summary>A constant plus a sum of coefficient times variable. Immutable; the default value is 0.</summary>
/// <remarks>Adding with + copies the terms: build long sums with <see cref="Sum(IEnumerable{LinearExpr})"/> or <see cref="WeightedSum(IEnumerable{BoolVar}, IEnumerable{long})"/>.
/// Arithmetic is checked: a coefficient beyond 64 bits throws <see cref="OverflowException"/>.</remarks>
public readonly struct LinearExpr
{
    private readonly Term[]? _terms;

    private LinearExpr(Term[]? terms, long constant)
    {
        _terms = terms;
        Constant = constant;
    }

    /// <summary>The part without variables.</summary>
    public long Constant { get; }

    /// <summary>Coefficient and variable index; a variable may come more than once.</summary>
    internal ReadOnlySpan<Term> Terms => _terms;

    /// <summary>The same number whatever the solver decides.</summary>
    public static LinearExpr FromInt64(long constant) => new(null, constant);

    public static implicit operator LinearExpr(long constant) => FromInt64(constant);

    /// <summary>1 when the decision is true, else 0. A negation becomes 1 - variable.</summary>
    public static LinearExpr Of(BoolVar variable) =>
        variable.IsNegated ? new([new(variable.Index, -1)], 1) : new([new(variable.Index, 1)], 0);

    /// <summary>The variable's value.</summary>
    public static LinearExpr Of(IntVar variable) => new([new(variable.Index, 1)], 0);

    /// <summary>The sum of all parts; 0 for none.</summary>
    public static LinearExpr Sum(IEnumerable<LinearExpr> parts)
    {
        var terms = new List<Term>();
        long constant = 0;
        foreach (var part in parts)
        {
            terms.AddRange(part.Terms);
            constant = checked(constant + part.Constant);
        }
        return new([.. terms], constant);
    }

    /// <summary>How many of the decisions are true.</summary>
    public static LinearExpr Sum(IEnumerable<BoolVar> variables) => Weighted(variables.Select(variable => (variable, 1L)));

    /// <summary>The sum of the variables; 0 for none.</summary>
    public static LinearExpr Sum(IEnumerable<IntVar> variables) => new([.. variables.Select(variable => new Term(variable.Index, 1))], 0);

    /// <summary>The sum of the coefficients of those decisions that are true.</summary>
    /// <exception cref="ArgumentException">Not as many coefficients as variables.</exception>
    public static LinearExpr WeightedSum(IEnumerable<BoolVar> variables, IEnumerable<long> coefficients) => Weighted(Pairs(variables, coefficients));

    /// <summary>The sum of coefficient times variable.</summary>
    /// <exception cref="ArgumentException">Not as many coefficients as variables.</exception>
    public static LinearExpr WeightedSum(IEnumerable<IntVar> variables, IEnumerable<long> coefficients) =>
        new([.. Pairs(variables, coefficients).Select(pair => new Term(pair.Variable.Index, pair.Coefficient))], 0);

    public static LinearExpr operator +(LinearExpr left, LinearExpr right) =>
        new([.. left.Terms, .. right.Terms], checked(left.Constant + right.Constant));

    public static LinearExpr operator -(LinearExpr left, LinearExpr right) => left + -right;

    public static LinearExpr operator -(LinearExpr expression) => expression * -1;

    public static LinearExpr operator *(LinearExpr expression, long factor)
    {
        var terms = expression.Terms.ToArray();
        for (var i = 0; i < terms.Length; i++)
            terms[i] = terms[i] with { Coefficient = checked(terms[i].Coefficient * factor) };
        return new(terms, checked(expression.Constant * factor));
    }

    public static LinearExpr operator *(long factor, LinearExpr expression) => expression * factor;

    private static LinearExpr Weighted(IEnumerable<(BoolVar Variable, long Coefficient)> pairs)
    {
        var terms = new List<Term>();
        long constant = 0;
        foreach (var (variable, coefficient) in pairs)
        {
            terms.Add(new(variable.Index, variable.IsNegated ? checked(-coefficient) : coefficient));
            if (variable.IsNegated)
                constant = checked(constant + coefficient);
        }
        return new([.. terms], constant);
    }

    private static IEnumerable<(TVariable Variable, long Coefficient)> Pairs<TVariable>(IEnumerable<TVariable> variables, IEnumerable<long> coefficients)
    {
        using var left = variables.GetEnumerator();
        using var right = coefficients.GetEnumerator();
        while (true)
        {
            var (more, moreCoefficients) = (left.MoveNext(), right.MoveNext());
            if (more != moreCoefficients)
                throw new ArgumentException("A weighted sum needs one coefficient for each variable.", nameof(coefficients));
            if (!more)
                yield break;
            yield return (left.Current, right.Current);
        }
    }

    internal readonly record struct Term(int Variable, long Coefficient);
}
