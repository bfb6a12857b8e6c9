namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Rules.Soft;

/// <summary>Units: different nurses of each patient, the first one included.</summary>
public sealed class ContinuityOfCare : ISoftAdmissionRule
{
    /// <inheritdoc/>
    public string Name => "ContinuityOfCare";

    /// <inheritdoc/>
    public string Says => "As few different nurses as possible see a patient during the stay.";

    /// <inheritdoc/>
    public int Weight(AdmissionWeights weights) => weights.Continuity;

    /// <inheritdoc/>
    public IEnumerable<RuleFinding> Findings(PlannedCensus census)
    {
        foreach (var stay in census.Stays)
        {
            var nurses = stay.ShiftsIn(census.Problem).Select(shift => census.Plan.NurseOf(census.Problem, stay.Room, shift)).Where(n => n is not null).Distinct().Count();
            if (nurses > 0)
            {
                yield return new(nurses, $"{stay.Person.Id}: {nurses} nurses");
            }
        }
    }
}
