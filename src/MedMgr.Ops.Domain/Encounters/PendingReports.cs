using MedMgr.Ops.Domain.Discrepancies;

namespace MedMgr.Ops.Domain.Encounters;

/// <summary>A14, A15 and their cancels A27, A26.</summary>
internal static class PendingReports
{
    public static void Pend(PlanDraft draft, EncounterReport report)
    {
        if (draft.State.IsOver)
        {
            draft.Raise(DiscrepancyKind.AfterDeparture, $"{report.Source} asks for a bed for a visit that is over.");
            return;
        }

        // A pending admission may name its bed where the present location of other messages stands.
        var planned = report.Pending ?? (report.Kind == ReportKind.PendingAdmit && !draft.State.IsHere ? report.Location : null);
        if (planned is { Bed: not null } && planned == draft.State.Request?.Assigned)
        {
            return;
        }

        if (draft.State.Request is null || planned is not null && draft.State.Request.Target != planned.Unit)
        {
            draft.ReleaseAssignment("asked for another unit");
            draft.Add(new EncounterEvent.BedRequested(planned?.Unit, report.Kind == ReportKind.PendingAdmit ? "pending admission" : "pending transfer") { At = report.EventAt });
        }

        if (planned is { Bed: not null } && planned != draft.State.Location)
        {
            draft.ReleaseAssignment("assigned to another bed");
            draft.ReserveBed(planned, reported: true);
        }
    }

    public static void CancelPending(PlanDraft draft, EncounterReport report)
    {
        if (draft.State.Request is null)
        {
            draft.Raise(DiscrepancyKind.NothingToCancel, $"{report.Source} cancels a pending request that is not known here.");
            return;
        }

        draft.ReleaseAssignment("cancelled by " + report.Source);
        draft.Add(new EncounterEvent.RequestCancelled("cancelled by " + report.Source) { At = report.EventAt, AtIsTold = true });
        if (draft.State is { Standing: Standing.Expected, Location: null })
        {
            draft.Add(new EncounterEvent.Cancelled("cancelled by " + report.Source) { At = report.EventAt, AtIsTold = true });
        }
    }
}
