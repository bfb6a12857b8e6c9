using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace MedMgr.Ops.EmbeddedSilo.Runtime;

/// <summary>Delivers calls to an object outside the grains, one at a time, as long as somebody keeps the object alive.</summary>
internal sealed class ObserverMailbox : TurnQueue, ICallTarget, ICallReceiver
{
    private readonly WeakReference<IGrainObserver> _observer;
    private readonly string _name;

    // Set while a call of it runs: the object must not be collected under its own method.
    private object? _called;
    private volatile bool _deleted;

    internal ObserverMailbox(SiloRuntime runtime, IGrainObserver observer)
        : base(runtime)
    {
        _observer = new(observer);
        _name = observer.GetType().Name;
    }

    object ICallReceiver.Instance => _called ?? throw Gone();

    protected override bool Open => true;

    public void Deliver(SiloRuntime runtime, GrainCall call)
    {
        if (_deleted || !_observer.TryGetTarget(out var observer))
        {
            if (call.Method.OneWay)
            {
                runtime.Logger.LogDebug("{Method}: observer {Observer} is gone.", call.Method.Name, _name);
            }

            call.Fail(Gone());
            return;
        }

        lock (Gate)
        {
            _called = observer;
            Add(call);
        }
    }

    internal void Delete() => _deleted = true;

    public override string ToString() => $"observer {_name}";

    protected override void OnTurnFinished()
    {
        if (IsQuiet)
        {
            _called = null;
        }
    }

    private OrleansMessageRejectionException Gone() => new($"Observer {_name} was deleted or nobody kept it alive.");
}
