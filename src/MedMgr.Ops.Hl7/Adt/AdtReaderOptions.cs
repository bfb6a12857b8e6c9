using System.Collections.Frozen;
using System.Collections.Immutable;
using MedMgr.Ops.Hl7.Messages;

namespace MedMgr.Ops.Hl7.Adt;

/// <summary>Fields that may identify a visit.</summary>
public enum VisitNumberSource
{
    /// <summary>PV1-19.1, where HL7 puts it.</summary>
    VisitNumber,

    /// <summary>PID-18.1, the account: one for each stay at many sites.</summary>
    AccountNumber,

    /// <summary>The patient's id: for senders that send neither, so a patient has one visit at a time.</summary>
    PatientId,
}

/// <summary>What differs between sites and the standard leaves open.</summary>
public sealed record AdtReaderOptions
{
    /// <summary>Wall time of stamps without an offset. UTC unless the site says otherwise.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Where the visit number is looked for: the first field with a value counts. Leave one out to refuse messages without the others.</summary>
    public ImmutableArray<VisitNumberSource> VisitNumberSources { get; init; } =
        [VisitNumberSource.VisitNumber, VisitNumberSource.AccountNumber, VisitNumberSource.PatientId];

    /// <summary>PID-3.5 that is taken where PID-3 repeats, in this order; else the first repetition.</summary>
    public ImmutableArray<string> PatientIdTypes { get; init; } = ["MR", "PI"];

    /// <summary>MSH-11.1 that may change this hospital; an empty one counts as P.</summary>
    public FrozenSet<string> ProcessingIds { get; init; } = new[] { "P" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>OBX-3.1 or OBX-3.2 of the observation that carries the isolation, compared without case.</summary>
    public string IsolationObservation { get; init; } = "ISOLATION";

    /// <summary>A field that carries the isolation where no observation does, for example <c>ZBD-4</c>; null for none.</summary>
    public Hl7Location? IsolationField { get; init; }
}
