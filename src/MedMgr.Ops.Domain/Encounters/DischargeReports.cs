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
        draft.Add(new EncounterEvent.Departed(report.Disposition ?? "discharged") { At = report.EventAt });
    }

    public static void CancelDischarge(PlanDraft draft, EncounterReport report)
    {
        if (draft.State.IsHere && draft.State.Location is not null)
        {
            draft.Raise(DiscrepancyKind.NothingToCancel, $"{report.Source} cancels a discharge that is not known here.");
            return;
        }

        // Nothing before the departure is kept by those who only follow the board, so the details are told again.
        var s = draft.State;
        draft.Add(new EncounterEvent.Registered(Here: true) { At = report.EventAt });
        draft.Add(new EncounterEvent.DetailsChanged(s.Patient, s.PatientClass, s.Needs) { At = report.EventAt });
        if ((report.Location ?? s.Previous) is { } back)
        {
            draft.MoveTo(back, reported: true);
        }
        else
        {
            draft.Add(new EncounterEvent.BedRequested(null, "discharge cancelled, bed unknown") { At = report.EventAt });
        }
    }

    public static void PendingDischarge(PlanDraft draft, EncounterReport report)
    {
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
