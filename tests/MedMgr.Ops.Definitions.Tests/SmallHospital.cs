using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Definitions.Tests;

/// <summary>A sound file of two units; each test changes one thing in it.</summary>
internal static class SmallHospital
{
    public const string Yaml =
        """
        id: small
        name: Small Hospital
        timeZone: America/Los_Angeles
        staffingLimits: {restHoursMin: 11, shiftHoursMax: 16, weeklyHoursMax: 60}
        capabilities: [telemetry, dialysis]
        ratios:
          ward: {patientsPerNurse: 5, meaning: at-all-times, source: Title 22}
          oregon: {average: 4, maximum: 5, overHours: 12, meaning: averaged-with-maximum, source: ORS 441.765}
        shifts:
          days: {start: "07:00", hours: 12, onDays: 3, offDays: 4}
        units:
          - id: MED
            name: Medicine
            level: general
            ratio: ward
            rooms:
              - ids: 401..403
              - ids: 404
                beds: [A, B]
                capabilities: [telemetry]
            except:
              - {rooms: 402, gender: female-only, capabilities: [dialysis]}
          - id: ED
            name: Emergency
            level: emergency
            ratio: oregon
            patientsPerBedMax: 1
            ageMin: 16
            rooms:
              - {ids: HALL, bedIds: H1..H2, hallway: true}
        staff:
          groups:
            - {units: [MED, ED], role: registered-nurse, count: 7, shift: days, idPrefix: "{unit}-RN", skills: [general, emergency], licenceUntil: 2028-01-01..2028-01-31}
          people:
            - {id: clerk-1, name: Uma Larchwick, role: clerk, unit: ED, shift: days, offset: 6}
        locationCodes:
          - {code: ER^^1, bed: H1}
          - {code: WARD4, unit: MED}
        """;

    public static HospitalDefinition Read(string yaml) =>
        HospitalFile.Parse(yaml, "small.yaml") switch
        {
            HospitalReading.Read read => read.Hospital,
            var faulty => throw new ShouldAssertException(faulty.ToString()),
        };

    /// <summary>The printed errors after one text of the file is replaced.</summary>
    public static IReadOnlyList<string> ErrorsWhen(string written, string isReplacedBy)
    {
        Yaml.ShouldContain(written);
        var yaml = Yaml.Replace(written, isReplacedBy, StringComparison.Ordinal);
        return [.. HospitalFile.Parse(yaml, "small.yaml").ShouldBeOfType<HospitalReading.Faulty>().Errors.Select(error => error.ToString())];
    }
}
