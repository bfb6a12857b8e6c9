using MedMgr.Ops.Domain.Discrepancies;

namespace MedMgr.Ops.Domain.Encounters;

/// <summary>Applies what a sending system reports as far as it can be true, and says where it does not fit.</summary>
internal static class Reports
{
    /// <param name="heardAt">When it reached us, by our clock.</param>
    public static void Apply(PlanDraft draft, EncounterReport report, DateTimeOffset heardAt)
    {
        if (IsMovement(report.Kind) && draft.State.LastMovement.IsAfter(report.EventAt, heardAt))
        {
            ApplyLate(draft, report);
            return;
        }

        var before = draft.State;
        if (draft.State.Standing == Standing.Unknown && !Establish(draft, report))
        {
            NoteUnlessTold(draft, report);
            return;
        }

        MergeDetails(draft, report);
        switch (report.Kind)
        {
            case ReportKind.Admit or ReportKind.Register:
                AdmissionReports.Admit(draft, report);
                break;
            case ReportKind.PreAdmit:
                break;
            case ReportKind.BecomeInpatient or ReportKind.BecomeOutpatient:
                AdmissionReports.ChangeClass(draft, report);
                break;
            case ReportKind.CancelAdmit:
                AdmissionReports.CancelAdmit(draft, report);
                break;
            case ReportKind.Update:
                MovementReports.Update(draft, report);
                break;
            case ReportKind.Transfer or ReportKind.Arriving:
                MovementReports.Transfer(draft, report);
                break;
            case ReportKind.Departing:
                MovementReports.Departing(draft, report);
                break;
            case ReportKind.CancelTransfer:
                MovementReports.CancelTransfer(draft, report);
                break;
            case ReportKind.LeaveStarts or ReportKind.LeaveEnds:
                PlaceWhereFound(draft, report, before);
                MovementReports.Leave(draft, report);
                break;
            case ReportKind.Discharge:
                DischargeReports.Discharge(draft, report);
                break;
            case ReportKind.CancelDischarge:
                DischargeReports.CancelDischarge(draft, report);
                break;
            case ReportKind.PendingDischarge:
                PlaceWhereFound(draft, report, before);
                DischargeReports.PendingDischarge(draft, report);
                break;
            case ReportKind.CancelPendingDischarge:
                DischargeReports.CancelPendingDischarge(draft, report);
                break;
            case ReportKind.PendingAdmit or ReportKind.PendingTransfer:
                PendingReports.Pend(draft, report);
                break;
            case ReportKind.CancelPendingAdmit or ReportKind.CancelPendingTransfer:
                PendingReports.CancelPending(draft, report);
                break;
            default:
                throw new InvalidOperationException($"No rule for {report.Kind}");
        }

        draft.RequestBedIfBoarding(before);
        NoteUnlessTold(draft, report);
    }

    public static void Note(PlanDraft draft, EncounterReport report, bool late) =>
        draft.Add(new EncounterEvent.ReportNoted(report.Kind, report.Location, late, report.Source) { At = report.EventAt });

    /// <summary>What changed nothing is kept all the same.</summary>
    private static void NoteUnlessTold(PlanDraft draft, EncounterReport report)
    {
        if (draft.Plan() is { Events.IsEmpty: true })
        {
            Note(draft, report, late: false);
        }
    }

    /// <summary>The first message of a visit ought to admit or announce it; others are believed, but somebody should look.</summary>
    /// <returns>False when there is nothing to apply the report to.</returns>
    private static bool Establish(PlanDraft draft, EncounterReport report)
    {
        switch (report.Kind)
        {
            case ReportKind.Admit or ReportKind.Register:
                draft.Register(here: true);
                return true;
            case ReportKind.PreAdmit or ReportKind.PendingAdmit:
                draft.Register(here: false);
                return true;
            case ReportKind.CancelAdmit or ReportKind.CancelTransfer or ReportKind.CancelPendingAdmit or ReportKind.CancelPendingTransfer
                or ReportKind.CancelPendingDischarge:
                draft.Raise(DiscrepancyKind.NothingToCancel, $"{report.Source} cancels something of a visit that is not known here.");
                return false;
            default:
                draft.Register(here: true);
                draft.Raise(DiscrepancyKind.UnknownEncounter, $"{report.Source}: {Words(report.Kind)} of a visit whose admission was never told.");
                return true;
        }
    }

    /// <summary>The first that is heard of a visit may not move anybody; the bed that it names is still where the patient lies.</summary>
    private static void PlaceWhereFound(PlanDraft draft, EncounterReport report, EncounterState before)
    {
        if (before.Standing == Standing.Unknown && report.Location is { Bed: not null } place)
        {
            draft.MoveTo(place, reported: true);
        }
    }

    /// <summary>Late: the details and the missing admission still count, the movement is history.</summary>
    private static void ApplyLate(PlanDraft draft, EncounterReport report)
    {
        if (report.Kind is ReportKind.Admit or ReportKind.Register && draft.State.Discrepancies.Any(d => d.Kind == DiscrepancyKind.UnknownEncounter))
        {
            var before = draft.State;
            MergeDetails(draft, report, onlyMissing: true);
            draft.Resolve(DiscrepancyKind.UnknownEncounter, "the admission arrived late");
            draft.RequestBedIfBoarding(before);
        }
        else if (report.Location != draft.State.Location || report.Kind is ReportKind.Discharge or ReportKind.CancelAdmit or ReportKind.CancelDischarge or ReportKind.CancelTransfer)
        {
            draft.Raise(
                DiscrepancyKind.LateMessage,
                $"{report.Source}: {Words(report.Kind)} of {report.EventAt:yyyy-MM-dd HH:mm} arrived after a later movement ({draft.State.LastMovement.At:yyyy-MM-dd HH:mm}) and moved nobody.",
                report.Location?.Bed);
        }

        Note(draft, report, late: true);
    }

    private static void MergeDetails(PlanDraft draft, EncounterReport report, bool onlyMissing = false)
    {
        var s = draft.State;
        var told = report.Details;
        var needs = s.Needs with
        {
            Gender = onlyMissing && s.Needs.Gender != Gender.Unknown ? s.Needs.Gender : told.Gender.Or(s.Needs.Gender),
            AgeYears = onlyMissing ? s.Needs.AgeYears ?? told.AgeYears.Or(null) : told.AgeYears.Or(s.Needs.AgeYears),
            Service = onlyMissing ? s.Needs.Service ?? told.Service.Or(null) : told.Service.Or(s.Needs.Service),
            Isolation = onlyMissing ? s.Needs.Isolation ?? told.Isolation.Or(null) : told.Isolation.Or(s.Needs.Isolation),
            LevelOfCare = onlyMissing ? s.Needs.LevelOfCare ?? told.LevelOfCare.Or(null) : told.LevelOfCare.Or(s.Needs.LevelOfCare),
            Acuity = onlyMissing ? s.Needs.Acuity ?? told.Acuity.Or(null) : told.Acuity.Or(s.Needs.Acuity),
        };
        draft.SetDetails(
            onlyMissing ? s.Patient ?? told.Patient.Or(null) : told.Patient.Or(s.Patient),
            onlyMissing ? s.PatientClass ?? told.PatientClass.Or(null) : told.PatientClass.Or(s.PatientClass),
            needs);
    }

    private static bool IsMovement(ReportKind kind) => kind is ReportKind.Admit or ReportKind.Register or ReportKind.BecomeInpatient
        or ReportKind.BecomeOutpatient or ReportKind.Transfer or ReportKind.Discharge or ReportKind.Departing or ReportKind.Arriving
        or ReportKind.CancelAdmit or ReportKind.CancelTransfer or ReportKind.CancelDischarge;

    private static string Words(ReportKind kind) => kind switch
    {
        ReportKind.Admit or ReportKind.Register => "an admission",
        ReportKind.Transfer => "a transfer",
        ReportKind.Discharge => "a discharge",
        ReportKind.Departing => "a departure to another place",
        ReportKind.Arriving => "an arrival",
        _ => kind.ToString(),
    };
}
