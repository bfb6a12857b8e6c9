using System.Text.Json.Serialization;

namespace MedMgr.Ops.Domain.Discrepancies;

/// <summary>How what a sending system told disagrees with what is known. Part of the public API.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DiscrepancyKind>))]
public enum DiscrepancyKind
{
    /// <summary>The reported bed can not hold the patient: occupied, reserved for another, out of service.</summary>
    [JsonStringEnumMemberName("bed-contested")] BedContested,

    /// <summary>The patient came into a bed that nobody had called clean.</summary>
    [JsonStringEnumMemberName("bed-not-clean")] BedNotClean,

    /// <summary>A message about a visit that was never admitted here.</summary>
    [JsonStringEnumMemberName("unknown-encounter")] UnknownEncounter,

    /// <summary>A message that tells of a movement before the last known one.</summary>
    [JsonStringEnumMemberName("late-message")] LateMessage,

    /// <summary>A movement after the departure, or a second admission of one visit.</summary>
    [JsonStringEnumMemberName("after-departure")] AfterDeparture,

    /// <summary>The message names another present bed than the known one, without being a movement.</summary>
    [JsonStringEnumMemberName("location-differs")] LocationDiffers,

    /// <summary>The reported placement breaks a rule of the room or unit (gender, isolation, level of care, staffing).</summary>
    [JsonStringEnumMemberName("rule-broken")] RuleBroken,

    /// <summary>A cancel of something that never happened here.</summary>
    [JsonStringEnumMemberName("nothing-to-cancel")] NothingToCancel,

    /// <summary>A bed status report (A20) that the bed's known state contradicts.</summary>
    [JsonStringEnumMemberName("bed-status-differs")] BedStatusDiffers,

    /// <summary>A crash or a lost race left something half done; the reconciler finished or undid it.</summary>
    [JsonStringEnumMemberName("reconciled")] Reconciled,
}

/// <summary>Something for a person to look at: what was told and what is known do not fit.</summary>
/// <param name="Id">Unique in the hospital. "ID@encounter" for one that lives with an encounter.</param>
/// <param name="Says">The whole matter in one sentence, without the patient's name.</param>
/// <param name="Source">Message or command that raised it.</param>
public sealed record Discrepancy(string Id, DiscrepancyKind Kind, string Says, EncounterId? Encounter, BedId? Bed, DateTimeOffset At, string Source)
{
    private const char Of = '@';

    /// <summary>One that lives with a visit: its id is unique there and leads back to it.</summary>
    /// <param name="open">Those that are open on the visit.</param>
    public static Discrepancy OfEncounter(
        EncounterId encounter, IReadOnlyCollection<Discrepancy> open, string source, DiscrepancyKind kind, string says, BedId? bed, DateTimeOffset at)
    {
        var stem = $"{kind}-{at.ToUniversalTime():yyyyMMddHHmmss}".ToLowerInvariant();
        var n = 1;
        while (open.Any(d => d.Id == $"{stem}-{n}{Of}{encounter}"))
        {
            n++;
        }

        return new Discrepancy($"{stem}-{n}{Of}{encounter}", kind, says, encounter, bed, at, source);
    }

    /// <summary>The visit that holds the discrepancy of this id; null when the hospital holds it.</summary>
    public static EncounterId? HolderOf(string id) => id.IndexOf(Of, StringComparison.Ordinal) is var at and >= 0 ? new EncounterId(id[(at + 1)..]) : null;

    public bool SameMatterAs(Discrepancy other) => Kind == other.Kind && Encounter == other.Encounter && Bed == other.Bed;
}
