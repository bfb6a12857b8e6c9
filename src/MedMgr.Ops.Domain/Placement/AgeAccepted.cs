using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Placement;

/// <summary>A unit with age limits takes nobody younger or older.</summary>
internal static class AgeAccepted
{
    public static Rejection? Check(UnitView unit, BedId bed, EncounterId encounter, BedNeeds needs)
    {
        var unitDefinition = unit.Definition;
        return needs.AgeYears < unitDefinition.AgeMin
            ? new Rejection(RejectionCode.AgeNotAccepted, $"{encounter} is {needs.AgeYears}; unit {unitDefinition.Id} takes patients from {unitDefinition.AgeMin} years.", Overridable: true)
            : needs.AgeYears > unitDefinition.AgeMax
            ? new Rejection(RejectionCode.AgeNotAccepted, $"{encounter} is {needs.AgeYears}; unit {unitDefinition.Id} takes patients up to {unitDefinition.AgeMax} years.", Overridable: true)
            : null;
    }
}
