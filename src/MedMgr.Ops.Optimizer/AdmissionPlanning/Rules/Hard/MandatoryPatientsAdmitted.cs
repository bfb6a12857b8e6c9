namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Rules.Hard;

/// <summary>Units: mandatory patients left out.</summary>
public sealed class MandatoryPatientsAdmitted : IHardAdmissionRule
{
    /// <inheritdoc/>
    public string Name => "MandatoryUnscheduledPatients";

    /// <inheritdoc/>
    public string Says => "Every mandatory patient is admitted.";

    /// <inheritdoc/>
    public IEnumerable<RuleFinding> Findings(PlannedCensus census) =>
        from patient in census.NotAdmitted()
        where patient.Mandatory
        select new RuleFinding(1, $"patient {patient.Id}: mandatory and not admitted");
}
