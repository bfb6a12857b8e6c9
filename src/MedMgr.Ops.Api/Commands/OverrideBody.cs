using System.ComponentModel;

namespace MedMgr.Ops.Api.Commands;

/// <summary>A rule set aside on purpose.</summary>
[Description("Sets aside the rules that may be set aside; kept with the change.")]
internal sealed record OverrideBody(
    [property: Description("Why the rule does not hold here.")] string Reason,
    [property: Description("Who decided it; the actor of the request unless somebody else is named.")] string? By = null);

/// <summary>The body of a command that says all in its path.</summary>
[Description("Nothing: the path says all.")]
internal sealed record NothingBody;

/// <summary>The body of a command that may be given a reason.</summary>
internal sealed record ReasonBody(string? Reason = null);

/// <summary>The body of a command that must be given a reason.</summary>
internal sealed record RequiredReasonBody([property: Description("Shown on the board and kept with the change.")] string Reason);
