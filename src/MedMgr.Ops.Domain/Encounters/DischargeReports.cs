using MedMgr.Ops.Domain.Discrepancies;

namespace MedMgr.Ops.Domain.Encounters;

/// <summary>A03, A13, A16, A25. The bed frees at the departure (A03) and never at the order (A16).</summary>
internal static class DischargeReports
{
    public static void Discharge(PlanDraft draft, EncounterReport report)
    {
        if (draft.State.Standing == Standing.Departed)
        {
            return;
        }

        if (report.Location is { Bed: { } told } && draft.State.Location is { Bed: { } known } && told != known)
        {
            draft.Raise(DiscrepancyKind.LocationDiffers, $"{report.Source} discharges from {told}; the patient was known to be in {known}, which is freed.", known);
        }

        draft.ReleaseAssignment("departed");
        draft.LeaveBed("departed");
        draft.Resolve(DiscrepancyKind.BedContested, "the patient departed");
        draft.Add(new EncounterEvent.Departed(report.Disposition ?? "discharged") { At = report.EventAt, AtIsTold = true });
    }

    public static void CancelDischarge(PlanDraft draft, EncounterReport report)
    {
        if (draft.State.IsHere && draft.State.Location is not null)
        {
            draft.Raise(DiscrepancyKind.NothingToCancel, $"{report.Source} cancels a discharge that is not known here.");
            return;
        }

        if (!draft.State.IsHere)
        {
            draft.Register(here: true);
        }

        if ((report.Location ?? draft.State.Previous) is { } back)
        {
            draft.MoveTo(back, reported: true);
        }
        else if (draft.State.Request is null)
        {
            draft.Add(new EncounterEvent.BedRequested(null, "discharge cancelled, bed unknown") { At = report.EventAt });
        }
    }

    public static void PendingDischarge(PlanDraft draft, EncounterReport report)
    {
        if (draft.State.IsOver)
        {
            draft.Raise(DiscrepancyKind.AfterDeparture, $"{report.Source} orders the discharge of a patient whose visit was over.");
            return;
        }

        if (draft.State.DischargeOrderedAt is null)
        {
            draft.Add(new EncounterEvent.DischargeOrdered { At = report.EventAt });
        }

        if (report.DischargeExpected.IsTold && report.DischargeExpected.Value != draft.State.DischargeExpectedAt)
        {
            draft.Add(new EncounterEvent.DischargeExpected(report.DischargeExpected.Value) { At = report.EventAt });
        }
    }

    public static void CancelPendingDischarge(PlanDraft draft, EncounterReport report)
    {
        if (draft.State.DischargeOrderedAt is null)
        {
            draft.Raise(DiscrepancyKind.NothingToCancel, $"{report.Source} cancels a discharge order that is not known here.");
            return;
        }

        draft.Add(new EncounterEvent.DischargeOrderCancelled { At = report.EventAt });
        draft.Add(new EncounterEvent.DischargeExpected(null) { At = report.EventAt });
    }
}
