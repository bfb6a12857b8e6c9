namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Rules.Hard;

/// <summary>Units: for each room and day, patients above its beds.</summary>
public sealed class BedForEverybody : IHardAdmissionRule
{
    /// <inheritdoc/>
    public string Name => "RoomCapacity";

    /// <inheritdoc/>
    public string Says => "A room holds no more patients than it has beds.";

    /// <inheritdoc/>
    public IEnumerable<RuleFinding> Findings(PlannedCensus census)
    {
        foreach (var (index, day) in census.RoomDays())
        {
            var (room, patients) = (census.Problem.Rooms[index], census.In(index, day).Count);
            if (patients > room.Beds)
            {
                yield return new(patients - room.Beds, $"room {room.Id}, day {day}: {patients} patients in {room.Beds} beds");
            }
        }
    }
}
