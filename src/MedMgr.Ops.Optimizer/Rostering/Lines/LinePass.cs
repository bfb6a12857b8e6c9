namespace MedMgr.Ops.Optimizer.Rostering.Lines;

/// <summary>One run of the dynamic programme over one window.</summary>
internal ref struct LinePass
{
    private const double Unreachable = double.PositiveInfinity;

    private readonly LinePerson person;
    private readonly LineTables tables;
    private readonly LineWindow window;
    private readonly LineMemory memory;
    private readonly int runStates;
    private readonly int groups;

    // A state is ((counts * weekends + weekend) * minutes + minute) * runStates + run.
    private readonly int minuteSlots;
    private readonly int weekendSlots;
    private readonly int[] countStrides;
    private readonly int countSlots;
    private readonly int unitsMin;

    private readonly Span<double> groupCost;
    private readonly Span<int> groupShift;
    private readonly int[] groupUnits;

    public LinePass(LinePerson person, LineTables tables, LineWindow window, LineMemory memory)
    {
        (this.person, this.tables, this.window, this.memory) = (person, tables, window, memory);
        runStates = tables.States.Count;
        groups = tables.Groups.Count;
        groupCost = new double[groups];
        groupShift = new int[groups];

        var days = window.To - window.From;
        var unit = tables.MinutesUnit;
        var longest = groups == 0 ? 0 : tables.Groups.Minutes.Max() / unit;
        var unitsMost = window.MinutesMax == int.MaxValue ? int.MaxValue : (int)Math.Floor((double)window.MinutesMax / unit);
        unitsMin = Math.Max(0, (window.MinutesMin + unit - 1) / unit);
        var minutesMatter = !window.IsRelaxed && (unitsMost < days * longest || unitsMin > 0 || person.Staff.Overtime is not null);
        minuteSlots = minutesMatter ? Math.Min(unitsMost, days * longest) + 1 : 1;
        groupUnits = minutesMatter ? [.. tables.Groups.Minutes.Select(m => m / unit)] : new int[groups];
        weekendSlots = window.WeekendsMax < days ? window.WeekendsMax + 1 : 0;
        countStrides = new int[tables.Counters.Length];
        countSlots = 1;
        for (var i = 0; i < countStrides.Length; i++)
        {
            countStrides[i] = countSlots;
            countSlots *= Math.Max(0, Math.Min(window.CountsMax[tables.Counters[i]], days) + 1);
        }
    }

    private readonly bool CountsWeekends => weekendSlots > 0;

    private readonly int States => countSlots * Math.Max(1, weekendSlots) * minuteSlots * runStates;

    /// <inheritdoc cref="LineSearch.TryBest"/>
    public readonly bool TryRun(ReadOnlySpan<double> price, Span<int> line, out double cost)
    {
        cost = Unreachable;
        if (minuteSlots <= 0 || countSlots <= 0 || window.WeekendsMax < 0)
        {
            return false;
        }

        var states = States;
        var (now, next) = memory.Costs(states);
        var cameFrom = memory.CameFrom(window.End - window.From, states);
        now.AsSpan(0, states).Fill(Unreachable);
        now[StartState(line)] = 0;
        for (var day = window.From; day < window.End; day++)
        {
            next.AsSpan(0, states).Fill(Unreachable);
            Step(day, price, line, now.AsSpan(0, states), next.AsSpan(0, states), cameFrom.AsSpan((day - window.From) * states, states));
            (now, next) = (next, now);
        }

        var best = BestEnd(now, out cost);
        if (best < 0)
        {
            return false;
        }

        ReadBack(best, cameFrom, line);
        return true;
    }

    private readonly void Step(int day, ReadOnlySpan<double> price, ReadOnlySpan<int> line, ReadOnlySpan<double> now, Span<double> next, Span<int> cameFrom)
    {
        var isFree = day < window.To;
        var offCost = CheapestOfGroups(day, isFree, price, line);
        var weekend = isFree && CountsWeekends ? window.Weekend(person.Problem, line, day) : WeekendDay.No;
        for (var state = 0; state < now.Length; state++)
        {
            var soFar = now[state];
            if (soFar == Unreachable)
            {
                continue;
            }

            var rest = Math.DivRem(state, runStates, out var run);
            var afterOff = tables.AfterOff[run];
            if (offCost != Unreachable && afterOff != RunStates.Forbidden)
            {
                Reach((rest * runStates) + afterOff, soFar + offCost, state, 0, next, cameFrom);
            }

            var minute = rest % minuteSlots;
            for (var group = 0; group < groups; group++)
            {
                var afterShift = tables.AfterGroup[(run * groups) + group];
                if (afterShift == RunStates.Forbidden || groupCost[group] == Unreachable)
                {
                    continue;
                }

                var to = isFree ? Use(rest, minute, run, group, weekend) : rest;
                if (to >= 0)
                {
                    Reach((to * runStates) + afterShift, soFar + groupCost[group], state, groupShift[group] + 1, next, cameFrom);
                }
            }
        }
    }

    /// <summary>What is used up after a shift of the group, or a negative number when a limit is passed.</summary>
    private readonly int Use(int rest, int minute, int run, int group, WeekendDay weekend)
    {
        if (minute + groupUnits[group] >= minuteSlots)
        {
            return -1;
        }

        var to = rest + groupUnits[group];
        if (weekend == WeekendDay.Counts || (weekend == WeekendDay.CountsAfterDayOff && !tables.IsWork[run]))
        {
            if ((rest / minuteSlots % weekendSlots) + 1 >= weekendSlots)
            {
                return -1;
            }

            to += minuteSlots;
        }

        for (var i = 0; i < countStrides.Length; i++)
        {
            if (tables.Groups.CountedBy[group][i])
            {
                var unit = minuteSlots * Math.Max(1, weekendSlots);
                var slots = Math.Min(window.CountsMax[tables.Counters[i]], window.To - window.From) + 1;
                if ((rest / unit / countStrides[i] % slots) + 1 >= slots)
                {
                    return -1;
                }

                to += unit * countStrides[i];
            }
        }

        return to;
    }

    private readonly void Reach(int state, double cost, int from, int choice, Span<double> next, Span<int> cameFrom)
    {
        if (cost < next[state])
        {
            next[state] = cost;
            cameFrom[state] = (from * person.Choices) + choice;
        }
    }

    /// <summary>Fills the cheapest shift of each group on that day and answers the cost of the day off.</summary>
    private readonly double CheapestOfGroups(int day, bool isFree, ReadOnlySpan<double> price, ReadOnlySpan<int> line)
    {
        groupCost.Fill(Unreachable);
        if (!isFree)
        {
            if (line[day] == Roster.Off)
            {
                return 0;
            }

            groupCost[tables.Groups.GroupOf(line[day])] = 0;
            groupShift[tables.Groups.GroupOf(line[day])] = line[day];
            return Unreachable;
        }

        foreach (var shift in tables.Shifts)
        {
            if (person.IsAllowed(day, shift + 1))
            {
                var cost = price[(day * person.Choices) + shift + 1] + person.OwnCost(day, shift + 1);
                var group = tables.Groups.GroupOf(shift);
                if (cost < groupCost[group])
                {
                    groupCost[group] = cost;
                    groupShift[group] = shift;
                }
            }
        }

        return person.IsAllowed(day, 0) ? price[day * person.Choices] + person.OwnCost(day, 0) : Unreachable;
    }

    private readonly int BestEnd(ReadOnlySpan<double> costs, out double cost)
    {
        var best = -1;
        cost = Unreachable;
        for (var state = 0; state < States; state++)
        {
            var minute = state / runStates % minuteSlots;
            if (costs[state] == Unreachable || minute < unitsMin)
            {
                continue;
            }

            var total = costs[state] + person.OvertimeCost(window.MinutesOutside + (minute * tables.MinutesUnit));
            if (total < cost)
            {
                (best, cost) = (state, total);
            }
        }

        return best;
    }

    private readonly void ReadBack(int state, ReadOnlySpan<int> cameFrom, Span<int> line)
    {
        for (var day = window.End - 1; day >= window.From; day--)
        {
            state = Math.DivRem(cameFrom[((day - window.From) * States) + state], person.Choices, out var choice);
            if (day < window.To)
            {
                line[day] = choice - 1;
            }
        }
    }

    /// <summary>Where the days before the window leave the person.</summary>
    private readonly int StartState(ReadOnlySpan<int> line)
    {
        var history = person.Staff.History;
        var firstKnown = -history.Length;
        if (window.From == firstKnown)
        {
            return RunStates.Edge;
        }

        var start = window.From - 1;
        var last = On(line, start);
        while (start > firstKnown && (On(line, start - 1) == Roster.Off) == (last == Roster.Off))
        {
            start--;
        }

        var lastClass = last == Roster.Off ? 0 : tables.Groups.ClassOf(tables.Groups.GroupOf(last));
        return tables.States.Of(last != Roster.Off, window.From - start, lastClass, start == firstKnown);
    }

    private readonly int On(ReadOnlySpan<int> line, int day) => day >= 0 ? line[day] : person.Staff.History[^-day];
}
