using MedMgr.Ops.Domain.Discrepancies;

namespace MedMgr.Ops.Domain.Alerts.Rules;

/// <summary>What was told and what is known do not fit. Says where and what kind, not who: its own sentence names the visit.</summary>
internal sealed class DiscrepancyOpen() : AlertRule(AlertKind.DiscrepancyOpen, "bed manager")
{
    public override IEnumerable<Finding> Look(Situation s) =>
        from d in s.Discrepancies
        select new Finding(
            d.Id,
            d.Kind is DiscrepancyKind.BedContested or DiscrepancyKind.RuleBroken or DiscrepancyKind.BedNotClean ? AlertSeverity.Warning : AlertSeverity.Notice,
            d.At,
            d.Bed is { } bed ? $"{Matter(d.Kind)}: {bed}" : Matter(d.Kind),
            d.Bed is { } at ? s.Map.UnitOf(at)?.Id : null,
            d.Bed);

    private static string Matter(DiscrepancyKind kind) => kind switch
    {
        DiscrepancyKind.BedContested => "Two patients reported for one bed",
        DiscrepancyKind.BedNotClean => "Patient reported in a bed not called clean",
        DiscrepancyKind.UnknownEncounter => "Message about a visit never admitted",
        DiscrepancyKind.LateMessage => "Message older than the last movement",
        DiscrepancyKind.AfterDeparture => "Message after the departure",
        DiscrepancyKind.LocationDiffers => "Message names another bed than known",
        DiscrepancyKind.RuleBroken => "Placement breaks a rule",
        DiscrepancyKind.NothingToCancel => "Cancels what never happened",
        DiscrepancyKind.BedStatusDiffers => "Bed status report contradicts the board",
        DiscrepancyKind.Reconciled => "Put right by the reconciler",
        _ => throw new InvalidOperationException($"No words for {kind}"),
    };
}
