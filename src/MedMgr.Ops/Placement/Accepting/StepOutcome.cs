using System.ComponentModel;
using System.Text.Json.Serialization;
using MedMgr.Ops.Domain;

namespace MedMgr.Ops.Placement.Accepting;

/// <summary>What became of an accepted step.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OutcomeKind>))]
internal enum OutcomeKind
{
    /// <summary>The bed is kept for the patient, or the two have exchanged beds.</summary>
    [JsonStringEnumMemberName("done")] Done,

    /// <summary>It was so already.</summary>
    [JsonStringEnumMemberName("unchanged")] Unchanged,

    /// <summary>The house can not do it yet, as the plan foresaw: accept the step again at its time.</summary>
    [JsonStringEnumMemberName("later")] Later,

    /// <summary>A rule of the house refuses.</summary>
    [JsonStringEnumMemberName("refused")] Refused,

    /// <summary>The plan no longer holds, or the patient is not as it was when the plan was made.</summary>
    [JsonStringEnumMemberName("expired")] Expired,
}

/// <param name="Position">Of the last event that was written for it; 0 when none was.</param>
internal sealed record StepOutcome(
    EncounterId Encounter,
    BedId To,
    OutcomeKind Outcome,
    [property: Description("Why it was not done, or what was done beside it.")] string? Because = null,
    [property: Description("Names the rule that refused.")] RejectionCode? Code = null,
    [property: Description("True where a person may set the rule aside with an override.")] bool? Overridable = null,
    [property: Description("Of a step for later: when.")] DateTimeOffset? At = null,
    [property: JsonIgnore] long Position = 0);
