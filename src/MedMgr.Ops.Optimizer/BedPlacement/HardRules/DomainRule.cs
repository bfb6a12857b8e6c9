using MedMgr.Ops.Domain;
using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.HardRules;

/// <summary>A rule that Domain states for patient, room and unit alone: the plan asks Domain and adds nothing of its own.</summary>
internal abstract class DomainRule : HardRule
{
    protected abstract RejectionCode Code { get; }

    /// <summary>What would have to change for Domain to accept.</summary>
    protected abstract string WayOut { get; }

    public override Verdict Judge(PlacementScene scene, Patient who, HouseBed bed)
    {
        foreach (var rejection in scene.RejectionsInEmptyRoom(who, bed.Room))
        {
            if (rejection.Code == Code)
            {
                return Refuse(rejection.Because, WayOut);
            }
        }

        return Verdict.FromMinute(0);
    }
}
