using System.Diagnostics.CodeAnalysis;
using MedMgr.Ops.EmbeddedSilo.Runtime;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Base of all grain classes: one instance for each key, one turn at a time.</summary>
[SuppressMessage("Naming", "CA1725:Parameter names should match base declaration", Justification = "The names are those of Microsoft.Orleans.")]
public abstract class Grain : IGrainBase, IAddressable
{
    private readonly Activation? _activation;

    protected Grain() => _activation = Activation.UnderConstruction;

    /// <exception cref="InvalidOperationException">The grain was made by <c>new</c> and not by the silo.</exception>
    public IGrainContext GrainContext => Activation;

    protected IGrainFactory GrainFactory => Activation.Runtime.GrainFactory;

    protected internal IServiceProvider ServiceProvider => Activation.ActivationServices;

    internal Activation Activation
        => _activation ?? throw new InvalidOperationException($"{GetType().Name} was not created by a silo: it has no identity and no runtime.");

    /// <summary>Runs before the first call is delivered, after the persistent state is read. A failure fails all waiting calls.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last turn. Not guaranteed: a process that dies does not ask.</summary>
    /// <param name="cancellationToken">Cancelled when the time for saying goodbye is over.</param>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The activation ends when its running turns have ended; calls still waiting go to a new one.</summary>
    protected void DeactivateOnIdle()
        => Activation.RequestDeactivation(new(DeactivationReasonCode.ApplicationRequested, "DeactivateOnIdle was called."));

    /// <summary>Not collected as idle for at least this long from now.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Activation.DelayCollection(timeSpan);
}
