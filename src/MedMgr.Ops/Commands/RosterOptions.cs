using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MedMgr.Ops.Definitions;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Hosting;
using MedMgr.Ops.Rosters;

namespace MedMgr.Ops.Commands;

/// <summary>Options that making and repairing rosters share; each command has its own copy.</summary>
internal static class RosterOptions
{
    private const string DateFormat = "yyyy-MM-dd";

    public static Option<string> Unit() => new("--unit") { Description = "Id of the unit; the end of it will do where only one ends so (4E for MED-4E).", Required = true };

    public static Option<string?> Hospital() => new("--hospital") { Description = "Definition (YAML), or with --server the id of the hospital. Without it riverside, which comes with the program." };

    public static Option<int> Seconds()
    {
        var option = new Option<int>("--seconds") { Description = "At most so long is searched; 1 to 3600.", DefaultValueFactory = _ => 30 };
        OptionChecks.InRange(option, 1, RosterSpan.SecondsMax);
        return option;
    }

    public static Option<DateOnly?> From() => Date("--from", "First day, year-month-day. Without it the next Monday.");

    public static Option<DateOnly?> Date(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result => ParseDate(result) is { } date ? date : null,
    };

    public static Option<FileInfo?> File(string name, string description) => new(name) { Description = description };

    /// <summary>"10%" or "10".</summary>
    public static Option<string?> DemandPlus()
    {
        var option = new Option<string?>("--demand-plus") { Description = "What if: so many per cent more patients, 1% to 300%." };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && PercentOf(text) is null)
            {
                result.AddError($"--demand-plus {text} is no share from 1% to 300%.");
            }
        });
        return option;
    }

    public static int? PercentOf(string? text) =>
        int.TryParse(text?.TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent is >= 1 and <= 300 ? percent : null;

    /// <summary>A definition in a file; null when it can not be used, which has then been said on standard error.</summary>
    public static HospitalMap? ReadHospital(string? file)
    {
        var path = file is null or "riverside" ? Scenarios.Find("hospitals", "riverside.yaml") : file;
        switch (HospitalFile.Load(Path.GetFullPath(path)))
        {
            case HospitalReading.Read { Hospital: var hospital }:
                return new HospitalMap(hospital);
            case HospitalReading.Faulty faulty:
                Cli.Fail(faulty.ToString());
                return null;
            default:
                throw new InvalidOperationException("A reading that is neither read nor faulty");
        }
    }

    /// <summary>By its id, or by an ending that only one unit has; null when there is none, which has then been said on standard error.</summary>
    public static UnitDefinition? FindUnit(HospitalMap hospital, string name)
    {
        if (hospital.Unit(new UnitId(name)) is { } unit)
        {
            return unit;
        }

        var endings = hospital.Definition.Units.Where(u => u.Id.Value.EndsWith("-" + name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (endings is [var only])
        {
            return only;
        }

        Cli.Fail($"There is no unit {name} in {hospital.Definition.Name}. Its units: {string.Join(", ", hospital.Definition.Units.Select(u => u.Id))}.");
        return null;
    }

    private static DateOnly? ParseDate(ArgumentResult result)
    {
        if (DateOnly.TryParseExact(result.Tokens[0].Value, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        result.AddError($"{((OptionResult)result.Parent!).Option.Name} {result.Tokens[0].Value} is no date: write year-month-day, 2026-11-30.");
        return null;
    }
}
