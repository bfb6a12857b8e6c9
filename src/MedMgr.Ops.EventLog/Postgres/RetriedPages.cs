using System.Collections.Immutable;
using MedMgr.Ops.EventLog.Tailing;
using Microsoft.Extensions.Logging;

namespace MedMgr.Ops.EventLog.Postgres;

/// <summary>Pages for tails, which outlive a lost connection: reading a page again changes nothing.</summary>
internal sealed class RetriedPages : IAppendPages
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly IAppendPages _pages;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public RetriedPages(IAppendPages pages, TimeProvider time, ILogger logger)
    {
        _pages = pages;
        _time = time;
        _logger = logger;
    }

    public async Task<List<ImmutableArray<RecordedEvent>>> ReadPageAsync(
        string hospital, long afterPosition, long toPosition, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await _pages.ReadPageAsync(hospital, afterPosition, toPosition, cancellationToken);
            }
            catch (Exception e) when (PostgresCommands.IsOfDatabase(e) && !cancellationToken.IsCancellationRequested)
            {
                _logger.LogWarning(e, "A tail of {Hospital} lost PostgreSQL at position {Position}; trying again", hospital, afterPosition);
            }

            await Task.Delay(RetryAfter, _time, cancellationToken);
        }
    }
}
