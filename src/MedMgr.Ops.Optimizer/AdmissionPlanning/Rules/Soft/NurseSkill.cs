namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Rules.Soft;

/// <summary>Units: for each patient and shift, the levels that the nurse lacks.</summary>
public sealed class NurseSkill : ISoftAdmissionRule
{
    /// <inheritdoc/>
    public string Name => "RoomSkillLevel";

    /// <inheritdoc/>
    public string Says => "A patient's nurse has the skill that the patient needs.";

    /// <inheritdoc/>
    public int Weight(AdmissionWeights weights) => weights.NurseSkill;

    /// <inheritdoc/>
    public IEnumerable<RuleFinding> Findings(PlannedCensus census)
    {
        foreach (var (room, shift, assigned) in census.OccupiedRoomShifts())
        {
            if (assigned is not { } position)
            {
                continue;
            }

            var nurse = census.Problem.Nurses[position];
            foreach (var stay in census.In(room, census.Problem.DayOf(shift)).Where(s => s.SkillRequiredIn(shift) > nurse.SkillLevel))
            {
                var lacking = stay.SkillRequiredIn(shift) - nurse.SkillLevel;
                yield return new(lacking, $"nurse {nurse.Id}, {census.Problem.ShiftText(shift)}: {lacking} below what {stay.Person.Id} needs");
            }
        }
    }
}
