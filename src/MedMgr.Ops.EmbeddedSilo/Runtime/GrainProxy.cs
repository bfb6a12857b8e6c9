using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Orleans.Runtime;

namespace MedMgr.Ops.EmbeddedSilo.Runtime;

/// <summary>The reference through which a grain or an observer is called. Two references to one target are equal.</summary>
[SuppressMessage("Performance", "CA1852:Seal internal types", Justification = "DispatchProxy derives from it at run time.")]
internal class GrainProxy : DispatchProxy, IAddressable
{
    // One instance of each generated type is made by reflection; references are clones of it.
    private static readonly ConcurrentDictionary<Type, GrainProxy> Prototypes = [];

    private SiloRuntime? _runtime;
    private ICallTarget? _target;

    internal ICallTarget Target => _target!;

    internal static GrainProxy Create(Type interfaceType, SiloRuntime runtime, ICallTarget target)
    {
        var prototype = Prototypes.GetOrAdd(interfaceType, static type => (GrainProxy)Create(type, typeof(GrainProxy)));
        var proxy = (GrainProxy)prototype.MemberwiseClone();
        proxy._runtime = runtime;
        proxy._target = target;
        return proxy;
    }

    public override bool Equals(object? obj) => obj is GrainProxy other && Equals(_target, other._target);

    public override int GetHashCode() => _target?.GetHashCode() ?? 0;

    public override string ToString() => _target?.ToString() ?? base.ToString()!;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        => GrainMethod.Of(targetMethod!).Send(_runtime!, _target!, args ?? []);
}
