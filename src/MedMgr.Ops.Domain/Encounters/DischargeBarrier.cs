using System.Text.Json.Serialization;

namespace MedMgr.Ops.Domain.Encounters;

/// <summary>What keeps a patient who could leave. Part of the public API.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BarrierKind>))]
public enum BarrierKind
{
    /// <summary>An ambulance, a wheelchair van, a ride home.</summary>
    [JsonStringEnumMemberName("transport")] Transport,

    /// <summary>Prescriptions that are not filled or explained yet.</summary>
    [JsonStringEnumMemberName("medicines")] Medicines,

    /// <summary>A nursing or rehabilitation home has to take the patient, and its payer to agree.</summary>
    [JsonStringEnumMemberName("nursing-home")] NursingHome,

    /// <summary>Care or equipment at home: nursing visits, oxygen, a bed.</summary>
    [JsonStringEnumMemberName("home-care")] HomeCare,

    /// <summary>Family who come for the patient.</summary>
    [JsonStringEnumMemberName("family")] Family,

    /// <summary>A result of the laboratory or of imaging.</summary>
    [JsonStringEnumMemberName("test-result")] TestResult,

    /// <summary>A physician's or consultant's word.</summary>
    [JsonStringEnumMemberName("sign-off")] SignOff,

    /// <summary>Anything else; its note says what.</summary>
    [JsonStringEnumMemberName("other")] Other,
}

/// <summary>Stands between a patient and the way out until somebody clears it. One of each kind at most stands at a visit.</summary>
/// <param name="Note">What exactly is waited for; null where the kind says all.</param>
/// <param name="RaisedBy">Who raised it or changed it last.</param>
/// <param name="ClearsAt">When it is expected to be out of the way; null when nobody has said.</param>
public sealed record DischargeBarrier(BarrierKind Kind, string? Note, string RaisedBy, DateTimeOffset Since, DateTimeOffset? ClearsAt);
