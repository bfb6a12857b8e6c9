using System.Collections.Concurrent;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Grains;

/// <summary>The definitions of the hospitals that this process serves. Safe for concurrent use.</summary>
public sealed class HospitalDirectory
{
    private readonly ConcurrentDictionary<HospitalId, HospitalMap> _maps = new();

    public IReadOnlyCollection<HospitalId> Hospitals => [.. _maps.Keys.OrderBy(h => h.Value, StringComparer.Ordinal)];

    public void Set(HospitalMap map) => _maps[map.Definition.Id] = map;

    public HospitalMap? Find(HospitalId id) => _maps.GetValueOrDefault(id);

    /// <exception cref="InvalidOperationException">No such hospital: a boundary let an unknown name through.</exception>
    public HospitalMap Get(HospitalId id) => Find(id) ?? throw new InvalidOperationException($"Hospital '{id}' is not served here.");
}
