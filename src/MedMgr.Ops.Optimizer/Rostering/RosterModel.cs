using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.Rostering;

/// <summary>The words in which rules speak to the solver: who works what as variables, and what it costs.</summary>
/// <remarks>
/// The whole problem, or a neighbourhood of a roster: days that are not free keep their shift and are constants, and people without a free day have no
/// variables and no personal constraints. What a rule adds about demands is the same in both.
/// </remarks>
internal sealed class RosterModel
{
    private readonly BoolVar?[][] assigned;
    private readonly BoolVar[] works;
    private readonly bool[] free;
    private readonly List<LinearExpr> costs = [];
    private readonly List<LinearExpr> money = [];

    /// <param name="kept">A roster whose days stay as they are, unless <paramref name="isFree"/> says otherwise; null: everything is free.</param>
    public RosterModel(RosterProblem problem, Roster? kept = null, Func<int, int, bool>? isFree = null)
    {
        Problem = problem;
        Never = Builder.False();
        assigned = new BoolVar?[problem.Staff.Length * problem.Days][];
        works = new BoolVar[problem.Staff.Length * problem.Days];
        free = new bool[problem.Staff.Length];
        for (var staff = 0; staff < problem.Staff.Length; staff++)
        {
            for (var day = 0; day < problem.Days; day++)
            {
                var isOpen = kept is null || isFree!(staff, day);
                free[staff] |= isOpen;
                AddDay(staff, day, isOpen ? shift => problem.Allows(staff, day, shift) : shift => shift == kept![staff, day]);
            }
        }

        FreeStaff = [.. Enumerable.Range(0, problem.Staff.Length).Where(staff => free[staff])];
        foreach (var rule in RosterRules.Hard)
        {
            rule.AddTo(this);
        }

        foreach (var rule in RosterRules.Soft)
        {
            rule.AddTo(this);
        }

        Builder.Minimize(LinearExpr.Sum(costs));
    }

    public RosterProblem Problem { get; }

    public CpModelBuilder Builder { get; } = new();

    /// <summary>People with a day to decide.</summary>
    public IReadOnlyList<int> FreeStaff { get; }

    /// <summary>Constant false.</summary>
    public BoolVar Never { get; }

    /// <summary>What pay and overtime have added up to so far.</summary>
    public LinearExpr Money => LinearExpr.Sum(money);

    /// <summary>Whether the person works the shift; null when that can not be. Days of the history are constants.</summary>
    public BoolVar? Assigned(int staff, int day, int shift) =>
        day >= 0 ? assigned[(staff * Problem.Days) + day][shift] : Problem.Staff[staff].History[^-day] == shift ? Never.Not() : null;

    /// <summary>Whether the person works at all.</summary>
    public BoolVar Works(int staff, int day) =>
        day >= 0 ? works[(staff * Problem.Days) + day] : Problem.Staff[staff].History[^-day] == Roster.Off ? Never : Never.Not();

    /// <summary>The shifts that can be and the day off: exactly one of them is true.</summary>
    public IEnumerable<BoolVar> Choices(int staff, int day) => assigned[(staff * Problem.Days) + day].OfType<BoolVar>().Append(Works(staff, day).Not());

    /// <summary>How often the person works one of the shifts on these days.</summary>
    public LinearExpr Count(int staff, IEnumerable<int> days, IEnumerable<int> shifts) =>
        LinearExpr.Sum(days.SelectMany(_ => shifts, (day, shift) => Assigned(staff, day, shift)).OfType<BoolVar>());

    /// <summary>Minutes worked from a day on, which may lie in the history.</summary>
    public LinearExpr Minutes(int staff, int first, int days)
    {
        var vars = new List<BoolVar>();
        var minutes = new List<long>();
        for (var day = first; day < first + days; day++)
        {
            for (var shift = 0; shift < Problem.Shifts.Length; shift++)
            {
                if (Assigned(staff, day, shift) is { } variable)
                {
                    vars.Add(variable);
                    minutes.Add(Problem.Shifts[shift].Minutes);
                }
            }
        }

        return LinearExpr.WeightedSum(vars, minutes);
    }

    /// <summary>How many of the people meant work the shift.</summary>
    public LinearExpr Present(int day, int shift, Func<RosterStaff, bool> meant) =>
        LinearExpr.Sum(Enumerable.Range(0, Problem.Staff.Length).Where(staff => meant(Problem.Staff[staff])).Select(staff => Assigned(staff, day, shift)).OfType<BoolVar>());

    public void AddCost(LinearExpr cost) => costs.Add(cost);

    /// <summary>A cost that the budget counts too.</summary>
    public void AddMoney(LinearExpr amount)
    {
        costs.Add(amount);
        money.Add(amount);
    }

    /// <summary>Where the search begins.</summary>
    public void Hint(Roster roster)
    {
        foreach (var staff in FreeStaff)
        {
            for (var day = 0; day < Problem.Days; day++)
            {
                var options = assigned[(staff * Problem.Days) + day];
                for (var shift = 0; shift < options.Length; shift++)
                {
                    if (options[shift] is { } variable)
                    {
                        Builder.Hint(variable, roster[staff, day] == shift);
                    }
                }
            }
        }
    }

    /// <summary>The roster that a solution of this model means.</summary>
    public Roster Read(Func<BoolVar, bool> value) => Roster.From(Problem, (staff, day) =>
    {
        var options = assigned[(staff * Problem.Days) + day];
        return Array.FindIndex(options, option => option is { } variable && value(variable));
    });

    private void AddDay(int staff, int day, Func<int, bool> may)
    {
        var options = new BoolVar?[Problem.Shifts.Length];
        var possible = Enumerable.Range(0, options.Length).Where(may).ToList();
        var mayBeOff = may(Roster.Off);
        if (possible.Count == 0 && !mayBeOff)
        {
            // Leave and a fixed shift on the same day: there is no roster.
            Builder.AddBoolOr([Never]);
        }

        foreach (var shift in possible)
        {
            options[shift] = possible.Count == 1 && !mayBeOff ? Never.Not() : Builder.NewBool($"{Problem.Staff[staff].Id} {day} {Problem.Shifts[shift].Id}");
        }

        assigned[(staff * Problem.Days) + day] = options;
        works[(staff * Problem.Days) + day] = (possible.Count, mayBeOff) switch
        {
            (0, _) => Never,
            (_, false) => Never.Not(),
            (1, true) => options[possible[0]]!.Value,
            _ => Builder.NewBool($"{Problem.Staff[staff].Id} {day} works"),
        };
    }
}
