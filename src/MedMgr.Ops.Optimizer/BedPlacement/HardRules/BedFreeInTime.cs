using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.HardRules;

/// <summary>A bed is planned with only when it is in service, clean and empty within the horizon.</summary>
internal sealed class BedFreeInTime : HardRule
{
    public override string Name => "bed-free-in-time";

    public override string Sentence => "A bed is planned with only when it is in service, clean and empty within the horizon.";

    public override bool JudgesExchanges => false;

    public override Verdict Judge(PlacementScene scene, Patient who, HouseBed bed) =>
        bed.FreeMinute is { } free ? Verdict.FromMinute(free)
        : bed.Bed.State is BedState.Reserved ? Verdict.FromMinute(0)
        : Refuse($"Bed {bed.Id} {StateInWords(bed)} and is not free within {scene.Options.HorizonMinutes} minutes.", WayOut(bed.Bed.State));

    private static string StateInWords(HouseBed bed) => bed.Bed.State switch
    {
        BedState.Occupied o => $"holds {string.Join(" and ", o.By.Select(p => p.Encounter))}",
        BedState.Dirty or BedState.Cleaning { WasContaminated: false } => "is not clean",
        BedState.Blocked b => $"is blocked ({b.Reason})",
        BedState.Closed c => $"is closed ({c.Reason})",
        BedState.Contaminated or BedState.Cleaning => "is contaminated",
        _ => "is not free",
    };

    private static string WayOut(BedState state) => state switch
    {
        BedState.Occupied o => $"{string.Join(" and ", o.By.Select(p => p.Encounter))} would have to leave it",
        BedState.Blocked => "unblock it",
        BedState.Closed => "open it; a plan opens surge beds only where surge is allowed",
        _ => "housekeeping would have to finish sooner",
    };
}
