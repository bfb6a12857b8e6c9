namespace MedMgr.Ops.EmbeddedSilo.Copying;

/// <summary>A value was passed between grains, or stored, whose type could not travel between silos.</summary>
public sealed class NotSerializableException : Exception
{
    internal NotSerializableException(Type type, string why)
        : base($"{type.FullName} can not travel between grains: {why}")
        => Type = type;

    internal NotSerializableException(Type type, string why, Exception inner)
        : base($"{type.FullName} can not travel between grains: {why}", inner)
        => Type = type;

    public Type Type { get; }
}
