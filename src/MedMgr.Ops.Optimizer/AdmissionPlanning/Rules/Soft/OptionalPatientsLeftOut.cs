namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Rules.Soft;

/// <summary>Units: optional patients left out.</summary>
public sealed class OptionalPatientsLeftOut : ISoftAdmissionRule
{
    /// <inheritdoc/>
    public string Name => "ElectiveUnscheduledPatients";

    /// <inheritdoc/>
    public string Says => "Optional patients are admitted too.";

    /// <inheritdoc/>
    public int Weight(AdmissionWeights weights) => weights.Unscheduled;

    /// <inheritdoc/>
    public IEnumerable<RuleFinding> Findings(PlannedCensus census) =>
        from patient in census.NotAdmitted()
        where !patient.Mandatory
        select new RuleFinding(1, $"patient {patient.Id}: optional and not admitted");
}
