using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace MedMgr.Ops.EmbeddedSilo.Runtime;

/// <summary>State that is loaded before the grain sees its first call.</summary>
internal interface IActivationState
{
    Task LoadAsync();
}

/// <inheritdoc cref="IPersistentState{TState}"/>
internal sealed class PersistentState<TState> : IPersistentState<TState>, IActivationState
{
    private readonly Activation _activation;
    private readonly string _stateName;
    private readonly string _storageName;
    private readonly IGrainStorage _storage;
    private readonly GrainState<TState> _held = new(EmptyState.Of<TState>());

    internal PersistentState(Activation activation, string stateName, string storageName)
    {
        _activation = activation;
        _stateName = stateName;
        _storageName = storageName;
        _storage = activation.Runtime.Services.GetKeyedService<IGrainStorage>(storageName)
            ?? throw new InvalidOperationException($"No grain storage named '{storageName}' is registered; {activation.Address} keeps '{stateName}' there.");
    }

    public TState State
    {
        get => _held.State!;
        set => _held.State = value;
    }

    public string? Etag => _held.ETag;

    public bool RecordExists => _held.RecordExists;

    public async Task ReadStateAsync()
    {
        await _storage.ReadStateAsync(_stateName, _activation.GrainId, _held);
        RequireState("a read");
    }

    public Task WriteStateAsync() => _storage.WriteStateAsync(_stateName, _activation.GrainId, _held);

    public async Task ClearStateAsync()
    {
        await _storage.ClearStateAsync(_stateName, _activation.GrainId, _held);
        RequireState("a clear");
    }

    Task IActivationState.LoadAsync() => ReadStateAsync();

    private void RequireState(string after)
    {
        if (_held.State is null)
        {
            throw new InvalidOperationException($"Storage '{_storageName}' left no state after {after} of '{_stateName}' of {_activation.Address}; grains rely on a non-null one.");
        }
    }
}

/// <summary>The state of a grain that has stored nothing yet.</summary>
internal static class EmptyState
{
    /// <summary>By the parameterless constructor, or without running any where there is none.</summary>
    internal static T Of<T>()
        => typeof(T).IsValueType ? default!
            : typeof(T).GetConstructor(Type.EmptyTypes) is not null ? Activator.CreateInstance<T>()
            : (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
}
