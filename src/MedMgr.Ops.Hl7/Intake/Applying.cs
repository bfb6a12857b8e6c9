using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Hl7.Acknowledgement;
using MedMgr.Ops.Hl7.Adt;
using MedMgr.Ops.Hl7.Messages;

namespace MedMgr.Ops.Hl7.Intake;

/// <summary>A message as what it asks of the hospital, or why it can not be that.</summary>
internal abstract record Applying
{
    private Applying() { }

    /// <param name="Keys">What must keep the order of arrival: the visits or the bed it is about.</param>
    public abstract record Ready(DateTimeOffset EventAt, ImmutableArray<string> Keys, ImmutableArray<AckError> Warnings) : Applying;

    public sealed record Visit(Translated Told, DateTimeOffset EventAt) : Ready(EventAt, [Told.Visit.Value], Told.Warnings);

    public sealed record Swap(Translated First, Translated Second, DateTimeOffset EventAt)
        : Ready(EventAt, First.Visit == Second.Visit ? [First.Visit.Value] : [First.Visit.Value, Second.Visit.Value], [.. First.Warnings, .. Second.Warnings]);

    public sealed record BedStatus(BedId Bed, BedStatusCode Status, DateTimeOffset EventAt) : Ready(EventAt, ["bed " + Bed.Value], []);

    public sealed record Merge(ImmutableArray<(PatientId Prior, PatientId To)> Patients, DateTimeOffset EventAt) : Ready(EventAt, ["merge"], []);

    public sealed record Refused(AckError Error) : Applying;

    public static Applying Of(ServedHospital hospital, AdtEvent adt, DateTimeOffset eventAt, DateTimeOffset receivedAt)
    {
        Applying applying = adt switch
        {
            { Trigger: AdtTrigger.BedStatus, Bed: { } bed } => OfBed(hospital, bed, eventAt),
            { Trigger: AdtTrigger.Merge } => OfMerge(adt, eventAt),
            { Trigger: AdtTrigger.Swap, Subject: { } first, Other: { } second } => OfSwap(hospital, adt, first, second, eventAt),
            { Subject: { } subject } => OfVisit(hospital, adt, subject, eventAt),
            _ => throw new InvalidOperationException($"The reader let {adt.Trigger} through without what it is about"),
        };
        return applying is Ready ready ? ready with { Warnings = [.. ready.Warnings, .. WarningsOf(adt, eventAt, receivedAt)] } : applying;
    }

    private static Applying OfVisit(ServedHospital hospital, AdtEvent adt, AdtSubject subject, DateTimeOffset eventAt)
    {
        var (told, refusal) = ReportTranslation.Of(adt, subject, 1, hospital.Locations, eventAt);
        return told is not null ? new Visit(told, eventAt) : new Refused(refusal!);
    }

    private static Applying OfSwap(ServedHospital hospital, AdtEvent adt, AdtSubject first, AdtSubject second, DateTimeOffset eventAt)
    {
        var (a, refusalOfA) = ReportTranslation.Of(adt, first, 1, hospital.Locations, eventAt);
        var (b, refusalOfB) = ReportTranslation.Of(adt, second, 2, hospital.Locations, eventAt);
        return a is not null && b is not null ? new Swap(a, b, eventAt) : new Refused((refusalOfA ?? refusalOfB)!);
    }

    private static Applying OfBed(ServedHospital hospital, BedStatusReport report, DateTimeOffset eventAt)
    {
        var where = new Hl7Location("NPU", 1);
        var (place, refusal) = hospital.Locations.Map(report.Location, where);
        return place?.Bed is { } bed
            ? new BedStatus(bed, CodeOf(report.Status), eventAt)
            : new Refused(refusal ?? new AckError(Hl7ErrorCode.RequiredFieldMissing, where, "the bed is missing: a bed status is about one bed"));
    }

    private static Applying OfMerge(AdtEvent adt, DateTimeOffset eventAt)
    {
        foreach (var merge in adt.Merges)
        {
            foreach (var (id, where) in new[] { (merge.Surviving.Id, new Hl7Location("PID", 3, 1)), (merge.PriorPatientId, new Hl7Location("MRG", 1, 1)) })
            {
                if (IdRules.WhatIsWrongWith(id) is { } wrong)
                {
                    return new Refused(new AckError(Hl7ErrorCode.DataType, where, $"the patient id {wrong}"));
                }
            }
        }

        return new Merge([.. adt.Merges.Select(m => (new PatientId(m.PriorPatientId), new PatientId(m.Surviving.Id)))], eventAt);
    }

    private static IEnumerable<AckError> WarningsOf(AdtEvent adt, DateTimeOffset eventAt, DateTimeOffset receivedAt)
    {
        foreach (var remark in adt.Remarks)
        {
            yield return new AckError(Hl7ErrorCode.MessageAccepted, remark.Location, remark.Reason, AckSeverity.Warning);
        }

        if (adt.EventAt != eventAt)
        {
            yield return new AckError(
                Hl7ErrorCode.MessageAccepted, new Hl7Location("EVN", 2), $"{adt.EventAt:u} is still to come; taken as {receivedAt:u}", AckSeverity.Warning);
        }
    }

    private static BedStatusCode CodeOf(ReportedBedStatus status) => status switch
    {
        ReportedBedStatus.Closed => BedStatusCode.Closed,
        ReportedBedStatus.Housekeeping => BedStatusCode.Housekeeping,
        ReportedBedStatus.Isolated => BedStatusCode.Isolated,
        ReportedBedStatus.Contaminated => BedStatusCode.Contaminated,
        ReportedBedStatus.Occupied => BedStatusCode.Occupied,
        ReportedBedStatus.Unoccupied => BedStatusCode.Unoccupied,
        _ => throw new InvalidOperationException($"No status for {status}"),
    };
}
