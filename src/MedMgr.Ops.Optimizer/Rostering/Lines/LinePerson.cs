using MedMgr.Ops.Optimizer.Rostering.Rules;

namespace MedMgr.Ops.Optimizer.Rostering.Lines;

/// <summary>One person's side of a problem: what each day may hold, and what it costs apart from the demands that people share.</summary>
/// <remarks>A line is one person's roster: for each day a shift or <see cref="Roster.Off"/>. Choices of a day are counted from 0 = off; choice c > 0 is shift c - 1.</remarks>
internal sealed class LinePerson
{
    private readonly bool[] allowed;
    private readonly long[] own;

    public LinePerson(RosterProblem problem, int staff)
    {
        Problem = problem;
        Index = staff;
        Choices = problem.Shifts.Length + 1;
        allowed = new bool[problem.Days * Choices];
        own = new long[problem.Days * Choices];
        var person = problem.Staff[staff];
        for (var day = 0; day < problem.Days; day++)
        {
            for (var choice = 0; choice < Choices; choice++)
            {
                allowed[(day * Choices) + choice] = problem.Allows(staff, day, choice - 1);
                own[(day * Choices) + choice] = choice > 0 && !person.Pay.IsEmpty ? person.Pay[choice - 1] : 0;
                if (problem.Reference is { } known && known.Roster[staff, day] != choice - 1)
                {
                    own[(day * Choices) + choice] += known.ChangeWeight;
                }
            }
        }

        foreach (var request in problem.Requests.Where(r => r.Staff == staff))
        {
            for (var choice = 0; choice < Choices; choice++)
            {
                own[(request.Day * Choices) + choice] += Requests.Granted(request, choice - 1) ? 0 : request.Weight;
            }
        }
    }

    public RosterProblem Problem { get; }

    /// <summary>Days before this one on which the person may work.</summary>
    public int DaysAvailable(int until) => Enumerable.Range(0, until).Count(day => Enumerable.Range(1, Choices - 1).Any(choice => IsAllowed(day, choice)));

    public int Index { get; }

    /// <summary>Choices of a day: off and every shift.</summary>
    public int Choices { get; }

    public RosterStaff Staff => Problem.Staff[Index];

    public ContractLimits Contract => Staff.Contract;

    public bool IsAllowed(int day, int choice) => allowed[(day * Choices) + choice];

    /// <summary>Requests, pay and changes of one day.</summary>
    public long OwnCost(int day, int choice) => own[(day * Choices) + choice];

    /// <summary>What a whole line costs this person: its days, overtime and unfairness; not what the demands and the budget make of it.</summary>
    public long OwnCost(ReadOnlySpan<int> line) => DaysCost(line, 0, line.Length) + OvertimeCost(Minutes(line)) + Fairness.Of(Problem, Index, line);

    /// <summary>Requests, pay and changes of some days.</summary>
    public long DaysCost(ReadOnlySpan<int> line, int from, int to)
    {
        var cost = 0L;
        for (var day = from; day < to; day++)
        {
            cost += OwnCost(day, line[day] + 1);
        }

        return cost;
    }

    /// <summary>Pay and overtime: what a budget counts.</summary>
    public long Money(ReadOnlySpan<int> line)
    {
        var money = OvertimeCost(Minutes(line));
        foreach (var shift in line)
        {
            money += shift == Roster.Off || Staff.Pay.IsEmpty ? 0 : Staff.Pay[shift];
        }

        return money;
    }

    public int Minutes(ReadOnlySpan<int> line)
    {
        var minutes = 0;
        foreach (var shift in line)
        {
            minutes += shift == Roster.Off ? 0 : Problem.Shifts[shift].Minutes;
        }

        return minutes;
    }

    public long OvertimeCost(int minutes) => Staff.Overtime is { } overtime ? (Math.Max(0, minutes - overtime.AfterMinutes) + 59) / 60 * overtime.PerHour : 0;
}
