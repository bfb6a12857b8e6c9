namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Rules.Soft;

/// <summary>Units: theatres beyond the first, for each surgeon and day.</summary>
public sealed class SurgeonTransfers : ISoftAdmissionRule
{
    /// <inheritdoc/>
    public string Name => "SurgeonTransfer";

    /// <inheritdoc/>
    public string Says => "A surgeon stays in one theatre on a day.";

    /// <inheritdoc/>
    public int Weight(AdmissionWeights weights) => weights.SurgeonTransfer;

    /// <inheritdoc/>
    public IEnumerable<RuleFinding> Findings(PlannedCensus census) =>
        from list in census.Admitted().GroupBy(a => (a.Patient.Surgeon, a.Admission.Day))
        let theatres = list.Select(a => a.Admission.Theatre).Distinct().Count()
        where theatres > 1
        select new RuleFinding(theatres - 1, $"surgeon {census.Problem.Surgeons[list.Key.Surgeon].Id}, day {list.Key.Day}: {theatres} theatres");
}
