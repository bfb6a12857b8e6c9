namespace MedMgr.Ops.Optimizer.Rostering;

/// <summary>What makes a problem meaningless before any rule is asked: indices that point nowhere, sizes out of range, names given twice.</summary>
internal static class RosterProblemFaults
{
    private const int MinutesOfDay = 24 * 60;

    public static IReadOnlyList<string> Of(RosterProblem problem)
    {
        var faults = new List<string>();
        if (problem.Days < 1)
        {
            faults.Add($"The horizon has {problem.Days} days; it needs at least 1.");
        }

        Shifts(problem, faults);
        for (var i = 0; i < problem.Staff.Length; i++)
        {
            Person(problem, problem.Staff[i], faults);
        }

        Names("Shift", problem.Shifts.Select(s => s.Id), faults);
        Names("Member of staff", problem.Staff.Select(s => s.Id), faults);
        Demands(problem, faults);
        if (problem.Reference is { } known && (known.Roster.StaffCount != problem.Staff.Length || known.Roster.Days != problem.Days))
        {
            faults.Add(
                $"The known roster has {known.Roster.StaffCount} people and {known.Roster.Days} days; the problem has {problem.Staff.Length} and {problem.Days}.");
        }

        return faults;
    }

    private static void Shifts(RosterProblem problem, List<string> faults)
    {
        foreach (var shift in problem.Shifts)
        {
            if (shift.Minutes is < 1 or > MinutesOfDay)
            {
                faults.Add($"Shift {shift.Id} has {shift.Minutes} minutes; a shift has 1 to {MinutesOfDay}.");
            }

            if (shift.StartMinute is < 0 or >= MinutesOfDay)
            {
                faults.Add($"Shift {shift.Id} begins at minute {shift.StartMinute}; a day has minutes 0 to {MinutesOfDay - 1}.");
            }

            faults.AddRange(shift.ForbiddenSuccessors.Where(s => !IsShift(problem, s)).Select(s => $"Shift {shift.Id} names shift {s} as forbidden successor; {Numbered(problem)}."));
        }
    }

    private static void Person(RosterProblem problem, RosterStaff person, List<string> faults)
    {
        var contract = person.Contract;
        if (contract.ConsecutiveShiftsMax < 1)
        {
            faults.Add($"{person.Id} may work {contract.ConsecutiveShiftsMax} days in a row; 1 is the least that means something.");
        }

        if (contract.ConsecutiveShiftsMin > contract.ConsecutiveShiftsMax)
        {
            faults.Add($"{person.Id} must work {contract.ConsecutiveShiftsMin} days in a row and may work {contract.ConsecutiveShiftsMax}.");
        }

        if (contract.MinutesMin > contract.MinutesMax)
        {
            faults.Add($"{person.Id} must work {contract.MinutesMin} minutes and may work {contract.MinutesMax}.");
        }

        if (!person.Pay.IsEmpty && person.Pay.Length != problem.Shifts.Length)
        {
            faults.Add($"{person.Id} has pay for {person.Pay.Length} shifts; there are {problem.Shifts.Length}.");
        }

        var shifts = contract.ShiftCounts.SelectMany(c => c.Shifts).Concat(person.MayNotWork).Concat(person.FairShares.SelectMany(f => f.Shifts));
        faults.AddRange(shifts.Where(s => !IsShift(problem, s)).Select(s => $"{person.Id} has a limit on shift {s}; {Numbered(problem)}."));
        var decided = person.Fixed.Values.Concat(person.History);
        faults.AddRange(decided.Where(s => s != Roster.Off && !IsShift(problem, s)).Select(s => $"{person.Id} is fixed to shift {s}; {Numbered(problem)}."));
        faults.AddRange(person.Leave.Concat(person.Fixed.Keys).Where(d => !IsDay(problem, d)).Select(d => $"{person.Id} is bound on day {d}; days are 0 to {problem.Days - 1}."));
    }

    private static void Demands(RosterProblem problem, List<string> faults)
    {
        var places = problem.Cover.Select(c => ("A cover demand", c.Day, (int?)c.Shift))
            .Concat(problem.Charge.Select(c => ("A demand for somebody in charge", c.Day, (int?)c.Shift)))
            .Concat(problem.Requests.Select(r => ("A request", r.Day, r.Shift)));
        foreach (var (what, day, shift) in places)
        {
            if (!IsDay(problem, day) || (shift is { } s && !IsShift(problem, s)))
            {
                faults.Add($"{what} names day {day} and shift {shift}; days are 0 to {problem.Days - 1}, {Numbered(problem)}.");
            }
        }

        faults.AddRange(problem.Requests.Where(r => r.Staff < 0 || r.Staff >= problem.Staff.Length).Select(r => $"A request is made by person {r.Staff}; there are {problem.Staff.Length}."));
        if (problem.Cover.Any(c => c.UnderWeight < 0 || c.OverWeight < 0 || c.Required < 0) || problem.Requests.Any(r => r.Weight < 0) || problem.Charge.Any(c => c.UnmetWeight < 0))
        {
            faults.Add("A demand or request has a negative number or weight; 0 is the least.");
        }
    }

    private static void Names(string what, IEnumerable<string> ids, List<string> faults)
    {
        foreach (var same in ids.GroupBy(id => id, StringComparer.Ordinal).Where(g => g.Count() > 1 || g.Key.Length == 0))
        {
            faults.Add(same.Key.Length == 0 ? $"{what} without a name." : $"{what} {same.Key} stands {same.Count()} times.");
        }
    }

    private static bool IsShift(RosterProblem problem, int shift) => shift >= 0 && shift < problem.Shifts.Length;

    private static bool IsDay(RosterProblem problem, int day) => day >= 0 && day < problem.Days;

    private static string Numbered(RosterProblem problem) => $"shifts are numbered 0 to {problem.Shifts.Length - 1}";
}
