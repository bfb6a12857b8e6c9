using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace MedMgr.Ops.EventLog.Tailing;

/// <summary>Reads whole appends of a hospital from the database.</summary>
internal interface IAppendPages
{
    /// <summary>
    /// The next appends that have events in (<paramref name="afterPosition"/>, <paramref name="toPosition"/>], in order; empty at the end.
    /// A page holds at least one whole append; of the first one only what lies after <paramref name="afterPosition"/>.
    /// </summary>
    Task<List<ImmutableArray<RecordedEvent>>> ReadPageAsync(string hospital, long afterPosition, long toPosition, CancellationToken cancellationToken);
}

/// <summary>Follows a hospital: from the database while behind, from the feed in memory when it has caught up.</summary>
internal static class Tail
{
    public static async IAsyncEnumerable<RecordedEvent> ReadAllAsync(
        IAppendPages pages, string hospital, long afterPosition, long head, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var append in ReadAppendsAsync(pages, hospital, afterPosition, head, cancellationToken))
        {
            foreach (var recorded in append)
            {
                yield return recorded;
            }
        }
    }

    public static async IAsyncEnumerable<ImmutableArray<RecordedEvent>> FollowAsync(
        CommitFeed feed, IAppendPages pages, string hospital, long afterPosition, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var position = afterPosition;
        var seen = feed.Last;
        var behind = true;
        while (true)
        {
            if (behind)
            {
                await foreach (var append in ReadAppendsAsync(pages, hospital, position, seen.Last, cancellationToken))
                {
                    yield return append;
                }

                position = Math.Max(position, seen.Last);
                behind = false;
            }

            cancellationToken.ThrowIfCancellationRequested();
            var closed = feed.Closed;
            var changed = feed.Changed();
            if (feed.TryGetAfter(seen.Sequence, out var next, out var overwritten))
            {
                seen = next!;
                behind = seen.OnlyInDatabase && seen.Last > position;
                if (!seen.OnlyInDatabase && seen.Last > position)
                {
                    if (seen.Hospital == hospital)
                    {
                        yield return After(position, seen.Events);
                    }

                    position = seen.Last;
                }
            }
            else if (overwritten)
            {
                seen = feed.Last;
                behind = true;
            }
            else if (closed)
            {
                yield break;
            }
            else
            {
                await changed.WaitAsync(cancellationToken);
            }
        }
    }

    /// <summary>What the database holds in (<paramref name="afterPosition"/>, <paramref name="toPosition"/>].</summary>
    public static async IAsyncEnumerable<ImmutableArray<RecordedEvent>> ReadAppendsAsync(
        IAppendPages pages, string hospital, long afterPosition, long toPosition, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var position = afterPosition;
        while (position < toPosition)
        {
            var page = await pages.ReadPageAsync(hospital, position, toPosition, cancellationToken);
            if (page.Count == 0)
            {
                yield break;
            }

            position = page[^1][^1].Position;
            foreach (var append in page)
            {
                yield return append;
            }
        }
    }

    private static ImmutableArray<RecordedEvent> After(long position, ImmutableArray<RecordedEvent> events) =>
        events[0].Position > position ? events : [.. events.Where(e => e.Position > position)];
}
