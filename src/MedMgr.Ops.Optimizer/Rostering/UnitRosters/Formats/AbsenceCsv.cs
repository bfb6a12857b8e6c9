using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Optimizer.Rostering.UnitRosters.Formats;

/// <summary>Leave as comma-separated values. Columns: staff, from; optional: until (last day; the same as from if left empty), reason.</summary>
public static class AbsenceCsv
{
    private static readonly string[] Required = ["staff", "from"];
    private static readonly string[] Optional = ["until", "reason"];

    public static FormatReading<Absence> Read(string text, string file, HospitalMap hospital) => CsvTable.Read(text, file, Required, Optional, line =>
    {
        var person = line.Person("staff", hospital);
        var from = line.Date("from");
        var until = line.Text("until").Length > 0 ? line.Date("until") : from;
        if (until < from)
        {
            line.Tell("until", $"is {until:yyyy-MM-dd}, before {from:yyyy-MM-dd}", "Exchange the two.");
            return null;
        }

        return person is null || from is null || until is null ? null : new Absence(person.Id, from.Value, until.Value, line.Text("reason"));
    });
}
