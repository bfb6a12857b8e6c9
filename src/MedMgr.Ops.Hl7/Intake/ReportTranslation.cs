using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Hl7.Acknowledgement;
using MedMgr.Ops.Hl7.Adt;
using MedMgr.Ops.Hl7.Messages;

namespace MedMgr.Ops.Hl7.Intake;

/// <summary>What an ADT message says of a visit, in the hospital's words.</summary>
/// <param name="Warnings">What was sent and could not be used.</param>
public sealed record Translated(EncounterId Visit, EncounterReport Report, ImmutableArray<AckError> Warnings);

/// <summary>From the sender's codes to the hospital's words. Pure.</summary>
public static class ReportTranslation
{
    /// <param name="occurrence">1, or 2 for the second patient of a swap.</param>
    /// <param name="eventAt">When it happened, already held against our clock.</param>
    public static (Translated? Translated, AckError? Refusal) Of(AdtEvent adt, AdtSubject subject, int occurrence, LocationMapper locations, DateTimeOffset eventAt)
    {
        var warnings = ImmutableArray.CreateBuilder<AckError>();
        if (IdRules.WhatIsWrongWith(subject.Visit.Number) is { } badVisit)
        {
            return Refused(new Hl7Location("PV1", 19, 1, occurrence), $"the visit number {badVisit}");
        }

        if (IdRules.WhatIsWrongWith(subject.Patient.Id) is { } badPatient)
        {
            return Refused(new Hl7Location("PID", 3, 1, occurrence), $"the patient id {badPatient}");
        }

        var (location, refusal) = locations.Map(subject.Visit.Location, new Hl7Location("PV1", 3, Occurrence: occurrence));
        var (pending, pendingRefusal) = locations.Map(subject.Visit.PendingLocation, new Hl7Location("PV1", 42, Occurrence: occurrence));
        if ((refusal ?? pendingRefusal) is { } unmapped)
        {
            return (null, unmapped);
        }

        // Where the patient was before is for cross-checking only: one that is not ours (another house, an old name) does no harm.
        var (prior, priorRefusal) = locations.Map(subject.Visit.PriorLocation, new Hl7Location("PV1", 6, Occurrence: occurrence));
        Warn(warnings, priorRefusal);
        var visit = subject.Visit;
        var report = new EncounterReport(
            KindOf(adt.Trigger),
            eventAt,
            $"{adt.Sender.Application} {adt.ControlId}".TrimStart(),
            Details(subject, eventAt, warnings),
            location,
            prior,
            pending,
            visit.ExpectedDischargeAt.Kind == FieldKind.Absent ? default : Told.To(visit.ExpectedDischargeAt.Value),
            visit.DischargeDisposition.Text);
        return (new Translated(new EncounterId(visit.Number), report, warnings.ToImmutable()), null);
    }

    private static ReportedDetails Details(AdtSubject subject, DateTimeOffset eventAt, ImmutableArray<AckError>.Builder warnings) => new(
        Told.To<PatientId?>(new PatientId(subject.Patient.Id)),
        subject.Patient.Sex.Kind == FieldKind.Absent ? default : Told.To(GenderOf(subject.Patient.Sex.Value)),
        subject.Patient.BirthDate.Kind == FieldKind.Absent ? default : Told.To(AgeOf(subject.Patient.BirthDate.Value, eventAt)),
        TextOf(subject.Visit.Service),
        TextOf(subject.Visit.PatientClass),
        IsolationOf(subject.Visit.Isolation, warnings),
        LevelOf(subject.Visit.Acuity),
        default);

    private static Gender GenderOf(AdministrativeSex? sex) => sex switch
    {
        AdministrativeSex.Female => Gender.Female,
        AdministrativeSex.Male => Gender.Male,
        AdministrativeSex.Other or AdministrativeSex.Ambiguous or AdministrativeSex.NotApplicable => Gender.Other,
        _ => Gender.Unknown,
    };

    private static int? AgeOf(DateOnly? born, DateTimeOffset at)
    {
        if (born is not { } birth)
        {
            return null;
        }

        var day = DateOnly.FromDateTime(at.Date);
        var years = day.Year - birth.Year;
        return Math.Max(0, day < birth.AddYears(years) ? years - 1 : years);
    }

    /// <remarks>"DROPLET", "droplet: influenza-a", "AIRBORNE/tuberculosis"; "NONE" and "N" end the isolation.</remarks>
    private static Told<Isolation> IsolationOf(FieldValue sent, ImmutableArray<AckError>.Builder warnings)
    {
        if (sent.IsDelete)
        {
            return Told.To<Isolation>(null);
        }

        if (sent.Text is not { } text)
        {
            return default;
        }

        var cut = text.AsSpan().IndexOfAny(":/^ ");
        var word = (cut < 0 ? text : text[..cut]).Trim();
        var organism = cut < 0 ? null : text[(cut + 1)..].Trim(' ', ':', '/', '^').ToLowerInvariant();
        if (word.Equals("NONE", StringComparison.OrdinalIgnoreCase) || word.Equals("N", StringComparison.OrdinalIgnoreCase))
        {
            return Told.To<Isolation>(null);
        }

        if (Enum.TryParse<Precautions>(word, ignoreCase: true, out var precautions) && !char.IsAsciiDigit(word[0]))
        {
            return Told.To(new Isolation(precautions, string.IsNullOrEmpty(organism) ? null : organism));
        }

        Warn(warnings, new AckError(
            Hl7ErrorCode.TableValueNotFound, null, $"isolation '{text}' is not understood and was left as it was: use contact, droplet, airborne, protective or none"));
        return default;
    }

    /// <summary>HL7 table 0432: CR critical and AC acute say something of the level of care; the others do not.</summary>
    private static Told<LevelOfCare?> LevelOf(FieldValue acuity) => acuity switch
    {
        { IsDelete: true } => Told.To<LevelOfCare?>(null),
        { Text: "CR" } => Told.To<LevelOfCare?>(LevelOfCare.Critical),
        { Text: "AC" } => Told.To<LevelOfCare?>(LevelOfCare.General),
        _ => default,
    };

    private static Told<string> TextOf(FieldValue field) => field.IsAbsent ? default : Told.To(field.Text);

    private static void Warn(ImmutableArray<AckError>.Builder warnings, AckError? error)
    {
        if (error is not null)
        {
            warnings.Add(error with { Severity = AckSeverity.Warning });
        }
    }

    private static (Translated?, AckError?) Refused(Hl7Location where, string why) => (null, new AckError(Hl7ErrorCode.DataType, where, why));

    private static ReportKind KindOf(AdtTrigger trigger) => trigger switch
    {
        AdtTrigger.Admit => ReportKind.Admit,
        AdtTrigger.Transfer => ReportKind.Transfer,
        AdtTrigger.Discharge => ReportKind.Discharge,
        AdtTrigger.Register => ReportKind.Register,
        AdtTrigger.PreAdmit => ReportKind.PreAdmit,
        AdtTrigger.ChangeToInpatient => ReportKind.BecomeInpatient,
        AdtTrigger.ChangeToOutpatient => ReportKind.BecomeOutpatient,
        AdtTrigger.Update => ReportKind.Update,
        AdtTrigger.Departing => ReportKind.Departing,
        AdtTrigger.Arriving => ReportKind.Arriving,
        AdtTrigger.CancelAdmit => ReportKind.CancelAdmit,
        AdtTrigger.CancelTransfer => ReportKind.CancelTransfer,
        AdtTrigger.CancelDischarge => ReportKind.CancelDischarge,
        AdtTrigger.PendingAdmit => ReportKind.PendingAdmit,
        AdtTrigger.PendingTransfer => ReportKind.PendingTransfer,
        AdtTrigger.PendingDischarge => ReportKind.PendingDischarge,
        AdtTrigger.LeaveBegins => ReportKind.LeaveStarts,
        AdtTrigger.LeaveEnds => ReportKind.LeaveEnds,
        AdtTrigger.CancelPendingDischarge => ReportKind.CancelPendingDischarge,
        AdtTrigger.CancelPendingTransfer => ReportKind.CancelPendingTransfer,
        AdtTrigger.CancelPendingAdmit => ReportKind.CancelPendingAdmit,
        AdtTrigger.Swap => ReportKind.Transfer,
        _ => throw new InvalidOperationException($"{trigger} is no report of a visit"),
    };
}
