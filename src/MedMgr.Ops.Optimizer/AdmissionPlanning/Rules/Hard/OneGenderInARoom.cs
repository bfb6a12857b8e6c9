namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Rules.Hard;

/// <summary>Units: for each room and day, the smaller of the two groups.</summary>
public sealed class OneGenderInARoom : IHardAdmissionRule
{
    /// <inheritdoc/>
    public string Name => "RoomGenderMix";

    /// <inheritdoc/>
    public string Says => "Nobody shares a room with the other gender.";

    /// <inheritdoc/>
    public IEnumerable<RuleFinding> Findings(PlannedCensus census)
    {
        foreach (var (room, day) in census.RoomDays())
        {
            var (groupA, groupB) = (census.In(room, day).Count(s => s.Person.Gender == GenderGroup.A), census.In(room, day).Count(s => s.Person.Gender == GenderGroup.B));
            if (Math.Min(groupA, groupB) > 0)
            {
                yield return new(Math.Min(groupA, groupB), $"room {census.Problem.Rooms[room].Id}, day {day}: {groupA} of gender A with {groupB} of gender B");
            }
        }
    }
}
