namespace MedMgr.Ops.Domain.Tests.Log;

/// <summary>The names under which events stand in logs that exist. A line may be added; one that is changed or removed makes old logs unreadable.</summary>
internal static class ApprovedEventNames
{
    public static readonly string[] All =
    [
        "bed-blocked", "bed-cleaning-interrupted", "bed-cleaning-put-back", "bed-cleaning-put-first", "bed-cleaning-started", "bed-closed", "bed-contaminated", "bed-exchanged", "bed-made-ready",
        "bed-marked-dirty", "bed-occupant-updated", "bed-occupied", "bed-opened", "bed-precautions-set", "bed-reservation-released", "bed-reserved",
        "bed-unblocked", "bed-vacated",
        "encounter-assignment-released", "encounter-barrier-cleared", "encounter-barrier-raised", "encounter-bed-assigned", "encounter-bed-requested", "encounter-cancelled", "encounter-departed",
        "encounter-details-changed", "encounter-discharge-expected", "encounter-discharge-order-cancelled", "encounter-discharge-ordered",
        "encounter-discrepancy-raised", "encounter-discrepancy-resolved", "encounter-leave-ended", "encounter-leave-started",
        "encounter-location-contested", "encounter-location-lost", "encounter-placed", "encounter-registered", "encounter-report-noted",
        "encounter-request-cancelled", "encounter-transit-started",
        "hospital-alert-taken", "hospital-defined", "hospital-discrepancy-raised", "hospital-discrepancy-resolved", "hospital-placement-weights-set",
        "hospital-surge-level-set",
        "quarantine-kept", "quarantine-released", "quarantine-replay-failed",
        "roster-published", "roster-withdrawn",
        "staff-floated", "staff-shift-ended", "staff-shift-started",
        "unit-closed", "unit-opened", "unit-staff-arrived", "unit-staff-left",
    ];
}
