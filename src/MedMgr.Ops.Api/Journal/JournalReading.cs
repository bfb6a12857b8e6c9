using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Journal;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.EventLog;

namespace MedMgr.Ops.Api.Journal;

/// <summary>Reads the log of a hospital backwards, as much of it as one request may cost.</summary>
internal sealed class JournalReading
{
    /// <summary>Positions of the log that one request may look at; a filter that finds nothing in them gets a page to go on from.</summary>
    private const long PositionsMax = 50_000;

    private const long WindowMax = 8_000;

    private readonly IEventLog _log;
    private readonly HospitalId _hospital;
    private readonly TimeZoneInfo _zone;
    private readonly long _windowMin;

    /// <param name="windowMin">Positions looked at first.</param>
    public JournalReading(IEventLog log, HospitalId hospital, TimeZoneInfo zone, long windowMin = 500) =>
        (_log, _hospital, _zone, _windowMin) = (log, hospital, zone, windowMin);

    /// <param name="before">Only what was written before this position; null from the newest on.</param>
    public async Task<JournalPage> Read(long? before, int limit, Func<JournalDeed, bool> wanted, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<JournalDeed>();
        var to = Math.Min(before ?? long.MaxValue, await _log.HeadAsync(cancellationToken) + 1);
        var lowest = Math.Max(0, to - PositionsMax);
        var window = _windowMin;
        while (to > 1 && to > lowest)
        {
            var from = Math.Max(0, to - 1 - window);
            var deeds = await Between(from, to, cancellationToken);

            // What begins at the edge may have begun before it: it is read whole with the next window.
            var whole = from == 0 ? deeds : [.. deeds.Skip(1)];
            foreach (var deed in whole.Reverse())
            {
                to = deed[0].Position;
                if (Tell(deed) is var told && wanted(told))
                {
                    found.Add(told);
                    if (found.Count == limit)
                    {
                        return new JournalPage(found.ToImmutable(), to > 1 ? to : null);
                    }
                }
            }

            if (from == 0)
            {
                return new JournalPage(found.ToImmutable(), null);
            }

            // Nothing whole in it: other hospitals' events, or one append larger than the window.
            to = deeds.IsEmpty ? from + 1 : to;
            window = whole.IsEmpty && !deeds.IsEmpty ? 2 * window : Math.Min(2 * window, WindowMax);
        }

        return new JournalPage(found.ToImmutable(), to > 1 ? to : null);
    }

    /// <summary>The events of positions above <paramref name="from"/> and below <paramref name="to"/>, those of one cause together.</summary>
    private async Task<ImmutableArray<List<RecordedEvent>>> Between(long from, long to, CancellationToken cancellationToken)
    {
        var deeds = ImmutableArray.CreateBuilder<List<RecordedEvent>>();
        await foreach (var recorded in _log.ReadAllAsync(_hospital.Value, from, cancellationToken))
        {
            if (recorded.Position >= to)
            {
                break;
            }

            if (deeds.Count == 0 || deeds[^1][^1].Cause != recorded.Cause)
            {
                deeds.Add([]);
            }

            deeds[^1].Add(recorded);
        }

        return deeds.ToImmutable();
    }

    private JournalDeed Tell(List<RecordedEvent> events)
    {
        var deed = Deed.Of([.. events.Select(e => (e.Stream, EventNames.FromJson(e.Type, e.Payload.Span)))], _zone);
        var last = events[^1];
        return new JournalDeed(last.Position, last.At, last.Cause.Kind, last.Cause.Actor, last.Cause.Id, deed.Says, deed.Why, deed.Also, deed.About);
    }
}
