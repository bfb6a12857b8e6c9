using MedMgr.Ops.Domain.Discrepancies;

namespace MedMgr.Ops.Consoles.Rendering;

/// <summary>What a discrepancy is called, what to look at, and what people usually find.</summary>
internal static class TroubleWords
{
    public static string Of(DiscrepancyKind kind) => kind switch
    {
        DiscrepancyKind.BedContested => "Two for one bed",
        DiscrepancyKind.BedNotClean => "Bed was not called clean",
        DiscrepancyKind.UnknownEncounter => "Unknown visit",
        DiscrepancyKind.LateMessage => "Late message",
        DiscrepancyKind.AfterDeparture => "After the departure",
        DiscrepancyKind.LocationDiffers => "Another bed is told",
        DiscrepancyKind.RuleBroken => "Placement breaks rules",
        DiscrepancyKind.NothingToCancel => "Nothing to cancel",
        DiscrepancyKind.BedStatusDiffers => "Bed status differs",
        DiscrepancyKind.Reconciled => "Put right by itself",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "a kind without a word"),
    };

    /// <summary>Where to look.</summary>
    public static string Hint(DiscrepancyKind kind) => kind switch
    {
        DiscrepancyKind.BedContested => "ask the ward who lies there; the other is placed once the bed is free",
        DiscrepancyKind.BedNotClean => "ask housekeeping whether the bed was cleaned",
        DiscrepancyKind.UnknownEncounter => "ask registration for the admission",
        DiscrepancyKind.LateMessage => "nothing was moved by it",
        DiscrepancyKind.AfterDeparture => "ask the ward whether the patient has really left",
        DiscrepancyKind.LocationDiffers => "ask the ward where the patient lies",
        DiscrepancyKind.RuleBroken => "move the patient, or say why it is right",
        DiscrepancyKind.NothingToCancel => "nothing was undone by it",
        DiscrepancyKind.BedStatusDiffers => "ask the ward how the bed stands",
        DiscrepancyKind.Reconciled => "look whether it is as it should be",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "a kind without a hint"),
    };

    /// <summary>Answers to pick from.</summary>
    public static string[] Likely(DiscrepancyKind kind) => kind switch
    {
        DiscrepancyKind.BedContested => ["ward asked: our bed is right", "ward asked: registration corrected", "patient moved"],
        DiscrepancyKind.BedNotClean => ["bed had been cleaned", "bed cleaned afterwards"],
        DiscrepancyKind.UnknownEncounter or DiscrepancyKind.AfterDeparture => ["admission was entered late", "wrong visit number at the sender"],
        DiscrepancyKind.RuleBroken => ["patient moved", "agreed with the charge nurse"],
        DiscrepancyKind.LocationDiffers or DiscrepancyKind.BedStatusDiffers => ["ward asked: ours is right", "corrected at the sender"],
        _ => ["looked at, nothing to do"],
    };
}
