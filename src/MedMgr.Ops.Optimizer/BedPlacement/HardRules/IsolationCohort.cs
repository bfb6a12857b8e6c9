using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.HardRules;

/// <summary>Patients share a room only when neither is isolated, or both are for the same organism under the same precautions.</summary>
internal sealed class IsolationCohort : RoomSharingRule
{
    public override string Name => "isolation-cohort";

    public override string Sentence =>
        "Patients share a room only when neither is isolated, or both are for the same organism under the same precautions.";

    protected override RejectionCode Code => RejectionCode.IsolationCohort;

    public override Party PartyOf(RoomDefinition room, Patient who) => who.Needs.Isolation switch
    {
        null => Party.Of("none"),
        { } isolation when isolation.MayCohortWith(isolation) => Party.Of($"{isolation.Precautions} {isolation.Organism!.ToUpperInvariant()}"),
        _ => Party.Alone(who),
    };

    protected override bool MayShare(RoomDefinition room, Patient who, Gender gender, Isolation? isolation) =>
        RoomSharing.IsolationsMayShare(who.Needs.Isolation, isolation);

    protected override string Words(Gender gender, Isolation? isolation) => isolation is null
        ? "not isolated"
        : $"{isolation.Precautions.ToString().ToLowerInvariant()} precautions, {isolation.Organism ?? "organism unknown"}";
}
