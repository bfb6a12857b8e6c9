using System.Collections.Immutable;
using MedMgr.Ops.Hl7.Messages;

namespace MedMgr.Ops.Hl7.Adt;

/// <summary>What an ADT message says, in the sender's codes and free of any rule of ours.</summary>
public sealed record AdtEvent
{
    /// <summary>MSH-9.2, else EVN-1.</summary>
    public required AdtTrigger Trigger { get; init; }

    /// <summary>MSH-3 and MSH-4; with <see cref="ControlId"/> it identifies the message.</summary>
    public required SendingSystem Sender { get; init; }

    /// <summary>MSH-10, never empty.</summary>
    public required string ControlId { get; init; }

    /// <summary>MSH-7; null where it was not sent or is no time.</summary>
    public DateTimeOffset? MessageAt { get; init; }

    /// <summary>When it happened on the ward.</summary>
    public required DateTimeOffset EventAt { get; init; }

    /// <summary>Which stamp <see cref="EventAt"/> is.</summary>
    public required EventTimeSource EventAtSource { get; init; }

    /// <summary>How exact <see cref="EventAt"/> is; a day alone stands as its midnight.</summary>
    public required TimestampPrecision EventAtPrecision { get; init; }

    /// <summary>The patient and the visit; null for <see cref="AdtTrigger.BedStatus"/> and <see cref="AdtTrigger.Merge"/>.</summary>
    public AdtSubject? Subject { get; init; }

    /// <summary>The second patient of a <see cref="AdtTrigger.Swap"/>, else null.</summary>
    public AdtSubject? Other { get; init; }

    /// <summary>Of a <see cref="AdtTrigger.BedStatus"/>, else null.</summary>
    public BedStatusReport? Bed { get; init; }

    /// <summary>Of a <see cref="AdtTrigger.Merge"/>: at least one; else empty.</summary>
    public ImmutableArray<PatientMerge> Merges { get; init; } = [];

    /// <summary>What was sent, could not be understood and was left out without changing what happened.</summary>
    public ImmutableArray<AdtRemark> Remarks { get; init; } = [];
}

/// <summary>MSH-3.1 and MSH-4.1; either may be empty.</summary>
public readonly record struct SendingSystem(string Application, string Facility)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Application}/{Facility}";
}

/// <summary>Where the time of an event came from, in the order in which they are preferred.</summary>
public enum EventTimeSource
{
    /// <summary>EVN-6, event occurred.</summary>
    Occurred,

    /// <summary>EVN-2, recorded.</summary>
    Recorded,

    /// <summary>MSH-7, message written.</summary>
    Message,

    /// <summary>No stamp was sent: when it arrived here.</summary>
    Received,
}

/// <summary>A value that was left out, and why.</summary>
public readonly record struct AdtRemark(Hl7Location Location, string Reason);

/// <summary>A patient on a visit.</summary>
/// <param name="Patient">Who.</param>
/// <param name="Visit">What is known of the stay.</param>
public sealed record AdtSubject(AdtPatient Patient, AdtVisit Visit);

/// <summary>PID.</summary>
public sealed record AdtPatient
{
    /// <summary>PID-3.1 of the preferred repetition (PID-2.1 of senders before 2.3 that leave PID-3 empty); never empty.</summary>
    public required string Id { get; init; }

    /// <summary>Name: family (PID-5.1).</summary>
    public FieldValue Family { get; init; }

    /// <summary>Name: given (PID-5.2).</summary>
    public FieldValue Given { get; init; }

    /// <summary>PID-7.</summary>
    public FieldValue<DateOnly> BirthDate { get; init; }

    /// <summary>PID-8.</summary>
    public FieldValue<AdministrativeSex> Sex { get; init; }
}

/// <summary>HL7 table 0001.</summary>
public enum AdministrativeSex
{
    /// <summary>U, or a code the table does not have (with a remark).</summary>
    Unknown,

    /// <summary>F.</summary>
    Female,

    /// <summary>M.</summary>
    Male,

    /// <summary>O.</summary>
    Other,

    /// <summary>A.</summary>
    Ambiguous,

    /// <summary>N.</summary>
    NotApplicable,
}

/// <summary>PV1, PV2 and the isolation note.</summary>
public sealed record AdtVisit
{
    /// <summary>Identifies the stay; never empty. Where it was found: <see cref="NumberSource"/>.</summary>
    public required string Number { get; init; }

    /// <summary>The field that <see cref="Number"/> came from.</summary>
    public required VisitNumberSource NumberSource { get; init; }

    /// <summary>PV1-2, table 0004: I inpatient, E emergency, O outpatient, P pre-admit, R recurring, B obstetrics.</summary>
    public FieldValue PatientClass { get; init; }

    /// <summary>PV1-3.</summary>
    public PointOfCare Location { get; init; }

    /// <summary>PV1-6.</summary>
    public PointOfCare PriorLocation { get; init; }

    /// <summary>PV1-11.</summary>
    public PointOfCare TemporaryLocation { get; init; }

    /// <summary>PV1-42.</summary>
    public PointOfCare PendingLocation { get; init; }

    /// <summary>PV1-43.</summary>
    public PointOfCare PriorTemporaryLocation { get; init; }

    /// <summary>PV1-10, table 0069 or the site's own.</summary>
    public FieldValue Service { get; init; }

    /// <summary>PV1-14, table 0023.</summary>
    public FieldValue AdmitSource { get; init; }

    /// <summary>PV1-36, table 0112.</summary>
    public FieldValue DischargeDisposition { get; init; }

    /// <summary>PV1-37.1.</summary>
    public FieldValue DischargedTo { get; init; }

    /// <summary>PV1-44.</summary>
    public FieldValue<DateTimeOffset> AdmittedAt { get; init; }

    /// <summary>PV1-45.</summary>
    public FieldValue<DateTimeOffset> DischargedAt { get; init; }

    /// <summary>PV2-9.</summary>
    public FieldValue<DateTimeOffset> ExpectedDischargeAt { get; init; }

    /// <summary>OBX-5 of the observation that <see cref="AdtReaderOptions.IsolationObservation"/> names, else the configured field.</summary>
    public FieldValue Isolation { get; init; }

    /// <summary>PV2-40, admission level of care, table 0432: CR critical, AC acute and so on.</summary>
    public FieldValue Acuity { get; init; }
}

/// <summary>HL7 table 0116.</summary>
public enum ReportedBedStatus
{
    /// <summary>C.</summary>
    Closed,

    /// <summary>H, housekeeping.</summary>
    Housekeeping,

    /// <summary>I.</summary>
    Isolated,

    /// <summary>K.</summary>
    Contaminated,

    /// <summary>O.</summary>
    Occupied,

    /// <summary>U.</summary>
    Unoccupied,
}

/// <summary>NPU-1 and NPU-2.</summary>
/// <param name="Location">Names a place.</param>
/// <param name="Status">Its status at the sender.</param>
public sealed record BedStatusReport(PointOfCare Location, ReportedBedStatus Status);

/// <summary>One PID with its MRG.</summary>
/// <param name="Surviving">The patient that remains.</param>
/// <param name="SurvivingVisit">PV1-19, where a visit was sent.</param>
/// <param name="PriorPatientId">MRG-1.1, never empty.</param>
/// <param name="PriorVisitNumber">MRG-5.1.</param>
/// <param name="PriorAccountNumber">MRG-3.1.</param>
public sealed record PatientMerge(
    AdtPatient Surviving, FieldValue SurvivingVisit, string PriorPatientId, FieldValue PriorVisitNumber, FieldValue PriorAccountNumber);
