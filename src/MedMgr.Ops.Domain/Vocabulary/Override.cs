namespace MedMgr.Ops.Domain;

/// <summary>A rule set aside on purpose: kept in the event with the reason and who gave it.</summary>
public sealed record Override(string Reason, string By)
{
    /// <summary>Null when the override says why and who gave it, and when there is none.</summary>
    public static Rejection? WhatIsMissing(Override? @override) => @override switch
    {
        null => null,
        { Reason: var reason } when string.IsNullOrWhiteSpace(reason) => new(RejectionCode.ReasonMissing, "To override a rule, say why: the reason is empty."),
        { By: var by } when string.IsNullOrWhiteSpace(by) => new(RejectionCode.ReasonMissing, "To override a rule, say who gives the override."),
        _ => null,
    };
}
