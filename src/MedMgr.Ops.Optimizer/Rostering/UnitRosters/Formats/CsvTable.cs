using System.Globalization;
using CsvHelper;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Optimizer.Rostering.UnitRosters.Formats;

/// <summary>A file of comma-separated values with a header (RFC 4180), read line by line; what is wrong is collected.</summary>
internal sealed class CsvTable
{
    /// <summary>A roster of a year of a large unit has some 20,000 lines.</summary>
    public const int LinesMax = 50_000;

    private const int RecordBytesMax = 16 * 1024;

    private static readonly string[] Yes = ["yes", "true", "1"];
    private static readonly string[] No = ["no", "false", "0", ""];

    private readonly string _file;
    private readonly List<FormatFault> _faults;
    private readonly Dictionary<string, string> _values;

    private CsvTable(string file, List<FormatFault> faults, int line, Dictionary<string, string> values) => (_file, _faults, Line, _values) = (file, faults, line, values);

    /// <summary>Where the record begins, from 1.</summary>
    public int Line { get; }

    /// <param name="required">Columns that the header must name.</param>
    /// <param name="optional">Columns that it may name; any other is a fault, as nothing would read it.</param>
    /// <param name="line">Makes an item of a record; null when something is wrong, which it has then told.</param>
    public static FormatReading<T> Read<T>(string text, string file, string[] required, string[] optional, Func<CsvTable, T?> line) where T : class
    {
        var faults = new List<FormatFault>();
        var items = new List<T>();
        using var reader = CsvReader.FromText(text.TrimStart('\uFEFF'), new CsvReaderOptions
        {
            Separator = ',',
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MaxRecordSize = RecordBytesMax,
            MalformedData = CsvMalformedDataHandling.Skip,
            FieldCountMismatch = CsvFieldCountHandling.Skip,
            OnMalformedRecord = bad => faults.Add(Malformed(file, bad)),
        });
        try
        {
            reader.ReadHeader();
            string[] header = [.. reader.Headers];
            if (!IsSound(header, file, required, optional, faults))
            {
                return new FormatReading<T>.Faulty([.. faults]);
            }

            while (reader.Read())
            {
                if (items.Count + faults.Count >= LinesMax)
                {
                    faults.Add(new FormatFault(file, (int)reader.LineNumber, "", $"is beyond the {LinesMax} lines that a file may have", "Split the file."));
                    break;
                }

                var values = header.Select((name, i) => (name, value: reader.GetString(i))).ToDictionary(x => x.name, x => x.value, StringComparer.OrdinalIgnoreCase);
                if (line(new CsvTable(file, faults, (int)reader.LineNumber, values)) is { } item)
                {
                    items.Add(item);
                }
            }
        }
        catch (CsvFormatException e)
        {
            faults.Add(new FormatFault(file, 1, "", $"can not be read as comma-separated values: {e.Message.TrimEnd('.')}", "Check the quotation marks: each that opens a value must be closed."));
        }

        return faults.Count > 0 ? new FormatReading<T>.Faulty([.. faults.OrderBy(f => f.Line)]) : new FormatReading<T>.Read([.. items]);
    }

    /// <summary>The value; empty when the column is absent.</summary>
    public string Text(string column) => _values.GetValueOrDefault(column, "");

    public DateOnly? Date(string column)
    {
        if (DateOnly.TryParseExact(Text(column), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        Tell(column, $"\"{Text(column)}\" is not a date", "Write year-month-day: 2026-11-30.");
        return null;
    }

    /// <summary>A moment with its offset, or a time by the clocks of the house.</summary>
    public DateTimeOffset? Moment(string column, TimeZoneInfo zone)
    {
        var text = Text(column);
        if (DateTime.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall))
        {
            return Domain.Staffing.WallClock.At(zone, wall);
        }

        if (DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
        {
            return moment;
        }

        Tell(column, $"\"{text}\" is not a time", "Write 2026-11-30T07:00 by the clocks of the house, or with an offset: 2026-11-30T07:00-08:00.");
        return null;
    }

    public bool? Flag(string column)
    {
        var text = Text(column);
        if (Yes.Contains(text, StringComparer.OrdinalIgnoreCase) || No.Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            return Yes.Contains(text, StringComparer.OrdinalIgnoreCase);
        }

        Tell(column, $"\"{text}\" is neither yes nor no", "Write yes or no.");
        return null;
    }

    public int? Number(string column, int min, int max)
    {
        if (int.TryParse(Text(column), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        Tell(column, $"\"{Text(column)}\" is no number from {min} to {max}", "Write a whole number, or leave it empty where it is optional.");
        return null;
    }

    public StaffDefinition? Person(string column, HospitalMap hospital)
    {
        var text = Text(column);
        if (IdRules.WhatIsWrongWith(text) is null && hospital.Staff(new StaffId(text)) is { } person)
        {
            return person;
        }

        Tell(column, text.Length == 0 ? "is empty" : $"there is no member of staff \"{text}\"", $"Use an id of the definition of {hospital.Definition.Id}.");
        return null;
    }

    public void Tell(string column, string what, string howToFix) => _faults.Add(new FormatFault(_file, Line, column, what, howToFix));

    private static FormatFault Malformed(string file, CsvMalformedRecord bad) => bad.Reason == CsvMalformedReason.FieldCountMismatch
        ? new FormatFault(file, (int)bad.LineNumber, "", "has more or fewer values than the header", "Give each column a value, if an empty one, and put values with commas in quotation marks.")
        : new FormatFault(file, (int)bad.LineNumber, "", "has a quotation mark where none may be", "Put values with quotation marks in quotation marks, and double those inside.");

    private static bool IsSound(string[] header, string file, string[] required, string[] optional, List<FormatFault> faults)
    {
        if (header.Length == 0)
        {
            faults.Add(new FormatFault(file, 1, "", "is empty", $"Begin with a header: {string.Join(',', required)}."));
            return false;
        }

        foreach (var missing in required.Except(header, StringComparer.OrdinalIgnoreCase))
        {
            faults.Add(new FormatFault(file, 1, missing, "is missing in the header", $"The columns are {string.Join(',', required)}; optional: {string.Join(',', optional)}."));
        }

        foreach (var unknown in header.Except(required.Concat(optional), StringComparer.OrdinalIgnoreCase))
        {
            faults.Add(new FormatFault(file, 1, unknown, "is no column that is known here", $"The columns are {string.Join(',', required)}; optional: {string.Join(',', optional)}."));
        }

        foreach (var twice in header.GroupBy(h => h, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            faults.Add(new FormatFault(file, 1, twice.Key, "stands twice in the header", "Keep one of the two."));
        }

        return faults.Count == 0;
    }
}
