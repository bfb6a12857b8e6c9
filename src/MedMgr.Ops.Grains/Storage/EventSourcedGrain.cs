using System.Collections.Immutable;
using System.Text.Json;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains.Contracts;

namespace MedMgr.Ops.Grains.Storage;

/// <summary>Loads its stream, decides, appends with the expected version, evolves. What it holds in memory is never ahead of the log.</summary>
/// <typeparam name="TState">Immutable.</typeparam>
public abstract class EventSourcedGrain<TState, TEvent> : Grain
    where TState : class
    where TEvent : class
{
    private const int SnapshotEvery = 100;
    private const int RacesMax = 8;

    private readonly IEventLog _log;
    private readonly IPersistentState<StreamSnapshot>? _snapshot;
    private RecentCauses _causes = RecentCauses.None;
    private bool _stale;

    /// <param name="snapshot">Null for streams that stay short.</param>
    protected EventSourcedGrain(IEventLog log, IPersistentState<StreamSnapshot>? snapshot)
    {
        _log = log;
        _snapshot = snapshot;
    }

    protected long Version { get; private set; }

    protected TState State { get; private set; } = null!;

    protected abstract string Hospital { get; }

    protected abstract string Stream { get; }

    protected abstract TState Initial { get; }

    protected abstract TState Evolve(TState state, TEvent @event);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (_snapshot is { RecordExists: true, State: { Version: > 0 } kept } && JsonSerializer.Deserialize<TState>(kept.State, DomainJson.Options) is { } state)
        {
            State = state;
            Version = kept.Version;
            _causes = new RecentCauses(kept.Causes);
        }
        else
        {
            State = Initial;
        }

        // A long history that nobody has kept a snapshot of is read once and not at each start.
        var known = Version;
        await Catch(cancellationToken);
        await KeepSnapshot(known);
    }

    /// <summary>Whether this stream has taken events of the command lately. Enough before an append to this stream: the log knows all its causes and takes none twice.</summary>
    protected bool HasSeen(Origin origin) => _causes.Contains(origin.Id);

    /// <summary>Whether this stream has ever taken events of the command. For what no append to this stream guards; a long stream is read whole.</summary>
    protected async Task<bool> HasEverSeen(Origin origin) =>
        HasSeen(origin) || _causes.HaveForgotten && (await _log.ReadStreamAsync(Hospital, Stream)).Any(e => e.Cause.Id == origin.Id);

    /// <summary>To be called before each decision: after an append whose outcome is unknown the stream is read again first.</summary>
    protected Task Fresh() => _stale ? Reload() : Task.CompletedTask;

    /// <summary>Whether an append became durable is not known: nothing is decided before the stream has been read again.</summary>
    protected void MarkStale() => _stale = true;

    /// <summary>Reads what others have appended to the stream.</summary>
    protected async Task Reload()
    {
        // Before the reading: an append that fails while it is under way may come after what it sees.
        _stale = false;
        try
        {
            await Catch(CancellationToken.None);
        }
        catch
        {
            MarkStale();
            throw;
        }
    }

    /// <summary>
    /// To be asked before saying no, or that nothing is to be done. What is appended is guarded by its expected version, a refusal by nothing:
    /// one that rests on memory which missed an append (its adoption was lost on the way) would be repeated for ever.
    /// </summary>
    /// <returns>True when there was something to catch up with: decide again.</returns>
    protected async Task<bool> WasBehind()
    {
        var before = Version;
        await Reload();
        return Version != before;
    }

    /// <summary>Decides and carries out what was decided; again, with what others have appended meanwhile, as long as they are first.</summary>
    /// <param name="decide">By the state as it is then.</param>
    /// <param name="carryOut">At least one event. Null: others were first.</param>
    /// <param name="whenRacesAreLost">What the caller is told when others are first again and again.</param>
    protected async Task<Settlement> Settle(
        Origin origin, Func<Decision<TEvent>> decide, Func<ImmutableArray<TEvent>, Task<Settlement?>> carryOut, string whenRacesAreLost)
    {
        for (var race = 0; race < RacesMax; race++)
        {
            await Fresh();
            if (HasSeen(origin))
            {
                return new Settlement(ReplyKind.Duplicate);
            }

            switch (decide())
            {
                case Decision<TEvent>.Rejected refused when !await WasBehind():
                    return new Settlement(ReplyKind.Rejected, refused.Because);
                case Decision<TEvent>.Accepted { Events.IsEmpty: true } when !await WasBehind():
                    return new Settlement(ReplyKind.Done);
                case Decision<TEvent>.Accepted { Events: { IsEmpty: false } events }:
                    if (await carryOut(events) is { } settled)
                    {
                        return settled;
                    }

                    break;
            }
        }

        return new Settlement(ReplyKind.Rejected, new Rejection(RejectionCode.LostRace, whenRacesAreLost));
    }

    /// <summary>Appends own events and nothing else.</summary>
    /// <returns>Null when others were first.</returns>
    protected async Task<Settlement?> AppendAlone(Origin origin, ImmutableArray<TEvent> events) => await Append(origin, events, []) switch
    {
        AppendResult.Appended appended => new Settlement(ReplyKind.Done, Position: appended.LastPosition),
        AppendResult.Duplicate => new Settlement(ReplyKind.Duplicate),
        _ => null,
    };

    protected Companion OwnAppend(ImmutableArray<TEvent> events) => Companions.Of(Stream, Version, events);

    /// <summary>Appends own events and companions in one transaction. On success the state holds them.</summary>
    /// <returns>On a duplicate or a conflict on the own stream the state has been read again.</returns>
    protected async Task<AppendResult> Append(Origin origin, ImmutableArray<TEvent> events, ImmutableArray<Companion> companions)
    {
        var version = Version;
        var all = events.IsEmpty ? companions : companions.Insert(0, OwnAppend(events));
        AppendResult result;
        try
        {
            result = await _log.AppendAsync(new AppendRequest(Hospital, Companions.CauseOf(origin), origin.At, [.. all.Select(Companions.ToStreamAppend)]));
        }
        catch
        {
            MarkStale();
            throw;
        }

        switch (result)
        {
            case AppendResult.Appended when !events.IsEmpty:
                await Adopt(version, events, origin);
                break;
            case AppendResult.Duplicate:
                await Reload();
                break;
            case AppendResult.Conflict conflict when conflict.Stream == Stream:
                await Reload();
                break;
        }

        return result;
    }

    /// <summary>Own events have become durable in somebody's transaction.</summary>
    protected async Task Adopt(long version, ImmutableArray<TEvent> events, Origin origin)
    {
        if (Version == version)
        {
            foreach (var @event in events)
            {
                State = Evolve(State, @event);
            }

            Version += events.Length;
            _causes = _causes.With(origin.Id);
            await KeepSnapshot(version);
        }
        else if (Version < version + events.Length)
        {
            await Reload();
        }
    }

    /// <summary>As <see cref="Adopt(long, ImmutableArray{TEvent}, Origin)"/>, where the state after them came along.</summary>
    protected async Task Adopt(long versionAfter, TState stateAfter, Origin origin)
    {
        if (Version < versionAfter)
        {
            var before = Version;
            State = stateAfter;
            Version = versionAfter;
            _causes = _causes.With(origin.Id);
            await KeepSnapshot(before);
        }
    }

    private async Task Catch(CancellationToken cancellationToken)
    {
        foreach (var recorded in await _log.ReadStreamAsync(Hospital, Stream, Version, cancellationToken))
        {
            if (recorded.Version <= Version)
            {
                // A reentrant grain: another call caught up, or adopted its own append, while this one was reading.
                continue;
            }

            State = Evolve(State, (TEvent)EventNames.FromJson(recorded.Type, recorded.Payload.Span));
            Version = recorded.Version;
            _causes = _causes.With(recorded.Cause.Id);
        }
    }

    private async Task KeepSnapshot(long before)
    {
        if (_snapshot is null || before / SnapshotEvery == Version / SnapshotEvery)
        {
            return;
        }

        _snapshot.State = new StreamSnapshot { Version = Version, State = JsonSerializer.Serialize(State, DomainJson.Options), Causes = _causes.Ids };
        try
        {
            await _snapshot.WriteStateAsync();
        }
        catch (Exception e) when (e is EventLogException or IOException or System.Data.Common.DbException)
        {
            // What is in the log is done, whether or not a shortcut to it could be kept; the next hundred events try again.
        }
    }
}
