namespace MedMgr.Ops.Optimizer.Rostering.Lines;

/// <summary>Lines that the searches have found, by person: each once, the newest few thousand of them. Thread-safe.</summary>
internal sealed class LinePool
{
    private const int LinesMax = 4000;

    private readonly PersonLines[] people;
    private int added;

    public LinePool(int staffCount) => people = [.. Enumerable.Range(0, staffCount).Select(_ => new PersonLines())];

    /// <summary>How many lines were ever taken in: more than before means something new to choose from.</summary>
    public int Added => Volatile.Read(ref added);

    public void Add(int staff, ReadOnlySpan<int> line)
    {
        if (people[staff].TryAdd(line))
        {
            Interlocked.Increment(ref added);
        }
    }

    /// <summary>A person's lines that cost least at these prices, cheapest first.</summary>
    public IReadOnlyList<int[]> Cheapest(LinePeople lines, int staff, ReadOnlySpan<double> prices, int count)
    {
        var known = people[staff].Copy();
        var costs = new double[known.Length];
        for (var i = 0; i < known.Length; i++)
        {
            costs[i] = CostAt(lines, staff, known[i], prices);
        }

        Array.Sort(costs, known);
        return known[..Math.Min(count, known.Length)];
    }

    private static double CostAt(LinePeople lines, int staff, int[] line, ReadOnlySpan<double> prices)
    {
        var cost = (double)lines[staff].OwnCost(line);
        for (var day = 0; day < line.Length; day++)
        {
            foreach (var demand in lines.Demands.Met(staff, day, line[day] + 1))
            {
                cost -= prices[demand];
            }
        }

        return cost;
    }

    private sealed class PersonLines
    {
        private readonly Lock gate = new();
        private readonly HashSet<string> known = [];
        private readonly Queue<(string Key, int[] Line)> newest = new();

        public bool TryAdd(ReadOnlySpan<int> line)
        {
            var key = string.Create(line.Length, line, (text, days) =>
            {
                for (var day = 0; day < days.Length; day++)
                {
                    text[day] = (char)(days[day] + 1);
                }
            });
            lock (gate)
            {
                if (!known.Add(key))
                {
                    return false;
                }

                newest.Enqueue((key, line.ToArray()));
                if (newest.Count > LinesMax)
                {
                    known.Remove(newest.Dequeue().Key);
                }

                return true;
            }
        }

        public int[][] Copy()
        {
            lock (gate)
            {
                return [.. newest.Select(l => l.Line)];
            }
        }
    }
}
