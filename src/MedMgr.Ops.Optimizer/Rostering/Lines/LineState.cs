namespace MedMgr.Ops.Optimizer.Rostering.Lines;

/// <summary>A roster as lines, with the numbers present and its cost kept up to date.</summary>
internal sealed class LineState
{
    private readonly LinePeople people;
    private long own;
    private long demanded;
    private long money;

    public LineState(LinePeople people, int[][] lines)
    {
        this.people = people;
        Lines = lines;
        Present = new int[people.Demands.Count];
        for (var staff = 0; staff < lines.Length; staff++)
        {
            people.Demands.Add(staff, lines[staff], 1, Present);
        }

        for (var staff = 0; staff < lines.Length; staff++)
        {
            own += people[staff].OwnCost(lines[staff]);
            money += people[staff].Money(lines[staff]);
        }

        demanded = people.Demands.Cost(Present);
    }

    /// <summary>By person; for each day a shift or <see cref="Roster.Off"/>.</summary>
    public int[][] Lines { get; }

    /// <summary>By demand.</summary>
    public int[] Present { get; }

    public long Cost => own + demanded + people.BudgetCost(money);

    /// <summary>The people's own part of the cost: without demands and budget.</summary>
    public long OwnCost => own;

    public static LineState Of(LinePeople people, Roster roster) =>
        new(people, [.. Enumerable.Range(0, roster.StaffCount).Select(staff => roster.Line(staff).ToArray())]);

    public Roster ToRoster() => Roster.From(people.Problem, (staff, day) => Lines[staff][day]);

    /// <summary>Gives a person another line.</summary>
    public void Replace(int staff, ReadOnlySpan<int> line)
    {
        var before = Lines[staff];
        for (var day = 0; day < before.Length; day++)
        {
            if (before[day] != line[day])
            {
                demanded += Change(staff, day, before[day], -1) + Change(staff, day, line[day], 1);
            }
        }

        own += people[staff].OwnCost(line) - people[staff].OwnCost(before);
        money += people[staff].Money(line) - people[staff].Money(before);
        line.CopyTo(before);
    }

    private long Change(int staff, int day, int shift, int sign)
    {
        var change = 0L;
        foreach (var demand in people.Demands.Met(staff, day, shift + 1))
        {
            change -= people.Demands.Cost(demand, Present[demand]);
            Present[demand] += sign;
            change += people.Demands.Cost(demand, Present[demand]);
        }

        return change;
    }
}
