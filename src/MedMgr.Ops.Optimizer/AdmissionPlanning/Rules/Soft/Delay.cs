namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Rules.Soft;

/// <summary>Units: days from release to admission.</summary>
public sealed class Delay : ISoftAdmissionRule
{
    /// <inheritdoc/>
    public string Name => "PatientDelay";

    /// <inheritdoc/>
    public string Says => "Patients are admitted on the day of their release.";

    /// <inheritdoc/>
    public int Weight(AdmissionWeights weights) => weights.Delay;

    /// <inheritdoc/>
    public IEnumerable<RuleFinding> Findings(PlannedCensus census) =>
        from admitted in census.Admitted()
        let days = admitted.Admission.Day - admitted.Patient.ReleaseDay
        where days > 0
        select new RuleFinding(days, $"patient {admitted.Patient.Id}: waits {days} days");
}
