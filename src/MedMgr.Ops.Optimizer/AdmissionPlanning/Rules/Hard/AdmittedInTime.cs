namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Rules.Hard;

/// <summary>Units: patients admitted outside their window.</summary>
public sealed class AdmittedInTime : IHardAdmissionRule
{
    /// <inheritdoc/>
    public string Name => "AdmissionDay";

    /// <inheritdoc/>
    public string Says => "Nobody is admitted before the release day or after the last possible one.";

    /// <inheritdoc/>
    public IEnumerable<RuleFinding> Findings(PlannedCensus census) =>
        from admitted in census.Admitted()
        let patient = admitted.Patient
        let last = patient.DueDay ?? census.Problem.Days - 1
        where admitted.Admission.Day < patient.ReleaseDay || admitted.Admission.Day > last
        select new RuleFinding(1, $"patient {patient.Id}: admitted on day {admitted.Admission.Day}, possible from {patient.ReleaseDay} to {last}");
}
