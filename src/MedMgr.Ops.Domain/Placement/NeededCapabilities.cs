using System.Collections.Immutable;

namespace MedMgr.Ops.Domain.Placement;

/// <summary>What a patient needs of a room, with what the precautions add.</summary>
public static class NeededCapabilities
{
    public const string NegativePressure = "negative-pressure";

    /// <summary>Named needs in their order; negative pressure for airborne precautions.</summary>
    public static ImmutableArray<string> Of(BedNeeds needs) =>
        needs.Isolation?.Precautions == Precautions.Airborne && !needs.Capabilities.Contains(NegativePressure)
            ? needs.Capabilities.Add(NegativePressure)
            : needs.Capabilities;
}
