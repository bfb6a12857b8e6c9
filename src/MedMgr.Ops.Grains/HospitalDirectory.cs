using System.Collections.Concurrent;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Grains;

/// <summary>The definitions of the hospitals that this process knows, and which of them it changes. Safe for concurrent use.</summary>
public sealed class HospitalDirectory
{
    private readonly ConcurrentDictionary<HospitalId, HospitalMap> _maps = new();

    private volatile IReadOnlyList<HospitalId> _hospitals = [];
    private volatile IReadOnlyList<HospitalId> _ours = [];

    public HospitalDirectory()
        : this(HospitalOwners.AllOurs)
    {
    }

    public HospitalDirectory(HospitalOwners owners) => Owners = owners;

    public HospitalOwners Owners { get; }

    /// <summary>In the order of their ids. Asked for with each message, so it is kept ready.</summary>
    public IReadOnlyList<HospitalId> Hospitals => _hospitals;

    /// <summary>Those that this process changes; the others it only shows.</summary>
    public IReadOnlyList<HospitalId> Ours => _ours;

    public void Set(HospitalMap map)
    {
        lock (_maps)
        {
            _maps[map.Definition.Id] = map;
            _hospitals = [.. _maps.Keys.OrderBy(h => h.Value, StringComparer.Ordinal)];
            _ours = [.. _hospitals.Where(Owners.IsOurs)];
        }
    }

    public HospitalMap? Find(HospitalId id) => _maps.GetValueOrDefault(id);

    /// <exception cref="InvalidOperationException">No such hospital: a boundary let an unknown name through.</exception>
    public HospitalMap Get(HospitalId id) => Find(id) ?? throw new InvalidOperationException($"Hospital '{id}' is not served here.");
}
