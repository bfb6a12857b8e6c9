using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Optimizer.Rostering.UnitRosters.Formats;

/// <summary>Requests as comma-separated values. Columns: staff, date, want (on or off); optional: shift (any if left empty), weight.</summary>
public static class WishCsv
{
    private const int WeightMax = 1_000_000;
    private static readonly string[] Required = ["staff", "date", "want"];
    private static readonly string[] Optional = ["shift", "weight"];

    public static FormatReading<Wish> Read(string text, string file, HospitalMap hospital, UnitDefinition unit) => CsvTable.Read(text, file, Required, Optional, line =>
    {
        var person = line.Person("staff", hospital);
        if (person is not null && person.HomeUnit != unit.Id)
        {
            line.Tell("staff", $"{person.Name} belongs to {person.HomeUnit}, and this is the roster of {unit.Id}", "Keep the requests of each unit in a file of its own.");
        }

        var date = line.Date("date");
        var want = line.Text("want");
        if (want is not ("on" or "off"))
        {
            line.Tell("want", $"\"{want}\" is neither on nor off", "Write on to work, off not to.");
        }

        var types = hospital.Definition.RosterPolicy.ShiftsOf(unit.Id);
        var shift = line.Text("shift") is { Length: > 0 } code ? code : null;
        if (shift is not null && types.All(t => t.Code != shift))
        {
            line.Tell("shift", $"\"{shift}\" is no shift of {unit.Id}", $"Use one of: {string.Join(", ", types.Select(t => t.Code))}; or leave it empty for any shift.");
        }

        var weight = line.Text("weight").Length > 0 ? line.Number("weight", 0, WeightMax) : null;
        return person is null || date is null ? null : new Wish(person.Id, date.Value, shift, want == "on", weight);
    });
}
