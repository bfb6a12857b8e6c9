using System.Collections.Immutable;
using System.Globalization;
using MedMgr.Ops.Definitions.Yaml;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Alerts;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Definitions.Reading;

/// <summary>How the hospital wants its wall. What the file leaves out is as in <see cref="WallDefinition.Default"/>.</summary>
internal sealed class WallReader(Units units, Problems problems)
{
    private const string Overview = "overview";
    private const string Flow = "flow";
    private const int RotateSecondsMin = 5;
    private const int RotateSecondsMax = 3600;
    private const int ColumnsMax = 8;

    private static readonly WallDefinition Default = WallDefinition.Default;

    /// <returns>Null when the file says nothing about the wall.</returns>
    public WallDefinition? Read(Fields hospital)
    {
        if (hospital.Find("wall") is not { } field || Fields.Of(field, Shapes.Wall, problems) is not { } fields)
        {
            return null;
        }

        return new WallDefinition(
            UnitsOnce(fields, "units"),
            Pages(fields),
            fields.Number("rotateSeconds", RotateSecondsMin, RotateSecondsMax) ?? Default.RotateSeconds,
            Time(fields, "lightFrom", Default.LightFrom),
            Time(fields, "lightUntil", Default.LightUntil),
            Thresholds(fields),
            Owners(fields),
            Columns(fields));
    }

    private ImmutableArray<PageOnWall> Pages(Fields fields)
    {
        var pages = from name in fields.Texts("pages") ?? []
                    select name.Text switch
                    {
                        Overview => new PageOnWall(WallPageKind.Overview, null),
                        Flow => new PageOnWall(WallPageKind.Flow, null),
                        _ when Unit(name, [Overview, Flow]) is { } unit => new PageOnWall(WallPageKind.Unit, unit),
                        _ => null,
                    };
        ImmutableArray<PageOnWall> read = [.. pages.OfType<PageOnWall>()];
        return read.IsEmpty ? Default.Pages : read;
    }

    private ImmutableArray<FlowColumn> Columns(Fields fields)
    {
        var columns = new List<FlowColumn>();
        var seen = new Registry("unit", "A unit has one place on the map.", problems);
        foreach (var item in fields.Items("flow"))
        {
            if (Fields.Of(item, Shapes.FlowColumn, problems) is { } column)
            {
                seen.AddAll(column.Texts("units") ?? []);
                columns.Add(new FlowColumn(column.Text("name") ?? "", UnitsOnce(column, "units")));
            }
        }

        if (columns.Count > ColumnsMax)
        {
            var field = fields.Find("flow")!.Value;
            problems.Add(field.At, field.Path, $"has {columns.Count} columns, at most {ColumnsMax} can be read on a wall", "Put units that do the same work into one column.");
        }

        return [.. columns];
    }

    private AlertThresholds Thresholds(Fields wall)
    {
        var d = Default.Thresholds;
        if (wall.Find("alerts") is not { } field || Fields.Of(field, Shapes.Alerts, problems) is not { } fields)
        {
            return d;
        }

        var read = new AlertThresholds(
            fields.Number("boardingWarningHours", 1, 72) ?? d.BoardingWarningHours,
            fields.Number("boardingCriticalHours", 1, 168) ?? d.BoardingCriticalHours,
            fields.Number("cleaningMinutes", 5, 1440) ?? d.CleaningMinutes,
            fields.Number("dischargeMinutes", 5, 1440) ?? d.DischargeMinutes,
            fields.Number("dischargeOrderMinutes", 5, 1440) ?? d.DischargeOrderMinutes,
            fields.Number("reservedMinutes", 5, 1440) ?? d.ReservedMinutes,
            fields.Number("blockedHours", 1, 720) ?? d.BlockedHours,
            fields.Number("occupancyPercent", 50, 120) ?? d.OccupancyPercent,
            fields.Number("nedocsWarning", 0, 200) ?? d.NedocsWarning,
            fields.Number("nedocsCritical", 0, 300) ?? d.NedocsCritical,
            fields.Number("surgeChangeMinutes", 5, 1440) ?? d.SurgeChangeMinutes,
            fields.Number("flowHours", 1, AlertThresholds.FlowHoursMax) ?? d.FlowHours);
        Above(fields, "boardingWarningHours", read.BoardingWarningHours, "boardingCriticalHours", read.BoardingCriticalHours);
        Above(fields, "nedocsWarning", read.NedocsWarning, "nedocsCritical", read.NedocsCritical);
        return read;
    }

    /// <summary>A warning comes before what is critical.</summary>
    private void Above(Fields fields, string lower, int warning, string upper, int critical)
    {
        if (warning >= critical && (fields.Find(upper) ?? fields.Find(lower)) is { } field)
        {
            problems.Add(field.At, field.Path, $"leaves {upper} at {critical}, not above {lower}, which is {warning}", $"Raise {upper} or lower {lower}.");
        }
    }

    private ImmutableArray<AlertOwner> Owners(Fields fields)
    {
        var owners = new List<AlertOwner>();
        foreach (var (name, value) in fields.Entries("owners"))
        {
            if (Words<AlertKind>.Parse(name.Text) is not { } kind)
            {
                problems.AddUnknown(name.At, value.Path, $"there is no alert \"{name.Text}\"", name.Text, Words<AlertKind>.All, "");
            }
            else if (value.Node is YamlScalar { IsNothing: false } role && !string.IsNullOrWhiteSpace(role.Text))
            {
                owners.Add(new AlertOwner(kind, role.Text));
            }
            else
            {
                problems.Add(value.At, value.Path, "names nobody", "Write the role that is to see to it: \"bed manager\".");
            }
        }

        return [.. owners];
    }

    private ImmutableArray<UnitId> UnitsOnce(Fields fields, string key) =>
        [.. (fields.Texts(key) ?? []).Select(name => Unit(name, [])).OfType<UnitId>().Distinct()];

    private UnitId? Unit(Named name, IEnumerable<string> orOneOf)
    {
        if (units.Find(name.Text) is not null)
        {
            return UnitId.Of(name.Text);
        }

        if (!units.UnitIds.Knows(name.Text))
        {
            problems.AddUnknown(
                name.Written.At, name.Written.Path, $"there is no unit \"{name.Text}\"", name.Text, [.. orOneOf, .. units.UnitIds.Names], "Name a unit that stands under \"units:\".");
        }

        return null;
    }

    private TimeOnly Time(Fields fields, string key, TimeOnly ifAbsent)
    {
        if (fields.Text(key) is not { } text)
        {
            return ifAbsent;
        }

        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        var field = fields.Find(key)!.Value;
        problems.Add(field.At, field.Path, $"\"{text}\" is not a time of day", "Write hours and minutes with two digits each, 00:00 to 23:59: \"07:00\".");
        return ifAbsent;
    }
}
