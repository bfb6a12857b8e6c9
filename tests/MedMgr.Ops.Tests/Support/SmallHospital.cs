using System.Globalization;
using MedMgr.Ops.Definitions;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Tests.Support;

/// <summary>A hospital of one ward, for tests in which several servers or many starts matter more than beds.</summary>
internal sealed class SmallHospital
{
    public const int Beds = 12;

    private SmallHospital(string id, string file)
    {
        Id = id;
        File = file;
        Definition = HospitalFile.Load(file) is HospitalReading.Read { Hospital: var hospital }
            ? hospital
            : throw new InvalidOperationException($"{file} is faulty.");
    }

    public string Id { get; }

    public string File { get; }

    public HospitalDefinition Definition { get; }

    /// <summary>As PV1-3 names a bed of it.</summary>
    public static string Place(int bed) => string.Create(CultureInfo.InvariantCulture, $"MED^M-{bed:00}^M-{bed:00}");

    public static SmallHospital Make(string id)
    {
        var file = Path.Combine(Paths.NewFolder(), $"{id}.yaml");
        System.IO.File.WriteAllText(
            file,
            $$"""
            id: {{id}}
            name: {{id}} hospital
            timeZone: America/Los_Angeles
            staffingLimits: {restHoursMin: 11, shiftHoursMax: 16, weeklyHoursMax: 60}
            ratios:
              ward: {patientsPerNurse: 5, meaning: at-all-times, source: Title 22}
            shifts:
              days: {start: "07:00", hours: 12, onDays: 3, offDays: 4}
            units:
              - id: MED
                name: Medicine
                level: general
                ratio: ward
                rooms:
                  - ids: M-01..M-{{Beds}}
            staff:
              groups:
                - {units: [MED], role: registered-nurse, count: 7, shift: days, idPrefix: "{unit}-RN", skills: [general], licenceUntil: 2028-01-01..2028-01-31}
            """);
        return new SmallHospital(id, file);
    }
}
