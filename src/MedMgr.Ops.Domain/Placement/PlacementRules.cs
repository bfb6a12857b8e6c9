using System.Collections.Immutable;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Placement;

/// <summary>Whether a patient may lie in a bed, as far as its room and unit are concerned. The bed itself has the last word (BedRules).</summary>
public static class PlacementRules
{
    private static readonly Func<UnitView, BedId, EncounterId, BedNeeds, Rejection?>[] Rules =
    [
        UnitOpen.Check, LevelOfCareAccepted.Check, AgeAccepted.Check, CapabilitiesPresent.Check, RoomGender.Check, IsolationCohort.Check,
        UnitStaffed.Check,
    ];

    /// <summary>Every rule that refuses, in the order of the table above; empty when the bed will do.</summary>
    public static ImmutableArray<Rejection> Check(UnitView unit, BedId bed, EncounterId encounter, BedNeeds needs)
    {
        if (unit.RoomOf(bed) is null)
        {
            return [new Rejection(RejectionCode.BedUnknown, $"Unit {unit.Definition.Id} has no bed {bed}.")];
        }

        var refused = ImmutableArray.CreateBuilder<Rejection>();
        foreach (var rule in Rules)
        {
            if (rule(unit, bed, encounter, needs) is { } rejection)
            {
                refused.Add(rejection);
            }
        }

        return refused.ToImmutable();
    }
}
