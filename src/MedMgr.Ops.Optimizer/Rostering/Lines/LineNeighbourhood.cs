namespace MedMgr.Ops.Optimizer.Rostering.Lines;

/// <summary>Frees some people for some days and looks for better lines of theirs together, the others' lines staying.</summary>
/// <remarks>
/// First the prices of the demands settle, with all of the free people answering; if the bound that this proves leaves nothing to win, the neighbourhood is left at once.
/// Then one person after another takes the line that is cheapest at the present prices, and the prices settle again for those who are left. Last, everybody
/// answers once more what the others do, until nobody has anything better. One person alone only answers.
/// </remarks>
internal sealed class LineNeighbourhood
{
    private const int StepsToSettle = 25;
    private const int StepsBetween = 4;

    /// <summary>How far a price moves for each person missing, as part of the largest weight.</summary>
    private const double FirstStep = 0.02;
    private const double LastStep = 0.001;
    private const int RoundsOfAnswers = 3;

    private readonly LinePeople people;
    private readonly LinePool pool;
    private readonly LineMemory memory = new();
    private readonly Random random;

    /// <param name="pool">Receives the lines that answer.</param>
    public LineNeighbourhood(LinePeople people, LinePool pool, Random random) => (this.people, this.pool, this.random) = (people, pool, random);

    /// <summary>Searches; the state holds what was found, better or not.</summary>
    /// <param name="prices">Prices to begin with.</param>
    /// <param name="worthwhile">A cost that would be welcome: the search ends where no line can reach it.</param>
    /// <returns>False when the bound or <paramref name="ct"/> ended the search; the state is as before.</returns>
    public bool TrySearch(LineState state, IReadOnlyList<int> free, int from, int to, ReadOnlySpan<double> prices, long worthwhile, CancellationToken ct)
    {
        var windows = free.ToDictionary(staff => staff, staff => LineWindow.Of(people[staff], state.Lines[staff], from, to));
        var lines = free.ToDictionary(staff => staff, staff => state.Lines[staff].ToArray());
        var others = state.Present.ToArray();
        var outside = state.OwnCost;
        foreach (var staff in free)
        {
            AddWindow(staff, windows[staff], lines[staff], -1, others);
            outside -= people[staff].OwnCost(lines[staff]) - people[staff].DaysCost(lines[staff], 0, from) - people[staff].DaysCost(lines[staff], to, lines[staff].Length);
        }

        if (free.Count == 1)
        {
            Answer(state, free, windows);
            return true;
        }

        var climb = new CoverPrices(people, prices, others);
        if (!Settles(climb, free, windows, lines, worthwhile - outside, ct))
        {
            return false;
        }

        if (!Dive(climb, free, windows, lines, ct))
        {
            return false;
        }

        foreach (var staff in free)
        {
            state.Replace(staff, lines[staff]);
        }

        Answer(state, free, windows);
        return true;
    }

    /// <summary>Rounds of best answers, until nobody finds a better line.</summary>
    public void Answer(LineState state, IEnumerable<int> free, IReadOnlyDictionary<int, LineWindow> windows)
    {
        var order = free.ToArray();
        for (var round = 0; round < RoundsOfAnswers; round++)
        {
            var before = state.Cost;
            random.Shuffle(order);
            foreach (var staff in order)
            {
                var line = state.Lines[staff].ToArray();
                var others = state.Present.ToArray();
                AddWindow(staff, windows[staff], line, -1, others);
                if (people.TryAnswer(staff, windows[staff], others, line, memory))
                {
                    state.Replace(staff, line);
                }
            }

            if (state.Cost == before)
            {
                return;
            }
        }
    }

    private bool Settles(
        CoverPrices climb, IReadOnlyList<int> free, Dictionary<int, LineWindow> windows, Dictionary<int, int[]> lines, long worthwhile, CancellationToken ct)
    {
        for (var i = 0; i < StepsToSettle; i++)
        {
            var step = people.Demands.Weight * FirstStep * Math.Pow(LastStep / FirstStep, i / (double)StepsToSettle);
            if (ct.IsCancellationRequested || Step(climb, free, windows, lines, step) is not { } bound || bound > worthwhile + 1e-6)
            {
                return false;
            }
        }

        return true;
    }

    private bool Dive(CoverPrices climb, IReadOnlyList<int> free, Dictionary<int, LineWindow> windows, Dictionary<int, int[]> lines, CancellationToken ct)
    {
        var left = free.ToArray();
        random.Shuffle(left);
        for (var i = 0; i < left.Length && !ct.IsCancellationRequested; i++)
        {
            var next = left[i];
            if (!people.TryCheapest(next, windows[next], climb.Prices, 0, lines[next], memory, out _))
            {
                return false;
            }

            pool.Add(next, lines[next]);
            climb.Decide(next, windows[next], lines[next]);
            for (var s = 0; s < StepsBetween && i + 1 < left.Length; s++)
            {
                Step(climb, left[(i + 1)..], windows, lines, people.Demands.Weight * FirstStep / 2);
            }
        }

        return !ct.IsCancellationRequested;
    }

    private double? Step(CoverPrices climb, IReadOnlyList<int> free, Dictionary<int, LineWindow> windows, Dictionary<int, int[]> lines, double step)
    {
        var sum = 0.0;
        var present = new int[people.Demands.Count];
        foreach (var staff in free)
        {
            // Without a line that keeps the weekly minutes the last one stays: the cost without them is a bound all the same.
            if (people.TryCheapest(staff, windows[staff], climb.Prices, 0, lines[staff], memory, out var cost))
            {
                pool.Add(staff, lines[staff]);
            }
            else if (double.IsInfinity(cost))
            {
                return null;
            }

            sum += cost;
            AddWindow(staff, windows[staff], lines[staff], 1, present);
        }

        return climb.Move(sum, present, step);
    }

    private void AddWindow(int staff, LineWindow window, ReadOnlySpan<int> line, int sign, Span<int> present)
    {
        for (var day = window.From; day < window.To; day++)
        {
            foreach (var demand in people.Demands.Met(staff, day, line[day] + 1))
            {
                present[demand] += sign;
            }
        }
    }
}
