using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Encounters;

namespace MedMgr.Ops.Api.Encounters;

[Description("What the patient needs of a bed. What is left out stays as it is; null makes it unknown.")]
internal sealed record NeedsBody(
    LevelOfCare? LevelOfCare = null,
    Gender? Gender = null,
    Isolation? Isolation = null,
    [property: Range(0, 130)] int? AgeYears = null,
    [property: Description("What the room must have, as the hospital's definition names it.")] ImmutableArray<string>? Capabilities = null,
    [property: Description("The service that treats the patient (HL7 PV1-10).")] string? Service = null,
    [property: Range(1, 5), Description("1 (most urgent) to 5, as in the Emergency Severity Index.")] int? Acuity = null);

internal sealed record RequestBody(
    NeedsBody? Needs = null,
    [property: Description("The unit asked for; any that fits if left out.")] UnitId? Target = null,
    string? Reason = null,
    [property: Description("The person (HL7 PID-3.1).")] PatientId? Patient = null,
    [property: Description("HL7 PV1-2.")] string? PatientClass = null);

internal sealed record BedChoiceBody(BedId Bed, OverrideBody? Override = null);

internal sealed record ArriveBody([property: Description("The assigned bed if left out.")] BedId? Bed = null, OverrideBody? Override = null);

internal sealed record ExpectedDischargeBody([property: Description("Null, or left out, takes the expectation back.")] DateTimeOffset? Expected = null);

internal sealed record RaiseBarrierBody(
    BarrierKind Kind,
    [property: Description("What exactly is waited for; must be said of the kind other.")] string? Note = null,
    [property: Description("When it is expected to be out of the way.")] DateTimeOffset? ClearsAt = null);

internal sealed record ClearBarrierBody(BarrierKind Kind, [property: Description("How it was cleared, or why it no longer counts.")] string How);

internal sealed record DepartBody([property: Description("Where to: home, a nursing facility, another hospital, deceased.")] string? Disposition = null);

internal sealed record SwapBody(EncounterId A, EncounterId B, OverrideBody? Override = null);
