using System.Globalization;
using CsvHelper;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;

namespace MedMgr.Ops.Optimizer.Rostering.UnitRosters.Formats;

/// <summary>Rosters as comma-separated values: one shift a line.</summary>
/// <remarks>Columns: staff, date, shift; optional: name and unit (for people, checked against the definition), start, end, kind, charge.</remarks>
public static class RosterCsv
{
    private static readonly string[] Required = ["staff", "date", "shift"];
    private static readonly string[] Optional = ["name", "unit", "start", "end", "kind", "charge"];

    public static string Write(HospitalMap hospital, UnitId unit, IEnumerable<RosteredShift> shifts)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        // A name that begins with = or @ would run in a spreadsheet; ids of shifts and times never do.
        using var csv = CsvWriter.Create(text, new CsvWriterOptions { Injection = CsvInjection.Escape });
        foreach (var column in new[] { "staff", "name", "unit", "date", "shift", "start", "end", "kind", "charge" })
        {
            csv.WriteField(column);
        }

        csv.EndRecord();
        foreach (var shift in shifts)
        {
            csv.WriteField(shift.Staff.Value);
            csv.WriteField(hospital.Staff(shift.Staff)?.Name ?? "");
            csv.WriteField(unit.Value);
            csv.WriteField(shift.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            csv.WriteField(shift.Shift);
            csv.WriteField(Moment(shift.Start));
            csv.WriteField(Moment(shift.End));
            csv.WriteField(ShiftKinds.NameOf(shift.Kind));
            csv.WriteField(shift.Charge ? "yes" : "no");
            csv.EndRecord();
        }

        csv.Flush();
        return text.ToString();
    }

    /// <summary>Reads and checks: unknown people, shifts that overlap, licence, skill, rest and hours are told with their lines.</summary>
    /// <param name="file">What faults are to call it.</param>
    public static FormatReading<RosteredShift> Read(string text, string file, HospitalMap hospital, UnitDefinition unit)
    {
        var reading = CsvTable.Read(text, file, Required, Optional, line => Shift(line, hospital, unit));
        return reading switch
        {
            FormatReading<Numbered>.Faulty faulty => new FormatReading<RosteredShift>.Faulty(faulty.Faults),
            FormatReading<Numbered>.Read read => PublishableFile.Check(file, hospital, unit, [.. read.Items.Select(i => (i.Shift, i.Line))]),
            _ => throw new InvalidOperationException("A reading that is neither read nor faulty"),
        };
    }

    private static Numbered? Shift(CsvTable line, HospitalMap hospital, UnitDefinition unit)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(hospital.Definition.TimeZone);
        var kind = Kind(line, hospital, unit);
        var staff = kind == ShiftKind.Agency ? Agency(line) : line.Person("staff", hospital)?.Id;
        var type = Type(line, hospital, unit);
        var date = line.Date("date");
        var charge = line.Flag("charge");
        if (line.Text("unit") is { Length: > 0 } named && named != unit.Id.Value)
        {
            line.Tell("unit", $"is \"{named}\", but this is the roster of {unit.Id}", "Keep the lines of each unit in a file of its own.");
        }

        if (kind is null || staff is null || type is null || date is null || charge is null)
        {
            return null;
        }

        var shift = ShiftTimes.Make(zone, date.Value, type, staff.Value, kind.Value, charge.Value);
        var start = line.Text("start").Length > 0 ? line.Moment("start", zone) : shift.Start;
        var end = line.Text("end").Length > 0 ? line.Moment("end", zone) : shift.End;
        if (start is null || end is null)
        {
            return null;
        }

        shift = shift with { Start = TimeZoneInfo.ConvertTime(start.Value, zone), End = TimeZoneInfo.ConvertTime(end.Value, zone) };
        if (shift.Day != date)
        {
            line.Tell("start", $"lies on {shift.Day:yyyy-MM-dd}, but the date is {date:yyyy-MM-dd}", "A shift belongs to the day on which it begins.");
            return null;
        }

        return new Numbered(shift, line.Line);
    }

    private static StaffId? Agency(CsvTable line)
    {
        var text = line.Text("staff");
        if (IdRules.WhatIsWrongWith(text) is not { } wrong)
        {
            return new StaffId(text);
        }

        line.Tell("staff", wrong, "Name the place: AGENCY-1, AGENCY-2.");
        return null;
    }

    private static ShiftKind? Kind(CsvTable line, HospitalMap hospital, UnitDefinition unit)
    {
        var text = line.Text("kind");
        if (text.Length == 0)
        {
            // Whose home is elsewhere floats.
            return hospital.Staff(new StaffId(line.Text("staff"))) is { } person && person.HomeUnit != unit.Id ? ShiftKind.Float : ShiftKind.Own;
        }

        if (ShiftKinds.Parse(text) is { } kind)
        {
            return kind;
        }

        line.Tell("kind", $"\"{text}\" is not known here", $"Use one of: {string.Join(", ", ShiftKinds.Names)}.");
        return null;
    }

    private static ShiftType? Type(CsvTable line, HospitalMap hospital, UnitDefinition unit)
    {
        var types = hospital.Definition.RosterPolicy.ShiftsOf(unit.Id);
        var type = types.FirstOrDefault(t => t.Code == line.Text("shift"));
        if (type is null)
        {
            line.Tell("shift", $"\"{line.Text("shift")}\" is no shift of {unit.Id}", $"Use one of: {string.Join(", ", types.Select(t => t.Code))}.");
        }

        return type;
    }

    private static string Moment(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture);

    private sealed record Numbered(RosteredShift Shift, int Line);
}
