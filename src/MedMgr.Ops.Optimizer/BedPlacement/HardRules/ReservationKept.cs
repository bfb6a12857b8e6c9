using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.HardRules;

/// <summary>A bed that is kept for one patient is given to nobody else.</summary>
internal sealed class ReservationKept : HardRule
{
    public override string Name => "reservation-kept";

    public override string Sentence => "A bed that is kept for one patient is given to nobody else.";

    public override Verdict Judge(PlacementScene scene, Patient who, HouseBed bed) => bed.Bed.State is BedState.Reserved r
        ? Refuse($"Bed {bed.Id} is kept for {r.For.Encounter}.", $"the assignment of {r.For.Encounter} would have to be taken back")
        : Verdict.FromMinute(0);
}
