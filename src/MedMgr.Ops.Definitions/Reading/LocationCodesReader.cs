using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Definitions.Reading;

internal static class LocationCodesReader
{
    public static ImmutableArray<LocationCode> Read(Fields hospital, Units units, Problems problems)
    {
        var codes = new List<LocationCode>();
        var seen = new Registry("location code", "Keep one of the two.", problems);
        foreach (var item in hospital.Items("locationCodes"))
        {
            if (Fields.Of(item, Shapes.LocationCode, problems) is not { } fields)
            {
                continue;
            }

            var code = Code(fields, seen, problems);
            if (Target(fields, units, problems) is { } target && code is not null)
            {
                codes.Add(new LocationCode(code, target.Unit, target.Bed));
            }
        }

        return [.. codes];
    }

    private static string? Code(Fields fields, Registry seen, Problems problems)
    {
        if (fields.Text("code") is not { } code)
        {
            return null;
        }

        var field = fields.Find("code")!.Value;
        if (code.EndsWith('^'))
        {
            problems.Add(field.At, field.Path, $"\"{code}\" ends with empty components", $"Write \"{code.TrimEnd('^')}\": trailing ^ are removed before codes are compared.");
        }

        seen.Add(code, field);
        return code;
    }

    private static (UnitId Unit, BedId? Bed)? Target(Fields fields, Units units, Problems problems)
    {
        var (unit, bed) = (fields.Text("unit"), fields.Text("bed"));
        if (!fields.Has("unit") && !fields.Has("bed"))
        {
            problems.Add(fields.Map.At, fields.Map.Path, "names neither a unit nor a bed", "Add \"bed: 4E-12A\", or \"unit: MED-4E\" for a code of the whole unit.");
            return null;
        }

        if (unit is not null && !units.UnitIds.Knows(unit))
        {
            var field = fields.Find("unit")!.Value;
            problems.AddUnknown(field.At, field.Path, $"there is no unit \"{unit}\"", unit, units.UnitIds.Names, "Name a unit that stands under \"units:\".");
            return null;
        }

        if (bed is null)
        {
            return unit is null ? null : (UnitId.Of(unit), null);
        }

        var written = fields.Find("bed")!.Value;
        if (!units.UnitOfBed.TryGetValue(bed, out var unitOfBed))
        {
            if (!units.BedIds.Knows(bed))
            {
                problems.AddUnknown(written.At, written.Path, $"there is no bed \"{bed}\"", bed, units.BedIds.Names, "Name a bed as it is called after the ranges are expanded: room 4E-12 with beds [A, B] has 4E-12A and 4E-12B.");
            }

            return null;
        }

        if (unit is not null && unit != unitOfBed.Value)
        {
            problems.Add(written.At, written.Path, $"the bed \"{bed}\" belongs to {unitOfBed}, not to {unit}", "Leave out \"unit\": the bed says it.");
        }

        return (unitOfBed, BedId.Of(bed));
    }
}
