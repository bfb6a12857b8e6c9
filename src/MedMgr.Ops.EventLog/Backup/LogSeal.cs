namespace MedMgr.Ops.EventLog.Backup;

/// <summary>What a copy of a log must come to: the number of its events and the chain's hash over all of them.</summary>
/// <param name="Events">Also the position of the last one.</param>
/// <param name="Hash">Of the last event, 64 hexadecimal digits; of an empty log all zeros.</param>
public sealed record LogSeal(long Events, string Hash);
