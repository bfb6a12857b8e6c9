using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;
using Spectre.Console;

namespace MedMgr.Ops.Rosters;

/// <summary>A roster as a page to read: people by days, letter and colour, four weeks beside each other, and under it what each shift asks for and has.</summary>
/// <remarks>Every mark is a character as well: the page loses nothing in a file or for eyes that tell no colours.</remarks>
internal sealed class RosterGrid
{
    private const int DaysAcross = 28;
    private const int NameWidth = 27;

    private readonly RosterDocument _roster;
    private readonly HospitalMap _hospital;
    private readonly Func<StaffId, DateOnly, bool> _isAway;
    private readonly ILookup<(string Line, DateOnly Day), ShiftLine> _cells;

    /// <param name="isAway">Leave and sickness.</param>
    public RosterGrid(RosterDocument roster, HospitalMap hospital, Func<StaffId, DateOnly, bool> isAway)
    {
        (_roster, _hospital, _isAway) = (roster, hospital, isAway);
        _cells = roster.Shifts.ToLookup(s => (LineOf(s), s.Date));
    }

    public void Write(IAnsiConsole console)
    {
        for (var first = _roster.From; first <= _roster.Until; first = first.AddDays(DaysAcross))
        {
            var last = first.AddDays(DaysAcross - 1) < _roster.Until ? first.AddDays(DaysAcross - 1) : _roster.Until;
            ImmutableArray<DateOnly> days = [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays)];
            Page(console, days);
        }

        console.WriteLine($"{string.Join(", ", _hospital.Definition.RosterPolicy.ShiftsOf(_roster.Unit).Select(s => $"{s.Code} {s.Name.ToLowerInvariant()}"))}   * in charge   + overtime   ~ floats in   x away   . off");
    }

    private void Page(IAnsiConsole console, ImmutableArray<DateOnly> days)
    {
        Line(console, "", days, d => $"[{(IsWeekend(d) ? "grey" : "bold")}]{d.ToString("ddd", CultureInfo.InvariantCulture)[..2],-3}[/]", "");
        Line(console, Month(days[0]), days, d => $"[{(IsWeekend(d) ? "grey" : "bold")}]{d.Day,2} [/]", " shifts    h");
        foreach (var person in Nurses())
        {
            Line(console, $"{person.Name} {Role(person.Role)}", days, d => Cell(person.Id.Value, person.Id, d), Sums(person.Id.Value));
        }

        foreach (var line in _roster.Shifts.Where(s => s.Kind is ShiftKind.Float or ShiftKind.Agency).Select(LineOf).Distinct().Order(StringComparer.Ordinal))
        {
            Line(console, line, days, d => Cell(line, null, d), Sums(line));
        }

        console.WriteLine();
        foreach (var shift in _roster.Demand.Shifts.Select(s => s.Shift).Distinct())
        {
            var needs = _roster.Demand.Shifts.Where(s => s.Shift == shift).ToDictionary(s => s.Date);
            Line(console, $"{shift} nurses asked for", days, d => $"{needs[d].Nurses,2} ", "");
            Line(console, $"{shift} nurses rostered", days, d => needs[d].Rostered < needs[d].Nurses ? $"[bold red]{needs[d].Rostered,2}![/]" : $"[green]{needs[d].Rostered,2} [/]", "");
        }

        console.WriteLine();
    }

    /// <summary>Those of the unit, by the shift that they work most, registered nurses first.</summary>
    private IEnumerable<StaffDefinition> Nurses() =>
        from person in _hospital.Definition.Staff
        where person.HomeUnit == _roster.Unit && PublicationRules.PlannedRoles.Contains(person.Role) && !(person.LicenceUntil < _roster.From)
        let usual = _roster.Shifts.Where(s => s.Staff == person.Id).CountBy(s => s.Shift).OrderByDescending(c => c.Value).Select(c => c.Key).FirstOrDefault()
        orderby usual ?? "~", person.Role, person.Id.Value
        select person;

    private string Cell(string line, StaffId? person, DateOnly day)
    {
        if (_cells[(line, day)].ToList() is not { Count: > 0 } shifts)
        {
            return person is { } id && _isAway(id, day) ? "[grey]x  [/]" : "[grey].  [/]";
        }

        var shift = shifts[0];
        var mark = shift.Charge ? '*' : shift.Kind switch { ShiftKind.Overtime => '+', ShiftKind.Float => '~', _ => ' ' };
        var text = shifts.Count > 1 ? $"{shifts.Count}{shift.Shift}" : $"{shift.Shift}{mark}";
        return $"[{Colour(shift)}]{Markup.Escape(text),-3}[/]";
    }

    private static string Colour(ShiftLine shift) => (shift.Kind, Hour: shift.Start.Hour) switch
    {
        (ShiftKind.Agency, _) => "red",
        (ShiftKind.Float, _) => "magenta",
        (ShiftKind.Overtime, _) => "bold yellow",
        (_, >= 18 or < 4) => "blue",
        (_, >= 12) => "cyan",
        _ => "green",
    };

    private string Sums(string line)
    {
        var shifts = _roster.Shifts.Where(s => LineOf(s) == line).ToList();
        return string.Create(CultureInfo.InvariantCulture, $" {shifts.Count,6} {shifts.Sum(s => (s.End - s.Start).TotalHours),4:0}");
    }

    /// <summary>Agency places of one shift type share a line, as nobody knows who will come.</summary>
    private static string LineOf(ShiftLine shift) => shift.Kind switch
    {
        ShiftKind.Agency => $"agency, {shift.Shift}",
        ShiftKind.Float => $"{shift.Name} ({shift.Staff})",
        _ => shift.Staff.Value,
    };

    private static void Line(IAnsiConsole console, string name, ImmutableArray<DateOnly> days, Func<DateOnly, string> cell, string end)
    {
        var line = new StringBuilder();
        line.Append(Markup.Escape((name.Length > NameWidth ? name[..NameWidth] : name).PadRight(NameWidth))).Append(' ');
        for (var i = 0; i < days.Length; i++)
        {
            line.Append(i > 0 && days[i].DayOfWeek == DayOfWeek.Monday ? "[grey]|[/]" : "").Append(cell(days[i]));
        }

        console.MarkupLine(line.Append(end).ToString());
    }

    private static string Month(DateOnly day) => day.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Role(StaffRole role) => role == StaffRole.RegisteredNurse ? "RN" : "PN";

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
