using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;

namespace MedMgr.Ops.EmbeddedSilo.Runtime;

/// <summary>The activations in memory: never two live ones for one address.</summary>
internal sealed class ActivationDirectory
{
    private readonly ConcurrentDictionary<GrainAddress, Activation> _byAddress = [];
    private readonly SiloRuntime _runtime;
    private int _created;

    internal ActivationDirectory(SiloRuntime runtime) => _runtime = runtime;

    internal int Count => _byAddress.Count;

    /// <summary>A snapshot; activations may end while it is read.</summary>
    internal IReadOnlyList<Activation> InOrderOfCreation() => [.. _byAddress.Values.OrderBy(activation => activation.Number)];

    internal void Deliver(GrainAddress address, GrainCall call)
    {
        while (!TryHandTo(address, call))
        {
            // The activation ended between being found and taking the call; the next one found is its successor or new.
        }
    }

    /// <summary>The activation is over. What it left waiting goes, in order, to a new one before anybody else can call that.</summary>
    internal void Replace(Activation ended, List<Turn> waiting)
    {
        if (waiting.Count == 0)
        {
            _byAddress.TryRemove(KeyValuePair.Create(ended.Address, ended));
            return;
        }

        if (!_runtime.AcceptsActivations)
        {
            _byAddress.TryRemove(KeyValuePair.Create(ended.Address, ended));
            waiting.ForEach(turn => turn.Abandon(_runtime.Unavailable(), _runtime.Logger));
            return;
        }

        var successor = Create(ended.Address);
        successor.Inherit(waiting, () => _byAddress.TryUpdate(ended.Address, successor, ended));
    }

    internal void Forget(Activation dead) => _byAddress.TryRemove(KeyValuePair.Create(dead.Address, dead));

    private bool TryHandTo(GrainAddress address, GrainCall call)
    {
        if (!_byAddress.TryGetValue(address, out var activation))
        {
            if (!_runtime.AcceptsActivations)
            {
                call.Fail(_runtime.Unavailable());
                return true;
            }

            activation = _byAddress.GetOrAdd(address, Create);
        }

        return activation.TryAdd(call);
    }

    private Activation Create(GrainAddress address) => new(_runtime, address) { Number = Interlocked.Increment(ref _created) };
}
