using System.Numerics;

namespace MedMgr.Ops.Optimizer.Rostering.Lines;

/// <summary>The steps of <see cref="RunStates"/> as tables, for one person and one choice of the limits that are counted.</summary>
internal sealed class LineTables
{
    public LineTables(LinePerson person, ulong counted)
    {
        var problem = person.Problem;
        var history = person.Staff.History;
        var shifts = Enumerable.Range(0, problem.Shifts.Length)
            .Where(s => Enumerable.Range(0, problem.Days).Any(day => person.IsAllowed(day, s + 1)) || (!history.IsEmpty && history[^1] == s))
            .ToList();
        Counters = [.. Enumerable.Range(0, person.Contract.ShiftCounts.Length).Where(i => (counted & (1UL << i)) != 0)];
        Groups = new ShiftGroups(problem, shifts, [.. Counters.Select(i => person.Contract.ShiftCounts[i])]);
        Shifts = [.. shifts];
        States = new RunStates(person.Contract, Math.Max(1, Groups.Classes), problem.Days);
        MinutesUnit = shifts.Count == 0 ? 1 : (int)shifts.Select(s => (BigInteger)problem.Shifts[s].Minutes).Aggregate(BigInteger.GreatestCommonDivisor);

        AfterOff = [.. Enumerable.Range(0, States.Count).Select(States.AfterOff)];
        IsWork = [.. Enumerable.Range(0, States.Count).Select(States.IsWork)];
        AfterGroup = new int[States.Count * Groups.Count];
        for (var state = 0; state < States.Count; state++)
        {
            for (var group = 0; group < Groups.Count; group++)
            {
                var follows = !States.IsWork(state) || Groups.MayFollow(States.ClassOf(state), group);
                AfterGroup[(state * Groups.Count) + group] = follows ? States.AfterShift(state, Groups.ClassOf(group)) : RunStates.Forbidden;
            }
        }
    }

    public ShiftGroups Groups { get; }

    public RunStates States { get; }

    /// <summary>Shifts that the person may work on some day, or ended the history with.</summary>
    public int[] Shifts { get; }

    /// <summary>Indices of the contract's shift counts that are part of the state.</summary>
    public int[] Counters { get; }

    /// <summary>All shifts last a multiple of so many minutes.</summary>
    public int MinutesUnit { get; }

    /// <summary>By state.</summary>
    public int[] AfterOff { get; }

    /// <summary>By state: whether the last day was worked.</summary>
    public bool[] IsWork { get; }

    /// <summary>By (state * groups) + group.</summary>
    public int[] AfterGroup { get; }
}
