using System.Collections.Immutable;
using MedMgr.Ops.Consoles.Pictures;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.EventLog;

namespace MedMgr.Ops.Consoles.Live;

/// <summary>The last changes of one hospital as the log has them. Belongs to one reader.</summary>
internal sealed class Journal
{
    /// <summary>At first it looks back so many positions for each entry: other hospitals write into the same log.</summary>
    private const int LookBackFactor = 8;

    private readonly IEventLog _log;
    private readonly string _hospital;
    private readonly int _max;
    private ImmutableArray<JournalEntry> _entries = [];
    private long? _readTo;

    public Journal(IEventLog log, Domain.HospitalId hospital, int max) => (_log, _hospital, _max) = (log, hospital.Value, max);

    /// <returns>Newest first; none after <paramref name="position"/>.</returns>
    public async Task<ImmutableArray<JournalEntry>> UpTo(long position, CancellationToken cancellationToken)
    {
        if (_readTo >= position)
        {
            return _entries;
        }

        var entries = _entries.Reverse().ToList();
        await foreach (var recorded in _log.ReadAllAsync(_hospital, _readTo ?? Math.Max(0, position - (LookBackFactor * _max)), cancellationToken))
        {
            if (recorded.Position > position)
            {
                break;
            }

            entries.Add(new JournalEntry(recorded.Position, recorded.At, recorded.Cause, recorded.Stream, EventNames.FromJson(recorded.Type, recorded.Payload.Span)));
        }

        _readTo = position;
        return _entries = [.. Enumerable.Reverse(entries).Take(_max)];
    }
}
