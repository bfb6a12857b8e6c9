using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.HardRules;

/// <summary>A room keeps to its gender policy; a same-gender room follows whoever lies there or is planned to, until they have left.</summary>
internal sealed class RoomGender : RoomSharingRule
{
    public override string Name => "room-gender";

    public override string Sentence =>
        "A room keeps to its gender policy; a same-gender room follows whoever lies there or is planned to, until they have left.";

    protected override RejectionCode Code => RejectionCode.RoomGender;

    public override Party PartyOf(RoomDefinition room, Patient who) =>
        room.GenderPolicy == GenderPolicy.SameGender ? Party.Of(who.Needs.Gender.ToString()) : Party.Anybody;

    protected override bool MayShare(RoomDefinition room, Patient who, Gender gender, Isolation? isolation) =>
        RoomSharing.GendersMayShare(room.GenderPolicy, who.Needs.Gender, gender);

    protected override string Words(Gender gender, Isolation? isolation) => gender.ToString().ToLowerInvariant();
}
