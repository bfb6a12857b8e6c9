using System.Collections.Frozen;

namespace MedMgr.Ops.Domain.Definition;

/// <summary>Finds units, rooms, beds and staff of a definition. Immutable; safe to share.</summary>
public sealed class HospitalMap
{
    private readonly FrozenDictionary<BedId, (UnitDefinition Unit, RoomDefinition Room, BedDefinition Bed)> _beds;
    private readonly FrozenDictionary<UnitId, UnitDefinition> _units;
    private readonly FrozenDictionary<StaffId, StaffDefinition> _staff;

    public HospitalMap(HospitalDefinition definition)
    {
        Definition = definition;
        _units = definition.Units.ToFrozenDictionary(u => u.Id);
        _staff = definition.Staff.ToFrozenDictionary(s => s.Id);
        _beds = (from unit in definition.Units from room in unit.Rooms from bed in room.Beds select (unit, room, bed))
            .ToFrozenDictionary(x => x.bed.Id);
    }

    public HospitalDefinition Definition { get; }

    public UnitDefinition? Unit(UnitId id) => _units.GetValueOrDefault(id);

    public StaffDefinition? Staff(StaffId id) => _staff.GetValueOrDefault(id);

    public UnitDefinition? UnitOf(BedId bed) => _beds.TryGetValue(bed, out var found) ? found.Unit : null;

    public RoomDefinition? RoomOf(BedId bed) => _beds.TryGetValue(bed, out var found) ? found.Room : null;

    public BedDefinition? Bed(BedId bed) => _beds.TryGetValue(bed, out var found) ? found.Bed : null;
}
