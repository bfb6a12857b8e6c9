using System.Collections.Immutable;

namespace MedMgr.Ops.Domain.Placement;

/// <summary>What a patient needs of a bed, its room and its unit.</summary>
/// <param name="LevelOfCare">Null when nobody has said yet: then every level will do.</param>
/// <param name="AgeYears">Null when unknown: then no age rule applies.</param>
/// <param name="Capabilities">What the room must have, as the hospital's definition names it.</param>
/// <param name="Service">The service that treats the patient (HL7 PV1-10).</param>
/// <param name="Acuity">1 (most urgent) to 5, as in the Emergency Severity Index; null when not triaged.</param>
public sealed record BedNeeds(
    LevelOfCare? LevelOfCare,
    Gender Gender,
    Isolation? Isolation,
    int? AgeYears,
    ImmutableArray<string> Capabilities,
    string? Service,
    int? Acuity)
{
    /// <summary>Never default: one who sends no list needs nothing in particular.</summary>
    public ImmutableArray<string> Capabilities { get; init; } = Capabilities.IsDefault ? [] : Capabilities;

    public static readonly BedNeeds Unknown = new(null, Gender.Unknown, null, null, [], null, null);

    // Arrays compare by content here, so that two equal needs are equal.
    public bool Equals(BedNeeds? other) =>
        other is not null && LevelOfCare == other.LevelOfCare && Gender == other.Gender && Isolation == other.Isolation && AgeYears == other.AgeYears
        && Service == other.Service && Acuity == other.Acuity && Capabilities.AsSpan().SequenceEqual(other.Capabilities.AsSpan());

    public override int GetHashCode() => HashCode.Combine(LevelOfCare, Gender, Isolation, AgeYears, Service, Acuity, Capabilities.Length);
}
