namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Rules.Hard;

/// <summary>Units: rooms and shifts with a nurse who is off; empty rooms count as well.</summary>
public sealed class NurseOnShift : IHardAdmissionRule
{
    /// <inheritdoc/>
    public string Name => "NursePresence";

    /// <inheritdoc/>
    public string Says => "A nurse is assigned only in shifts for which she or he is rostered.";

    /// <inheritdoc/>
    public IEnumerable<RuleFinding> Findings(PlannedCensus census)
    {
        var problem = census.Problem;
        return from room in Enumerable.Range(0, problem.Rooms.Length)
               from shift in Enumerable.Range(0, problem.Shifts)
               let nurse = census.Plan.NurseOf(problem, room, shift)
               where nurse is not null && problem.Nurses[nurse.Value].MaxLoadIn[shift] is null
               select new RuleFinding(1, $"room {problem.Rooms[room].Id}, {problem.ShiftText(shift)}: nurse {problem.Nurses[nurse.Value].Id} is off");
    }
}
