namespace MedMgr.Sim.Engine.Resources;

/// <summary>Units of a resource held by a process: <c>using var bed = await beds.Acquire();</c> gives them back at the end of the block.</summary>
/// <remarks>Releasing twice, or after the units were taken by pre-emption, does nothing.</remarks>
public readonly struct Claim : IDisposable, IEquatable<Claim>
{
    private readonly Resource? _resource;
    internal int Slot { get; }

    private readonly uint _version;

    internal Claim(Resource resource, int slot, uint version)
    {
        _resource = resource;
        Slot = slot;
        _version = version;
    }

    /// <summary>False if the wait timed out, after release, and after pre-emption.</summary>
    public bool IsHeld => _resource != null && _resource.IsHeld(Slot, _version);

    /// <summary>Gives the units back; the next in line get them at this instant.</summary>
    public void Release() => _resource?.Release(Slot, _version);

    void IDisposable.Dispose() => Release();

    public bool Equals(Claim other) => _resource == other._resource && Slot == other.Slot && _version == other._version;

    public override bool Equals(object? obj) => obj is Claim other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_resource, Slot, _version);

    public static bool operator ==(Claim left, Claim right) => left.Equals(right);

    public static bool operator !=(Claim left, Claim right) => !left.Equals(right);
}
