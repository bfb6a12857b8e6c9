namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Rules.Soft;

/// <summary>Units: work above the maximum.</summary>
public sealed class NurseWorkload : ISoftAdmissionRule
{
    /// <inheritdoc/>
    public string Name => "ExcessiveNurseWorkload";

    /// <inheritdoc/>
    public string Says => "A nurse has no more work in a shift than the maximum.";

    /// <inheritdoc/>
    public int Weight(AdmissionWeights weights) => weights.NurseWorkload;

    /// <inheritdoc/>
    public IEnumerable<RuleFinding> Findings(PlannedCensus census)
    {
        var problem = census.Problem;
        foreach (var rooms in census.OccupiedRoomShifts().Where(p => p.Nurse is not null).GroupBy(p => (Nurse: p.Nurse!.Value, p.Shift)))
        {
            var load = rooms.Sum(p => census.In(p.Room, problem.DayOf(p.Shift)).Sum(stay => stay.WorkloadIn(p.Shift)));
            // A nurse who is off has no maximum to exceed: that is NurseOnShift's to say.
            if (problem.Nurses[rooms.Key.Nurse].MaxLoadIn[rooms.Key.Shift] is { } most && load > most)
            {
                yield return new(load - most, $"nurse {problem.Nurses[rooms.Key.Nurse].Id}, {problem.ShiftText(rooms.Key.Shift)}: {load} of {most}");
            }
        }
    }
}
