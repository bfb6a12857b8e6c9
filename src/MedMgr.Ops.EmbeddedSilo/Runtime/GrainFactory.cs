using Orleans;
using Orleans.Runtime;

namespace MedMgr.Ops.EmbeddedSilo.Runtime;

/// <inheritdoc/>
internal sealed class GrainFactory : IGrainFactory
{
    private readonly SiloRuntime _runtime;

    internal GrainFactory(SiloRuntime runtime) => _runtime = runtime;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrEmpty(primaryKey);
        var address = new GrainAddress(_runtime.Classes.Implementing(typeof(TGrainInterface), grainClassNamePrefix), primaryKey);
        return (TGrainInterface)(object)GrainProxy.Create(typeof(TGrainInterface), _runtime, address);
    }

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (obj is Grain or GrainProxy)
        {
            throw new ArgumentException("A grain or a reference is called directly; only other objects need an object reference.", nameof(obj));
        }

        return (TGrainObserverInterface)(object)GrainProxy.Create(typeof(TGrainObserverInterface), _runtime, new ObserverMailbox(_runtime, obj));
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        if (obj is not GrainProxy { Target: ObserverMailbox observer })
        {
            throw new ArgumentException("Only a reference made by CreateObjectReference can be deleted.", nameof(obj));
        }

        observer.Delete();
    }

    /// <summary>The grain behind an id read from a table.</summary>
    internal IRemindable? FindRemindable(GrainId grain)
        => _runtime.Classes.Named(grain.Type) is { } grainClass && grainClass.Type.IsAssignableTo(typeof(IRemindable))
            ? (IRemindable)(object)GrainProxy.Create(typeof(IRemindable), _runtime, new GrainAddress(grainClass, grain.Key.ToString()))
            : null;
}
