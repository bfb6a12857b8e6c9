using System.Collections.Immutable;
using System.Security;
using MedMgr.Ops.Definitions.Yaml;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Definitions.Reading;

/// <summary>The whole file, in the order in which its parts use one another.</summary>
/// <remarks>Where something is wrong the readers go on with a placeholder; the caller throws the result away once there is any problem.</remarks>
internal static class HospitalReader
{
    public static HospitalDefinition? Read(YamlNode document, Problems problems)
    {
        if (Fields.Of(new Field(document, ""), Shapes.Hospital, problems) is not { } fields)
        {
            return null;
        }

        var limits = StaffingLimitsReader.Read(fields, problems);
        var capabilities = Capabilities(fields);
        var ratios = RatioReader.ReadNamed(fields, problems);
        var shifts = new ShiftReader(limits, fields, problems);
        var units = new UnitsReader(capabilities, ratios, problems).Read(fields);
        var staff = new StaffReader(units, shifts, problems).Read(fields);
        return new HospitalDefinition(
            HospitalId.Of(fields.Id("id") ?? ""),
            fields.Text("name") ?? "",
            TimeZone(fields, problems),
            limits,
            units.Definitions,
            staff,
            LocationCodesReader.Read(fields, units, problems),
            new RosterPolicyReader(limits, units, staff, problems).Read(fields),
            new WallReader(units, problems).Read(fields),
            fields.Flag("exercise") ?? false);
    }

    private static ImmutableArray<string> Capabilities(Fields fields) =>
        [.. (fields.Texts("capabilities") ?? []).Select(capability => capability.Text).Distinct(StringComparer.Ordinal)];

    private static string TimeZone(Fields fields, Problems problems)
    {
        if (fields.Text("timeZone") is not { } name)
        {
            return "";
        }

        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(name).Id;
        }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException or SecurityException)
        {
            var field = fields.Find("timeZone")!.Value;
            problems.AddUnknown(
                field.At, field.Path, $"\"{name}\" is not a time zone that this machine knows", name,
                [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id)], "Write an IANA name such as America/Los_Angeles or Europe/Zurich.");
            return name;
        }
    }
}
