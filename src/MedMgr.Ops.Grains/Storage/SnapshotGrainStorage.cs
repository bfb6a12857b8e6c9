using System.Text.Json;
using MedMgr.Ops.EventLog;
using Orleans.Storage;

namespace MedMgr.Ops.Grains.Storage;

/// <summary>Keeps grain snapshots beside the log. The Orleans build uses Azure Storage instead.</summary>
public sealed class SnapshotGrainStorage : IGrainStorage
{
    public const string Name = "snapshots";

    private const string Schema = "grain-1";

    private readonly ISnapshotStore _store;

    public SnapshotGrainStorage(ISnapshotStore store) => _store = store;

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var kept = await _store.ReadAsync(Schema, Key(stateName, grainId));
        var readable = kept is { Schema: Schema };
        grainState.State = readable ? JsonSerializer.Deserialize<T>(kept!.State.Span)! : Activator.CreateInstance<T>();
        grainState.RecordExists = readable;
        grainState.ETag = readable ? kept!.Version.ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
    }

    /// <remarks>Newer wins in the store, so a late write of an old activation does no harm and needs no ETag.</remarks>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var version = grainState.State is StreamSnapshot snapshot
            ? snapshot.Version
            : throw new NotSupportedException($"{typeof(T).Name} is no snapshot of a stream: use another storage for it.");
        await _store.WriteAsync(Schema, Key(stateName, grainId), new Snapshot(version, Schema, JsonSerializer.SerializeToUtf8Bytes(grainState.State)));
        grainState.RecordExists = true;
        grainState.ETag = version.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await _store.DeleteAsync(Schema, Key(stateName, grainId));
        grainState.State = Activator.CreateInstance<T>();
        grainState.RecordExists = false;
        grainState.ETag = null;
    }

    private static string Key(string stateName, GrainId grainId) => $"{stateName}/{grainId}";
}
