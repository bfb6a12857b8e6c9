using System.Globalization;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Domain.Staffing;

namespace MedMgr.Ops.Optimizer.Rostering.UnitRosters.Formats;

/// <summary>Reads the events of a calendar as shifts and checks them, with the line of each fault.</summary>
/// <remarks>Needs X-MEDMGR-STAFF in each event; the shift is the one that begins at that hour where X-MEDMGR-SHIFT is missing. Times may be UTC, have a TZID, or be those of the house.</remarks>
public sealed class RosterCalendarReader
{
    private const string LocalFormat = "yyyyMMdd'T'HHmmss";

    private readonly string _file;
    private readonly HospitalMap _hospital;
    private readonly UnitDefinition _unit;
    private readonly TimeZoneInfo _zone;
    private readonly List<FormatFault> _faults = [];
    private readonly List<(RosteredShift Shift, int Line)> _shifts = [];

    private RosterCalendarReader(string file, HospitalMap hospital, UnitDefinition unit)
    {
        (_file, _hospital, _unit) = (file, hospital, unit);
        _zone = TimeZoneInfo.FindSystemTimeZoneById(hospital.Definition.TimeZone);
    }

    /// <param name="file">What faults are to call it.</param>
    public static FormatReading<RosteredShift> Read(string text, string file, HospitalMap hospital, UnitDefinition unit)
    {
        var reader = new RosterCalendarReader(file, hospital, unit);
        reader.ReadAll(text);
        return reader._faults.Count > 0
            ? new FormatReading<RosteredShift>.Faulty([.. reader._faults.OrderBy(f => f.Line)])
            : PublishableFile.Check(file, hospital, unit, [.. reader._shifts]);
    }

    private void ReadAll(string text)
    {
        Event? open = null;
        var inside = new Stack<string>();
        foreach (var (line, number) in ContentLines.Unfold(text))
        {
            if (ContentLines.Split(line) is not { } property)
            {
                Tell(number, "", "is no property of a calendar", "Each line is NAME:value; longer ones go on after a line break and a blank.");
                continue;
            }

            switch (property.Name)
            {
                case "BEGIN":
                    inside.Push(property.Value.ToUpperInvariant());
                    open = inside.Peek() == "VEVENT" ? new Event(number) : open;
                    break;
                case "END" when inside.Count == 0 || !inside.Pop().Equals(property.Value, StringComparison.OrdinalIgnoreCase):
                    Tell(number, "END", $"closes {property.Value}, which is not open", "Put BEGIN and END in pairs.");
                    return;
                case "END" when open is not null && property.Value.Equals("VEVENT", StringComparison.OrdinalIgnoreCase):
                    Take(open);
                    open = null;
                    break;
                case var name when open is not null && inside.Peek() == "VEVENT":
                    open.Properties.TryAdd(name, (property.Value, property.Parameters, number));
                    break;
            }
        }

        if (inside.Count > 0)
        {
            Tell(ContentLines.Unfold(text).Last().Number, "", $"ends before {inside.Peek()} is closed", "Bring the whole file.");
        }
    }

    private void Take(Event e)
    {
        if (e.Properties.TryGetValue("RRULE", out var rule))
        {
            Tell(rule.Line, "RRULE", "repeats the event", "Write each shift as an event of its own.");
        }

        var kind = Kind(e);
        var staff = Staff(e, kind);
        var (start, end) = (Moment(e, "DTSTART"), Moment(e, "DTEND"));
        if (kind is null || staff is null || start is null || end is null || Type(e, start.Value) is not { } type)
        {
            return;
        }

        var charge = e.Properties.TryGetValue(RosterCalendar.ChargeProperty, out var c) && c.Value.Equals("TRUE", StringComparison.OrdinalIgnoreCase);
        _shifts.Add((new RosteredShift(staff.Value, start.Value, end.Value, type, kind.Value, charge), e.Line));
    }

    private StaffId? Staff(Event e, ShiftKind? kind)
    {
        if (!e.Properties.TryGetValue(RosterCalendar.StaffProperty, out var written))
        {
            Tell(e.Line, RosterCalendar.StaffProperty, "is missing", $"Add \"{RosterCalendar.StaffProperty}:\" and the id of the member of staff to the event.");
            return null;
        }

        var text = ContentLines.Unescape(written.Value);
        if (IdRules.WhatIsWrongWith(text) is null && (kind == ShiftKind.Agency || _hospital.Staff(new StaffId(text)) is not null))
        {
            return new StaffId(text);
        }

        Tell(written.Line, RosterCalendar.StaffProperty, $"there is no member of staff \"{text}\"", $"Use an id of the definition of {_hospital.Definition.Id}.");
        return null;
    }

    private ShiftKind? Kind(Event e)
    {
        if (!e.Properties.TryGetValue(RosterCalendar.KindProperty, out var written))
        {
            return e.Properties.TryGetValue(RosterCalendar.StaffProperty, out var staff)
                && _hospital.Staff(new StaffId(ContentLines.Unescape(staff.Value))) is { } person && person.HomeUnit != _unit.Id ? ShiftKind.Float : ShiftKind.Own;
        }

        if (ShiftKinds.Parse(written.Value) is { } kind)
        {
            return kind;
        }

        Tell(written.Line, RosterCalendar.KindProperty, $"\"{written.Value}\" is not known here", $"Use one of: {string.Join(", ", ShiftKinds.Names)}.");
        return null;
    }

    private string? Type(Event e, DateTimeOffset start)
    {
        var types = _hospital.Definition.RosterPolicy.ShiftsOf(_unit.Id);
        var known = e.Properties.TryGetValue(RosterCalendar.ShiftProperty, out var written);
        var code = ContentLines.Unescape(written.Value ?? "");
        var type = types.FirstOrDefault(t => known ? t.Code == code : t.Start == TimeOnly.FromDateTime(start.DateTime));
        if (type is null)
        {
            Tell(
                known ? written.Line : e.Line, RosterCalendar.ShiftProperty, known ? $"\"{code}\" is no shift of {_unit.Id}" : $"no shift of {_unit.Id} begins at {start:HH:mm}",
                $"Use one of: {string.Join(", ", types.Select(t => $"{t.Code} ({t.Start:HH:mm})"))}.");
        }

        return type?.Code;
    }

    private DateTimeOffset? Moment(Event e, string name)
    {
        if (!e.Properties.TryGetValue(name, out var written))
        {
            Tell(e.Line, name, "is missing", $"Add {name} with a time: {name}:20261130T150000Z.");
            return null;
        }

        if (DateTime.TryParseExact(
            written.Value, RosterCalendar.UtcFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var utc))
        {
            return TimeZoneInfo.ConvertTime(new DateTimeOffset(utc, TimeSpan.Zero), _zone);
        }

        var zone = _zone;
        if (written.Parameters.TryGetValue("TZID", out var id) && !TimeZoneInfo.TryFindSystemTimeZoneById(id, out zone))
        {
            Tell(written.Line, name, $"\"{id}\" is not a time zone that this machine knows", "Use an IANA name, or write the time in UTC with a Z at the end.");
            return null;
        }

        if (DateTime.TryParseExact(written.Value, LocalFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall))
        {
            return TimeZoneInfo.ConvertTime(WallClock.At(zone!, wall), _zone);
        }

        Tell(written.Line, name, $"\"{written.Value}\" is no time", $"Write {name}:20261130T150000Z, or {name};TZID={_zone.Id}:20261130T070000.");
        return null;
    }

    private void Tell(int line, string field, string what, string howToFix) => _faults.Add(new FormatFault(_file, line, field, what, howToFix));

    private sealed record Event(int Line)
    {
        public Dictionary<string, (string Value, IReadOnlyDictionary<string, string> Parameters, int Line)> Properties { get; } = new(StringComparer.Ordinal);
    }
}
