using MedMgr.Ops.Domain.Discrepancies;

namespace MedMgr.Ops.Domain.Encounters;

/// <summary>A01, A04, A06, A07, A11.</summary>
internal static class AdmissionReports
{
    public static void Admit(PlanDraft draft, EncounterReport report)
    {
        var before = draft.State.Standing;
        if (before == Standing.Departed)
        {
            draft.Raise(DiscrepancyKind.AfterDeparture, $"{report.Source} admits a visit that had departed.");
        }

        if (!draft.State.IsHere)
        {
            draft.Register(here: true);
        }

        draft.Resolve(DiscrepancyKind.UnknownEncounter, "the admission arrived");
        PlaceOrRequest(draft, report);
    }

    public static void ChangeClass(PlanDraft draft, EncounterReport report)
    {
        var patientClass = report.Kind == ReportKind.BecomeInpatient ? "I" : "O";
        if (!report.Details.PatientClass.IsTold)
        {
            draft.SetDetails(draft.State.Patient, patientClass, draft.State.Needs);
        }

        MovementReports.Transfer(draft, report);
    }

    public static void CancelAdmit(PlanDraft draft, EncounterReport report)
    {
        if (draft.State.IsOver)
        {
            draft.Raise(DiscrepancyKind.NothingToCancel, $"{report.Source} cancels the admission of a visit that is over.");
            return;
        }

        draft.ReleaseAssignment("admission cancelled");
        draft.LeaveBed("admission cancelled");
        draft.Resolve(DiscrepancyKind.BedContested, "the admission was cancelled");
        draft.Add(new EncounterEvent.Cancelled("admission cancelled by " + report.Source) { At = report.EventAt, AtIsTold = true });
    }

    /// <summary>A bed is a place; a unit with a waiting room is one too; anything less leaves the patient waiting for a bed.</summary>
    private static void PlaceOrRequest(PlanDraft draft, EncounterReport report)
    {
        if (report.Location is { Bed: not null } bed)
        {
            draft.MoveTo(bed, reported: true);
            return;
        }

        if (report.Location is { } unit && draft.Map.Unit(unit.Unit)?.LevelOfCare == LevelOfCare.Emergency)
        {
            if (draft.State.Location?.Unit != unit.Unit)
            {
                draft.MoveTo(unit, reported: true);
            }

            return;
        }

        if (draft.State is { Location: null, Request: null })
        {
            draft.Add(new EncounterEvent.BedRequested(report.Location?.Unit, "admitted without a bed") { At = report.EventAt });
        }
    }
}
