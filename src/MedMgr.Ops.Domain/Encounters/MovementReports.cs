using MedMgr.Ops.Domain.Discrepancies;

namespace MedMgr.Ops.Domain.Encounters;

/// <summary>A02, A08, A09, A10, A12, A21, A22.</summary>
internal static class MovementReports
{
    public static void Transfer(PlanDraft draft, EncounterReport report)
    {
        if (draft.State.IsOver)
        {
            draft.Raise(DiscrepancyKind.AfterDeparture, $"{report.Source} moves a patient whose visit was over.");
            draft.Register(here: true);
        }
        else if (draft.State.Standing == Standing.Expected)
        {
            draft.Register(here: true);
        }

        if (report.Location is not { } place)
        {
            return;
        }

        if (place.Bed is null && draft.State.Location?.Unit == place.Unit)
        {
            return;
        }

        var before = draft.State.Location;
        draft.MoveTo(place, reported: true);

        // After the move, which settles what differed before it.
        if (report.Prior is { Bed: { } prior } && before is { Bed: { } known } && prior != known && place.Bed != known)
        {
            draft.Raise(DiscrepancyKind.LocationDiffers, $"{report.Source} moves the patient out of {prior}; the patient was known to be in {known}.", known);
        }
    }

    public static void Update(PlanDraft draft, EncounterReport report)
    {
        var known = draft.State.Location ?? draft.State.Contested;
        if (draft.State.IsHere && report.Location is { Bed: { } told } && known is not null && known.Bed != told)
        {
            draft.Raise(DiscrepancyKind.LocationDiffers, $"{report.Source} names {told} in an update; the patient is known to be in {known}.", told);
        }
        else if (draft.State.IsHere && known is null && report.Location is { Bed: not null } place)
        {
            draft.MoveTo(place, reported: true);
        }

        if (report.DischargeExpected.IsTold && report.DischargeExpected.Value != draft.State.DischargeExpectedAt)
        {
            draft.Add(new EncounterEvent.DischargeExpected(report.DischargeExpected.Value) { At = report.EventAt });
        }
    }

    public static void Departing(PlanDraft draft, EncounterReport report)
    {
        if (draft.State.IsOver)
        {
            draft.Raise(DiscrepancyKind.AfterDeparture, $"{report.Source} tells that a patient is on the way whose visit was over.");
        }
        else if (draft.State.IsHere && draft.State.InTransitSince is null)
        {
            draft.Add(new EncounterEvent.TransitStarted(report.Pending ?? report.Location) { At = report.EventAt, AtIsTold = true });
        }
    }

    public static void CancelTransfer(PlanDraft draft, EncounterReport report)
    {
        var back = report.Location ?? draft.State.Previous;
        if (!draft.State.IsHere || back is null)
        {
            draft.Raise(DiscrepancyKind.NothingToCancel, $"{report.Source} cancels a transfer that is not known here.");
            return;
        }

        draft.MoveTo(back, reported: true);
    }

    public static void Leave(PlanDraft draft, EncounterReport report)
    {
        if (draft.State.IsOver)
        {
            draft.Raise(DiscrepancyKind.AfterDeparture, $"{report.Source} tells of a leave of absence from a visit that was over.");
            return;
        }

        if (draft.State.Standing == Standing.Expected)
        {
            draft.Register(here: true);
        }

        if (report.Kind == ReportKind.LeaveStarts && draft.State.Standing == Standing.Active)
        {
            draft.Add(new EncounterEvent.LeaveStarted { At = report.EventAt });
        }
        else if (report.Kind == ReportKind.LeaveEnds && draft.State.Standing == Standing.OnLeave)
        {
            draft.Add(new EncounterEvent.LeaveEnded { At = report.EventAt });
        }

        if (report.Kind == ReportKind.LeaveEnds && report.Location is { Bed: not null } place)
        {
            draft.MoveTo(place, reported: true);
        }
    }
}
