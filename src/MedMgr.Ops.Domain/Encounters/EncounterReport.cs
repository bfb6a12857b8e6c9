using System.Collections.Immutable;

namespace MedMgr.Ops.Domain.Encounters;

/// <summary>What a sending system tells of a visit, in our words. It has happened already: it is not refused but applied as far as it can be true.</summary>
public enum ReportKind
{
    /// <summary>A01.</summary>
    Admit,

    /// <summary>A04.</summary>
    Register,

    /// <summary>A05.</summary>
    PreAdmit,

    /// <summary>A06: outpatient to inpatient.</summary>
    BecomeInpatient,

    /// <summary>A07: inpatient to outpatient.</summary>
    BecomeOutpatient,

    /// <summary>A08.</summary>
    Update,

    /// <summary>A02.</summary>
    Transfer,

    /// <summary>A03.</summary>
    Discharge,

    /// <summary>A09.</summary>
    Departing,

    /// <summary>A10.</summary>
    Arriving,

    /// <summary>A11.</summary>
    CancelAdmit,

    /// <summary>A12.</summary>
    CancelTransfer,

    /// <summary>A13.</summary>
    CancelDischarge,

    /// <summary>A14.</summary>
    PendingAdmit,

    /// <summary>A15.</summary>
    PendingTransfer,

    /// <summary>A16.</summary>
    PendingDischarge,

    /// <summary>A21: leave of absence begins.</summary>
    LeaveStarts,

    /// <summary>A22.</summary>
    LeaveEnds,

    /// <summary>A25.</summary>
    CancelPendingDischarge,

    /// <summary>A26.</summary>
    CancelPendingTransfer,

    /// <summary>A27.</summary>
    CancelPendingAdmit,
}

/// <summary>A field that a sender may leave as it is, delete, or set.</summary>
/// <param name="IsTold">False: no change. True with a null value: deleted.</param>
public readonly record struct Told<T>(bool IsTold, T? Value)
{
    public T? Or(T? before) => IsTold ? Value : before;
}

public static class Told
{
    public static Told<T> To<T>(T? value) => new(true, value);
}

/// <param name="PatientClass">HL7 table 0004: E, I, O, P, R, B …</param>
public sealed record ReportedDetails(
    Told<PatientId?> Patient,
    Told<Gender> Gender,
    Told<int?> AgeYears,
    Told<string> Service,
    Told<string> PatientClass,
    Told<Isolation> Isolation,
    Told<LevelOfCare?> LevelOfCare,
    Told<int?> Acuity)
{
    public static readonly ReportedDetails Nothing = new(default, default, default, default, default, default, default, default);
}

/// <param name="EventAt">When it happened, by the sender's word.</param>
/// <param name="Source">Sender and message, for people: "MAIN-EHR 000123".</param>
/// <param name="Location">Where the patient is now (after the event).</param>
/// <param name="Pending">Where the patient is to go.</param>
public sealed record EncounterReport(
    ReportKind Kind,
    DateTimeOffset EventAt,
    string Source,
    ReportedDetails Details,
    Place? Location,
    Place? Prior,
    Place? Pending,
    Told<DateTimeOffset?> DischargeExpected,
    string? Disposition);
