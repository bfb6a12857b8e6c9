namespace MedMgr.Ops.Optimizer.Rostering.Lines;

/// <summary>Finds the cheapest line of one person by dynamic programming over the days of a window.</summary>
/// <remarks>
/// A state is where the person stands in a stretch (<see cref="RunStates"/>), the minutes, weekends and counted shifts used so far. Shift counts that hardly ever bind
/// are left out until a line breaks one; they are counted then for as long as lines use them up. Weekly minutes are kept by <see cref="LineWeeks"/>, and fair shares
/// are no part of it: where a person has either, the line is a good one and its cost without them a lower bound. Not thread-safe: each thread has its own.
/// </remarks>
internal sealed class LineSearch
{
    private const int DaysTakenOffMax = 16;

    private readonly LinePerson person;
    private readonly Dictionary<ulong, LineTables> tables = [];
    private ulong counted;

    public LineSearch(LinePerson person) => this.person = person;

    /// <summary>Searches the window of a line; the days outside stay.</summary>
    /// <param name="price">What each choice of each day costs beside the person's own cost: at (day * choices) + choice.</param>
    /// <param name="line">The line; holds the cheapest one on return, and is unchanged when there is none.</param>
    /// <param name="memory">Working memory of this thread.</param>
    /// <param name="cost">Price and own cost of the days in the window, overtime of the whole line included, fair shares not; no line that keeps the rules costs less.</param>
    /// <returns>False when no line keeps the personal rules, or none was found that keeps the weekly minutes.</returns>
    public bool TryBest(LineWindow window, Span<double> price, Span<int> line, LineMemory memory, out double cost)
    {
        var candidate = memory.Line(line);
        if (!TryCounted(window, price, candidate, memory, out cost))
        {
            return false;
        }

        for (var i = 0; !window.IsRelaxed && LineWeeks.IsTooLong(person, window, candidate, price, out var dayOff); i++)
        {
            if (dayOff < 0 || i == DaysTakenOffMax)
            {
                return false;
            }

            price.Slice((dayOff * person.Choices) + 1, person.Choices - 1).Fill(double.PositiveInfinity);
            if (!TryCounted(window, price, candidate, memory, out _))
            {
                return false;
            }
        }

        candidate.CopyTo(line);
        return true;
    }

    private bool TryCounted(LineWindow window, ReadOnlySpan<double> price, Span<int> line, LineMemory memory, out double cost)
    {
        while (true)
        {
            if (!tables.TryGetValue(counted, out var table))
            {
                tables[counted] = table = new LineTables(person, counted);
            }

            if (!new LinePass(person, table, window, memory).TryRun(price, line, out cost))
            {
                return false;
            }

            var reached = CountsReached(line, window, out var broken);
            if (window.IsRelaxed || broken == 0)
            {
                counted &= reached;
                return true;
            }

            counted |= broken;
        }
    }

    /// <summary>The limits that the window's days use up, as bits, and those that they break.</summary>
    private ulong CountsReached(ReadOnlySpan<int> line, LineWindow window, out ulong broken)
    {
        var limits = person.Contract.ShiftCounts;
        var reached = 0UL;
        broken = 0;
        for (var i = 0; i < limits.Length; i++)
        {
            var count = 0;
            foreach (var shift in line[window.From..window.To])
            {
                count += limits[i].Shifts.Contains(shift) ? 1 : 0;
            }

            reached |= count >= window.CountsMax[i] ? 1UL << i : 0;
            broken |= count > window.CountsMax[i] ? 1UL << i : 0;
        }

        return reached;
    }
}
