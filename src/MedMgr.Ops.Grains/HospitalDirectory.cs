using System.Collections.Concurrent;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Grains;

/// <summary>The definitions of the hospitals that this process serves. Safe for concurrent use.</summary>
public sealed class HospitalDirectory
{
    private readonly ConcurrentDictionary<HospitalId, HospitalMap> _maps = new();

    private volatile IReadOnlyCollection<HospitalId> _hospitals = [];

    /// <summary>In the order of their ids. Asked for with each message, so it is kept ready.</summary>
    public IReadOnlyCollection<HospitalId> Hospitals => _hospitals;

    public void Set(HospitalMap map)
    {
        lock (_maps)
        {
            _maps[map.Definition.Id] = map;
            _hospitals = [.. _maps.Keys.OrderBy(h => h.Value, StringComparer.Ordinal)];
        }
    }

    public HospitalMap? Find(HospitalId id) => _maps.GetValueOrDefault(id);

    /// <exception cref="InvalidOperationException">No such hospital: a boundary let an unknown name through.</exception>
    public HospitalMap Get(HospitalId id) => Find(id) ?? throw new InvalidOperationException($"Hospital '{id}' is not served here.");
}
