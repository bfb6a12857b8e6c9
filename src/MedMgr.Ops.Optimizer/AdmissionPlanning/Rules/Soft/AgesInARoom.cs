namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Rules.Soft;

/// <summary>Units: for each room and day, the steps between the youngest and the oldest age group.</summary>
public sealed class AgesInARoom : ISoftAdmissionRule
{
    /// <inheritdoc/>
    public string Name => "RoomAgeMix";

    /// <inheritdoc/>
    public string Says => "People who share a room are of like age.";

    /// <inheritdoc/>
    public int Weight(AdmissionWeights weights) => weights.MixedAge;

    /// <inheritdoc/>
    public IEnumerable<RuleFinding> Findings(PlannedCensus census)
    {
        foreach (var (room, day) in census.RoomDays().Where(place => census.In(place.Room, place.Day).Count > 0))
        {
            var ages = census.In(room, day).Select(s => s.Person.AgeGroup).ToList();
            if (ages.Max() > ages.Min())
            {
                yield return new(ages.Max() - ages.Min(), $"room {census.Problem.Rooms[room].Id}, day {day}: {census.Problem.AgeGroups[ages.Min()]} with {census.Problem.AgeGroups[ages.Max()]}");
            }
        }
    }
}
