using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Where the states of grains are kept. Safe for concurrent use.</summary>
public interface IGrainStorage
{
    /// <summary>Fills state, etag and existence. When nothing is stored it leaves a new, non-null state.</summary>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Writes if the etag is the stored one, and sets the new one.</summary>
    /// <exception cref="InconsistentStateException">It is not.</exception>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Forgets the state under the same etag rule and leaves a new, non-null one.</summary>
    /// <exception cref="InconsistentStateException">The etag is not the stored one.</exception>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
}

/// <summary>The state was written by somebody else since it was read. The activation that sees it is discarded.</summary>
public class InconsistentStateException : OrleansException
{
    public InconsistentStateException()
    {
    }

    public InconsistentStateException(string message)
        : base(message)
    {
    }

    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : this(errorMsg, storedEtag, currentEtag, null)
    {
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base(errorMsg, storageException!)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    public InconsistentStateException(string? storedEtag, string? currentEtag, Exception storageException)
        : this(storageException?.Message ?? string.Empty, storedEtag, currentEtag, storageException)
    {
    }

    /// <summary>The version that the storage holds.</summary>
    public string? StoredEtag { get; }

    /// <summary>The version that the writer thought current.</summary>
    public string? CurrentEtag { get; }

    public override string ToString() => $"{base.ToString()} (stored etag {StoredEtag ?? "none"}, writer's etag {CurrentEtag ?? "none"})";
}
