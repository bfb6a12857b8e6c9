using Orleans.Core;

namespace Orleans.Core
{
    /// <summary>The stored side of a grain's state.</summary>
    public interface IStorage
    {
        /// <summary>Version known to the storage; null when nothing is stored.</summary>
        string? Etag { get; }

        bool RecordExists { get; }

        Task ClearStateAsync();

        /// <exception cref="Orleans.Storage.InconsistentStateException">Somebody else wrote since the last read.</exception>
        Task WriteStateAsync();

        Task ReadStateAsync();
    }

    /// <summary>The stored side of a grain's state and the state itself.</summary>
    public interface IStorage<TState> : IStorage
    {
        TState State { get; set; }
    }
}

namespace Orleans.Runtime
{
    /// <summary>State that is read before the grain activates and written when the grain says so.</summary>
    public interface IPersistentState<TState> : IStorage<TState>;

    /// <summary>On a constructor parameter of type <see cref="IPersistentState{TState}"/>.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    public class PersistentStateAttribute : Attribute
    {
        /// <param name="stateName">Part of the key under which the state is stored.</param>
        /// <param name="storageName">The registered storage; null for the one named "Default".</param>
        public PersistentStateAttribute(string stateName, string? storageName = null)
        {
            StateName = stateName;
            StorageName = storageName;
        }

        public string StateName { get; }

        public string? StorageName { get; }
    }
}

namespace Orleans
{
    /// <summary>What travels between a grain and its storage.</summary>
    public interface IGrainState<T>
    {
        /// <summary>Never null when a storage returns from a read or a clear.</summary>
        T? State { get; set; }

        string? ETag { get; set; }

        bool RecordExists { get; set; }
    }

    /// <inheritdoc cref="IGrainState{T}"/>
    public sealed class GrainState<T> : IGrainState<T>
    {
        public GrainState()
        {
        }

        public GrainState(T? state)
            : this(state, null)
        {
        }

        public GrainState(T? state, string? eTag)
        {
            State = state;
            ETag = eTag;
        }

        public T? State { get; set; }

        public string? ETag { get; set; }

        public bool RecordExists { get; set; }
    }
}
