using System.Collections.Concurrent;
using System.Globalization;
using MedMgr.Ops.EmbeddedSilo.Copying;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace MedMgr.Ops.EmbeddedSilo.Runtime;

/// <summary>Keeps copies of states in memory, and loses them with the process.</summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string StateName, GrainId Grain), Record> _records = [];
    private readonly MessageCopier _copier;
    private long _version;

    internal MemoryGrainStorage(MessageCopier copier) => _copier = copier;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var found = _records.GetValueOrDefault((stateName, grainId));
        grainState.State = found is null ? EmptyState.Of<T>() : (T)_copier.Copy(found.State)!;
        grainState.ETag = found?.ETag;
        grainState.RecordExists = found is not null;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var key = (stateName, grainId);
        var written = new Record(_copier.Copy(grainState.State)!, Interlocked.Increment(ref _version).ToString(CultureInfo.InvariantCulture));
        var stored = _records.GetValueOrDefault(key);
        var won = stored?.ETag == grainState.ETag
            && (stored is null ? _records.TryAdd(key, written) : _records.TryUpdate(key, written, stored));
        if (!won)
        {
            return Task.FromException(Conflict(key, grainState.ETag));
        }

        grainState.ETag = written.ETag;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var key = (stateName, grainId);
        var stored = _records.GetValueOrDefault(key);
        if (stored?.ETag != grainState.ETag || (stored is not null && !_records.TryRemove(KeyValuePair.Create(key, stored))))
        {
            return Task.FromException(Conflict(key, grainState.ETag));
        }

        grainState.State = EmptyState.Of<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private InconsistentStateException Conflict((string StateName, GrainId Grain) key, string? writersEtag)
        => new($"'{key.StateName}' of {key.Grain} was written by somebody else.", _records.GetValueOrDefault(key)?.ETag, writersEtag);

    // A class, so that TryUpdate and TryRemove compare identities and not states.
    private sealed class Record(object state, string etag)
    {
        internal object State { get; } = state;

        internal string ETag { get; } = etag;
    }
}
