using Orleans.Runtime;

namespace MedMgr.Ops.EmbeddedSilo.Runtime;

/// <summary>Where a call goes.</summary>
internal interface ICallTarget
{
    void Deliver(SiloRuntime runtime, GrainCall call);
}

/// <summary>Class and key: the identity of a grain, whether in memory or not.</summary>
internal sealed record GrainAddress(GrainClass Class, string Key) : ICallTarget
{
    internal GrainId GrainId => GrainId.Create(Class.GrainType, Key);

    public void Deliver(SiloRuntime runtime, GrainCall call) => runtime.Activations.Deliver(this, call);

    public bool Equals(GrainAddress? other) => other is not null && ReferenceEquals(Class, other.Class) && Key == other.Key;

    public override int GetHashCode() => HashCode.Combine(Class, Key);

    public override string ToString() => $"{Class.GrainType}/{Key}";
}
