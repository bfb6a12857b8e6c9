namespace MedMgr.Ops.Domain;

/// <summary>Transmission-based precautions (CDC isolation guideline) and protective environment.</summary>
public enum Precautions { Contact, Droplet, Airborne, Protective }

/// <summary>Why a patient may not share a room with everybody.</summary>
/// <param name="Organism">What the cohort shares ("influenza-a"); null when not (yet) known, and then the patient shares with nobody.</param>
public sealed record Isolation(Precautions Precautions, string? Organism = null)
{
    /// <summary>Two patients may lie in one room only for the same precautions against the same known organism.</summary>
    public bool MayCohortWith(Isolation other) =>
        Precautions == other.Precautions
        && Precautions != Precautions.Protective
        && Organism is not null
        && string.Equals(Organism, other.Organism, StringComparison.OrdinalIgnoreCase);
}
