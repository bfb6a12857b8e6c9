using MedMgr.Ops.EventLog;

namespace MedMgr.Load.History;

/// <summary>Holds what was acknowledged against the log itself.</summary>
internal static class LogCheck
{
    /// <returns>Events in the log; acknowledged messages of which it holds none; whether the chain is intact.</returns>
    public static async Task<(long Events, int Missing, bool Intact)> Run(
        string dataFolder, string hospital, IEnumerable<string> acknowledgedCauses, CancellationToken cancellationToken)
    {
        await using var log = await EventLogs.OpenSqliteReadOnlyAsync(dataFolder, cancellationToken);
        var missing = acknowledgedCauses.ToHashSet(StringComparer.Ordinal);
        long events = 0;
        await foreach (var recorded in log.ReadAllAsync(hospital, 0, cancellationToken))
        {
            events++;
            missing.Remove(recorded.Cause.Id);
        }

        return (events, missing.Count, await log.VerifyAsync(null, cancellationToken) is ChainVerdict.Intact);
    }
}
