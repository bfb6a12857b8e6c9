using System.Globalization;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Alerts;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Surge;

namespace MedMgr.Ops.WallBoard.Rendering;

/// <summary>The ward's words for what the wall shows.</summary>
public static class Words
{
    public static string Of(BedStatus status) => status switch
    {
        BedStatus.Ready => "ready",
        BedStatus.Reserved => "reserved",
        BedStatus.Occupied => "occupied",
        BedStatus.Dirty => "dirty",
        BedStatus.Cleaning => "cleaning",
        BedStatus.Blocked => "blocked",
        BedStatus.Closed => "closed",
        BedStatus.Contaminated => "contaminated",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "a status without a word"),
    };

    public static string Of(LevelOfCare level) => level switch
    {
        LevelOfCare.General => "General care",
        LevelOfCare.Telemetry => "Telemetry",
        LevelOfCare.Intermediate => "Step-down",
        LevelOfCare.Critical => "Critical care",
        LevelOfCare.Emergency => "Emergency",
        LevelOfCare.PostAnaesthesia => "Post-anaesthesia",
        LevelOfCare.Paediatric => "Paediatrics",
        LevelOfCare.PaediatricCritical => "Paediatric critical",
        LevelOfCare.Maternity => "Maternity",
        LevelOfCare.Labour => "Labour",
        LevelOfCare.Neonatal => "Neonatal",
        LevelOfCare.Psychiatric => "Psychiatry",
        LevelOfCare.Rehabilitation => "Rehabilitation",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "a level of care without a word"),
    };

    public static string Of(Precautions precautions) => precautions switch
    {
        Precautions.Contact => "contact",
        Precautions.Droplet => "droplet",
        Precautions.Airborne => "airborne",
        Precautions.Protective => "protective",
        _ => throw new ArgumentOutOfRangeException(nameof(precautions), precautions, "precautions without a word"),
    };

    /// <summary>The letter on the bed: contact, droplet, airborne, protective differ in their first.</summary>
    public static string? Letter(Isolation? isolation) => isolation is null ? null : Of(isolation.Precautions)[..1].ToUpperInvariant();

    public static string Of(NedocsBand band) => band switch
    {
        NedocsBand.Normal => "normal",
        NedocsBand.Busy => "busy",
        NedocsBand.ExtremelyBusy => "extremely busy",
        NedocsBand.Overcrowded => "overcrowded",
        NedocsBand.SeverelyOvercrowded => "severely overcrowded",
        NedocsBand.Disaster => "disaster",
        _ => throw new ArgumentOutOfRangeException(nameof(band), band, "a band without a word"),
    };

    public static string Of(EncounterStatus status) => status switch
    {
        EncounterStatus.InTransit => "on the way",
        EncounterStatus.Assigned => "bed assigned",
        EncounterStatus.Requested => "waiting",
        EncounterStatus.OnLeave => "on leave",
        EncounterStatus.DischargeExpected => "discharge expected",
        EncounterStatus.DischargeOrdered => "discharge ordered",
        _ => status.ToString().ToLowerInvariant(),
    };

    public static string Of(AlertSeverity severity) => severity switch
    {
        AlertSeverity.Critical => "critical",
        AlertSeverity.Warning => "warning",
        AlertSeverity.Notice => "notice",
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "a severity without a word"),
    };

    /// <summary>A form of its own for each severity: colours alone tell nothing to one man in twelve.</summary>
    public static string Sign(AlertSeverity severity) => severity switch
    {
        AlertSeverity.Critical => "◆",
        AlertSeverity.Warning => "▲",
        _ => "●",
    };

    /// <summary>One letter where a room's gender policy may turn on it; null for any other and where nobody said.</summary>
    public static string? Sex(Gender? gender) => gender switch
    {
        Gender.Female => "F",
        Gender.Male => "M",
        _ => null,
    };

    public static string SurgeLevel(int level) => level == 0 ? "Ordinary operation" : $"Surge level {level}";

    public static string Count(int n, string one, string many) => $"{Number(n)} {(n == 1 ? one : many)}";

    public static string Number(int n) => n.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Percent(int part, int whole) =>
        whole == 0 ? "–" : (100.0 * part / whole).ToString("0", CultureInfo.InvariantCulture) + " %";

    /// <summary>Time of day at the hospital, with the date: a stay may be longer than a day.</summary>
    public static string Local(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("d MMM HH:mm", CultureInfo.InvariantCulture);

    public static string LocalTime(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string TimeOfDay(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
