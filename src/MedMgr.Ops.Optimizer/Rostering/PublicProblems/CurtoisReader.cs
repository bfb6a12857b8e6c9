using System.Collections.Immutable;

namespace MedMgr.Ops.Optimizer.Rostering.PublicProblems;

/// <summary>Reads a shift-scheduling instance of Curtois and Qu (2014) in its text format.</summary>
/// <remarks>
/// Source: T. Curtois and R. Qu, "Computational results on new staff scheduling benchmark instances", 2014; schedulingbenchmarks.org/nrp. All instances start
/// on a Monday. The hard rules are those of the hospital's rosters; nothing is known of the days before the horizon, so stretches at its edges may be short. A person
/// works at most one shift a day, and a weekend counts when either day is worked.
/// </remarks>
public static class CurtoisReader
{
    /// <summary>Any Monday: the format has no dates.</summary>
    private static readonly DateOnly AMonday = new(2024, 1, 1);

    private const int MinutesOfDay = 24 * 60;

    /// <exception cref="CurtoisFormatException">The text is no instance; says the line, what is wrong and what was expected.</exception>
    public static RosterProblem Read(string text)
    {
        var sections = CurtoisSections.Of(text);
        var days = Days(sections);
        var shiftIds = Names(sections[CurtoisSections.Shifts], "shift");
        var staffIds = Names(sections[CurtoisSections.Staff], "member of staff");
        var leave = Leave(sections, staffIds, days);
        return new RosterProblem
        {
            FirstDay = AMonday,
            Days = days,
            Shifts = [.. sections[CurtoisSections.Shifts].Select(line => Shift(line, shiftIds))],
            Staff = [.. sections[CurtoisSections.Staff].Select((line, i) => Person(line, shiftIds) with { Leave = leave[i] })],
            Requests =
            [
                .. sections[CurtoisSections.OnRequests].Select(line => Request(line, staffIds, shiftIds, days, on: true)),
                .. sections[CurtoisSections.OffRequests].Select(line => Request(line, staffIds, shiftIds, days, on: false)),
            ],
            Cover = [.. Cover(sections[CurtoisSections.Cover], shiftIds, days)],
        };
    }

    private static int Days(CurtoisSections sections)
    {
        var lines = sections[CurtoisSections.Horizon];
        if (lines is not [var line])
        {
            throw new CurtoisFormatException(lines.Count == 0 ? sections.LastLine : lines[1].Number, $"{CurtoisSections.Horizon} has {lines.Count} lines; expected one, the number of days.");
        }

        line.Expect(1, "the number of days");
        return line.WholeNumber(0, "the number of days", most: 3660) is var days and > 0 ? days : throw line.Wrong("a horizon of 0 days; it needs at least 1.");
    }

    private static Dictionary<string, int> Names(IReadOnlyList<CurtoisLine> lines, string what)
    {
        var names = new Dictionary<string, int>();
        foreach (var line in lines)
        {
            if (line.Fields[0].Length == 0)
            {
                throw line.Wrong($"a {what} without a name.");
            }

            if (!names.TryAdd(line.Fields[0], names.Count))
            {
                throw line.Wrong($"{what} {line.Fields[0]} is declared for the second time.");
            }
        }

        return names;
    }

    private static RosterShift Shift(CurtoisLine line, Dictionary<string, int> shifts)
    {
        line.Expect(3, "shift, minutes, shifts that cannot follow separated by |");
        var minutes = line.WholeNumber(1, "length in minutes", MinutesOfDay);
        return new RosterShift(line.Fields[0], minutes > 0 ? minutes : throw line.Wrong("a shift of 0 minutes; it needs at least 1."))
        {
            ForbiddenSuccessors = [.. line.Fields[2].Split('|', StringSplitOptions.RemoveEmptyEntries).Select(id => line.Index(id, "shift", shifts))],
        };
    }

    private static RosterStaff Person(CurtoisLine line, Dictionary<string, int> shifts)
    {
        line.Expect(8, "ID, max shifts, max minutes, min minutes, max and min consecutive shifts, min consecutive days off, max weekends");
        var counts = line.Fields[1].Split('|', StringSplitOptions.RemoveEmptyEntries).Select(limit => Limit(line, limit, shifts)).ToList();
        var contract = new ContractLimits
        {
            ShiftCounts = [.. counts.Where(c => c.Max > 0)],
            MinutesMax = line.WholeNumber(2, "max minutes"),
            MinutesMin = line.WholeNumber(3, "min minutes"),
            ConsecutiveShiftsMax = line.WholeNumber(4, "max consecutive shifts"),
            ConsecutiveShiftsMin = line.WholeNumber(5, "min consecutive shifts"),
            ConsecutiveDaysOffMin = line.WholeNumber(6, "min consecutive days off"),
            WeekendsMax = line.WholeNumber(7, "max weekends"),
        };
        if (contract.MinutesMin > contract.MinutesMax)
        {
            throw line.Wrong($"{line.Fields[0]} must work {contract.MinutesMin} minutes and may work {contract.MinutesMax}.");
        }

        return contract.ConsecutiveShiftsMax < Math.Max(1, contract.ConsecutiveShiftsMin)
            ? throw line.Wrong($"{line.Fields[0]} must work {contract.ConsecutiveShiftsMin} shifts in a row and may work {contract.ConsecutiveShiftsMax}.")
            : new RosterStaff(line.Fields[0]) { Contract = contract, MayNotWork = [.. counts.Where(c => c.Max == 0).Select(c => c.Shifts[0])] };
    }

    /// <summary>"N=4": at most four nights. A limit of 0 is a shift that the person may not work.</summary>
    private static ShiftCountLimit Limit(CurtoisLine line, string text, Dictionary<string, int> shifts) =>
        text.Split('=') is [var shift, var max]
            ? new ShiftCountLimit([line.Index(shift, "shift", shifts)], line.WholeNumber(max, "max shifts"))
            : throw line.Wrong($"'{text}' is no limit; expected SHIFT=NUMBER, several separated by |.");

    private static ImmutableHashSet<int>[] Leave(CurtoisSections sections, Dictionary<string, int> staff, int days)
    {
        var leave = Enumerable.Repeat(ImmutableHashSet<int>.Empty, staff.Count).ToArray();
        foreach (var line in sections[CurtoisSections.DaysOff])
        {
            line.Expect(2, "ID, days", orMore: true);
            var person = line.Index(0, "member of staff", staff);
            leave[person] = leave[person].Union(line.Fields.Skip(1).Select(day => line.WholeNumber(day, "day", days - 1)));
        }

        return leave;
    }

    private static ShiftRequest Request(CurtoisLine line, Dictionary<string, int> staff, Dictionary<string, int> shifts, int days, bool on)
    {
        line.Expect(4, "ID, day, shift, weight");
        return new ShiftRequest(
            line.Index(0, "member of staff", staff), line.WholeNumber(1, "day", days - 1), line.Index(2, "shift", shifts), on, line.WholeNumber(3, "weight"));
    }

    private static IEnumerable<CoverDemand> Cover(IReadOnlyList<CurtoisLine> lines, Dictionary<string, int> shifts, int days)
    {
        var seen = new HashSet<(int, int)>();
        foreach (var line in lines)
        {
            line.Expect(5, "day, shift, requirement, weight for under, weight for over");
            var demand = new CoverDemand(
                line.WholeNumber(0, "day", days - 1), line.Index(1, "shift", shifts), line.WholeNumber(2, "requirement"), line.WholeNumber(3, "weight for under"), line.WholeNumber(4, "weight for over"));
            yield return seen.Add((demand.Day, demand.Shift)) ? demand : throw line.Wrong($"day {demand.Day} and shift {line.Fields[1]} have a requirement already.");
        }
    }
}
