using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;

namespace MedMgr.Ops.EventLog.Backup;

/// <summary>Copies a whole log out of its store and into another one, of either kind. Both ways the chain is computed anew and must come to the same end.</summary>
public static class LogBackup
{
    // Queued together so that they share commits; far fewer than the queue holds, so that their order stays.
    private const int AppendsAtOnce = 512;

    /// <summary>Writes all events up to the present end. The log may be written to meanwhile.</summary>
    /// <exception cref="EventLogException">The log is damaged: what was written is no backup.</exception>
    public static async Task<LogSeal> WriteAsync(IDurableLog log, Stream to, CancellationToken cancellationToken = default)
    {
        var whole = Whole(log);
        var head = await log.HeadAsync(cancellationToken);
        var chain = new ChainOfAppends();
        await using var writer = new BinaryWriter(to, Encoding.UTF8, leaveOpen: true);
        try
        {
            await foreach (var append in InOrderAsync(whole, head, cancellationToken))
            {
                chain.Add(append);
                LogImage.Write(writer, append);
            }
        }
        catch (InvalidDataException e)
        {
            throw Damaged(chain.Position + 1, e.Message);
        }

        LogImage.WriteEnd(writer);
        var stored = head == 0 ? null : await whole.HashAtAsync(head, cancellationToken);
        if (chain.Position != head || (stored is not null && Convert.ToHexStringLower(stored) != chain.Seal.Hash))
        {
            throw Damaged(chain.Position, chain.Position == head ? "its hash is not that of the events before it" : $"the log ends here, and its head says {head}");
        }

        return chain.Seal;
    }

    /// <summary>Reads an image to its end without storing anything.</summary>
    /// <exception cref="InvalidDataException">It is cut off, altered, or no image.</exception>
    public static LogSeal Check(Stream from, CancellationToken cancellationToken = default)
    {
        var chain = new ChainOfAppends();
        foreach (var append in LogImage.Read(from))
        {
            cancellationToken.ThrowIfCancellationRequested();
            chain.Add(append);
        }

        return chain.Seal;
    }

    /// <summary>Appends everything to an empty log and reads it back.</summary>
    /// <exception cref="InvalidDataException">The image is damaged, or what was stored is not what it holds.</exception>
    /// <exception cref="EventLogException">The log is not empty, or its storage failed. Nobody may use what is half written.</exception>
    public static async Task RestoreAsync(Stream from, IDurableLog into, LogSeal seal, CancellationToken cancellationToken = default)
    {
        if (await into.HeadAsync(cancellationToken) is > 0 and var head)
        {
            throw new EventLogException($"The log to restore into is not empty: it holds {head} events.");
        }

        var waiting = new List<(long Last, Task<AppendResult> Result)>(AppendsAtOnce);
        foreach (var append in LogImage.Read(from))
        {
            waiting.Add((append[^1].Position, into.AppendAsync(RequestOf(append), cancellationToken)));
            if (waiting.Count == AppendsAtOnce)
            {
                await SettleAsync(waiting);
            }
        }

        await SettleAsync(waiting);
        var hash = seal.Events == 0 ? null : await Whole(into).HashAtAsync(seal.Events, cancellationToken);
        if (await into.VerifyAsync(null, cancellationToken) is not ChainVerdict.Intact { Events: var events } || events != seal.Events
            || (hash is not null && Convert.ToHexStringLower(hash) != seal.Hash))
        {
            throw new InvalidDataException($"what was stored is not the log of {seal.Events} events that ends with {seal.Hash}");
        }
    }

    /// <summary>All hospitals' appends, merged by their place in the log.</summary>
    private static async IAsyncEnumerable<ImmutableArray<RecordedEvent>> InOrderAsync(
        IWholeLog log, long head, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = new PriorityQueue<IAsyncEnumerator<ImmutableArray<RecordedEvent>>, long>();
        foreach (var hospital in await log.HospitalsAsync(cancellationToken))
        {
            await Enqueue(Tailing.Tail.ReadAppendsAsync(log, hospital, 0, head, cancellationToken).GetAsyncEnumerator(cancellationToken));
        }

        while (next.TryDequeue(out var appends, out _))
        {
            yield return appends.Current;
            await Enqueue(appends);
        }

        async Task Enqueue(IAsyncEnumerator<ImmutableArray<RecordedEvent>> appends)
        {
            if (await appends.MoveNextAsync())
            {
                next.Enqueue(appends, appends.Current[0].Position);
            }
            else
            {
                await appends.DisposeAsync();
            }
        }
    }

    /// <summary>The streams of an append lie one behind the other, each once.</summary>
    private static AppendRequest RequestOf(ImmutableArray<RecordedEvent> append)
    {
        var streams = ImmutableArray.CreateBuilder<StreamAppend>();
        for (var i = 0; i < append.Length;)
        {
            var (begin, stream) = (i, append[i].Stream);
            while (i < append.Length && append[i].Stream == stream)
            {
                i++;
            }

            streams.Add(new StreamAppend(stream, append[begin].Version - 1, [.. append[begin..i].Select(e => new NewEvent(e.Type, e.Payload))]));
        }

        return new AppendRequest(append[0].Hospital, append[0].Cause, append[0].At, streams.DrainToImmutable());
    }

    private static async Task SettleAsync(List<(long Last, Task<AppendResult> Result)> waiting)
    {
        foreach (var (last, pending) in waiting)
        {
            if (await pending is not AppendResult.Appended { LastPosition: var position } || position != last)
            {
                throw new InvalidDataException($"the append that ends at {last} was not taken there: {await pending}");
            }
        }

        waiting.Clear();
    }

    private static IWholeLog Whole(IDurableLog log) => log as IWholeLog ?? throw new ArgumentException($"{log.GetType().Name} can not be copied.", nameof(log));

    private static EventLogException Damaged(long position, string why) => new(
        $"The event log is damaged at position {position}: {why}. It was not backed up; 'medmgr log verify' looks at all of it, and the last good backup restores it.");
}
