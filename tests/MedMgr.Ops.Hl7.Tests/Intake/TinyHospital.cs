using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Hl7.Adt;
using MedMgr.Ops.Hl7.Intake;
using MedMgr.Ops.Hl7.Messages;

namespace MedMgr.Ops.Hl7.Tests.Intake;

/// <summary>Two units, three beds, one location code of a legacy sender.</summary>
internal static class TinyHospital
{
    public static readonly HospitalMap Map = new(new HospitalDefinition(
        new HospitalId("tiny"),
        "Tiny",
        "America/Los_Angeles",
        new StaffingLimits(11, 16, 60),
        [
            Unit("ICU", LevelOfCare.Critical, new RoomDefinition(new RoomId("I1"), GenderPolicy.Mixed, [], [new BedDefinition(new BedId("I1-A"))])),
            Unit(
                "MED", LevelOfCare.General,
                new RoomDefinition(new RoomId("M1"), GenderPolicy.SameGender, [], [new BedDefinition(new BedId("M1-A")), new BedDefinition(new BedId("M1-B"))])),
        ],
        [],
        [new LocationCode("CCU^^1", new UnitId("ICU"), new BedId("I1-A"))]));

    public static readonly LocationMapper Locations = new(Map);

    public static readonly DateTimeOffset Now = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    /// <summary>An A01 with what a test wants to be different.</summary>
    public static string Admission(
        string visit = "V1", string location = "MED^M1^M1-A", string birth = "19600106", string sex = "F", string? isolation = null, string acuity = "") =>
        $"MSH|^~\\&|EHR|F|MM|tiny|20260105080000+0000||ADT^A01|C1|P|2.5.1\rEVN||20260105080000+0000\rPID|||P1||DOE^JANE||{birth}|{sex}\r"
        + $"PV1||I|{location}|||||||MED|||||||||{visit}\rPV2|{new string('|', 39)}{acuity}\r"
        + (isolation is null ? "" : $"OBX|1|ST|ISOLATION||{isolation}||||||F\r");

    public static AdtEvent Read(string message) =>
        new AdtReader(new AdtReaderOptions()).Read(Hl7Message.Parse(message), Now).ShouldBeOfType<AdtReading.Read>().Event;

    public static Translated Translate(string message)
    {
        var adt = Read(message);
        var (told, refusal) = ReportTranslation.Of(adt, adt.Subject!, 1, Locations, adt.EventAt);
        refusal.ShouldBeNull();
        return told.ShouldNotBeNull();
    }

    private static UnitDefinition Unit(string id, LevelOfCare level, RoomDefinition room) => new(
        new UnitId(id), id, level, [level], new NurseRatio(RatioMeaning.AtAllTimes, 4, 4, 0, "test"), 1, null, null, ImmutableArray<string>.Empty, [room]);
}
