namespace MedMgr.Ops.Domain;

/// <summary>A rule set aside on purpose: kept in the event with the reason and who gave it.</summary>
public sealed record Override(string Reason, string By);
