using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Sim.Hospital.Model;

/// <summary>The hospital's definition as arrays: units, rooms and beds are numbers, the beds of a room and of a unit stand side by side.</summary>
/// <remarks>Immutable, shared by all replications.</remarks>
internal sealed class House
{
    // More nurses than any unit has on duty; beyond it the capacity goes on in a straight line.
    private const int NursesTabulated = 256;

    private readonly int[][] _capacity;

    public House(HospitalDefinition definition)
    {
        Definition = definition;
        Units = [.. definition.Units];
        var rooms = new List<RoomDefinition>();
        var beds = new List<BedDefinition>();
        var (roomUnit, bedRoom, bedUnit) = (new List<int>(), new List<int>(), new List<int>());
        (UnitFirstBed, UnitBeds) = (new int[Units.Length], new int[Units.Length]);
        var roomFirstBed = new List<int>();
        for (var unit = 0; unit < Units.Length; unit++)
        {
            UnitFirstBed[unit] = beds.Count;
            foreach (var room in Units[unit].Rooms)
            {
                roomFirstBed.Add(beds.Count);
                roomUnit.Add(unit);
                foreach (var bed in room.Beds)
                {
                    bedRoom.Add(rooms.Count);
                    bedUnit.Add(unit);
                    beds.Add(bed);
                }

                rooms.Add(room);
            }

            UnitBeds[unit] = beds.Count - UnitFirstBed[unit];
        }

        (Rooms, Beds, RoomFirstBed) = ([.. rooms], [.. beds], [.. roomFirstBed]);
        (RoomUnit, BedRoom, BedUnit) = ([.. roomUnit], [.. bedRoom], [.. bedUnit]);
        _capacity = [.. Units.Select(u => Enumerable.Range(0, NursesTabulated)
            .Select(n => u.Ratio.Meaning == RatioMeaning.AtAllTimes ? StaffedCapacity.Of(u.Ratio, n, LoadHistory.Empty, default) : 0).ToArray())];
        IsEd = [.. Units.Select(u => u.LevelOfCare == LevelOfCare.Emergency)];
        IsRecovery = [.. Units.Select(u => u.LevelOfCare == LevelOfCare.PostAnaesthesia)];
        CleansItself = [.. Units.Select(u => u.LevelOfCare is LevelOfCare.Emergency or LevelOfCare.PostAnaesthesia or LevelOfCare.Labour)];
        IsAveraged = [.. Units.Select(u => u.Ratio.Meaning == RatioMeaning.AveragedWithMaximum)];
        EdUnits = [.. Enumerable.Range(0, Units.Length).Where(u => IsEd[u])];
        RecoveryUnits = [.. Enumerable.Range(0, Units.Length).Where(u => IsRecovery[u])];
    }

    public HospitalDefinition Definition { get; }

    public UnitDefinition[] Units { get; }

    public RoomDefinition[] Rooms { get; }

    public BedDefinition[] Beds { get; }

    public int[] UnitFirstBed { get; }

    public int[] UnitBeds { get; }

    public int[] RoomFirstBed { get; }

    public int[] RoomUnit { get; }

    public int[] BedRoom { get; }

    public int[] BedUnit { get; }

    public bool[] IsEd { get; }

    public bool[] IsRecovery { get; }

    /// <summary>Units whose own staff turn a bed over between patients; the others call the housekeeping crew.</summary>
    public bool[] CleansItself { get; }

    public bool[] IsAveraged { get; }

    public int[] EdUnits { get; }

    public int[] RecoveryUnits { get; }

    /// <summary>Of a ratio that holds at all times: Domain's StaffedCapacity, tabulated.</summary>
    public int Capacity(int unit, int nurses) => nurses < NursesTabulated ? _capacity[unit][nurses] : nurses * Units[unit].Ratio.PatientsPerNurse;

    public int UnitOf(UnitId id) => Array.FindIndex(Units, u => u.Id == id);

    public int RoomBeds(int room) => Rooms[room].Beds.Length;
}
