using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Placement;

/// <summary>A unit takes only the levels of care it is defined for.</summary>
internal static class LevelOfCareAccepted
{
    public static Rejection? Check(UnitView unit, BedId bed, EncounterId encounter, BedNeeds needs) =>
        needs.LevelOfCare is not { } level || unit.Definition.Accepts.Contains(level)
            ? null
            : new Rejection(
                RejectionCode.LevelOfCare,
                $"{encounter} needs {level} care; unit {unit.Definition.Id} gives {string.Join(", ", unit.Definition.Accepts)}.",
                Overridable: true);
}
