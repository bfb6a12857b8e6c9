using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>Anything a call can be addressed to: a grain, a reference to one, an observer.</summary>
    public interface IAddressable;

    /// <summary>A grain's view of its own activation.</summary>
    public interface IGrainContext
    {
        GrainId GrainId { get; }

        /// <summary>Null while the constructor runs.</summary>
        object? GrainInstance { get; }

        /// <summary>Scoped to the activation: disposed with it.</summary>
        IServiceProvider ActivationServices { get; }
    }
}

namespace Orleans
{
    /// <summary>Base of all grain interfaces. Their methods return Task, Task of T, ValueTask or ValueTask of T.</summary>
    public interface IGrain : IAddressable;

    /// <summary>A grain whose key is text.</summary>
    public interface IGrainWithStringKey : IGrain;

    /// <summary>Base of the interfaces through which grains tell outsiders what happens.</summary>
    public interface IGrainObserver : IAddressable;

    /// <summary>What the runtime needs of a grain class; <see cref="Grain"/> implements it.</summary>
    public interface IGrainBase
    {
        IGrainContext GrainContext { get; }

        Task OnActivateAsync(CancellationToken token);

        Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token);
    }

    /// <summary>Hands out references. Making one costs nothing at the grain: it is activated by its first call.</summary>
    public interface IGrainFactory
    {
        /// <param name="primaryKey">Not null or empty.</param>
        /// <param name="grainClassNamePrefix">Chooses among several classes of one interface by the start of their full name.</param>
        /// <exception cref="ArgumentException">No class implements the interface, or several do.</exception>
        TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
            where TGrainInterface : IGrainWithStringKey;

        /// <summary>A reference that can be handed to grains. It holds <paramref name="obj"/> weakly: the caller keeps it alive.</summary>
        TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
            where TGrainObserverInterface : IGrainObserver;

        /// <param name="obj">The reference, not the object behind it.</param>
        void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
            where TGrainObserverInterface : IGrainObserver;
    }
}
