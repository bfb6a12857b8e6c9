namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Rules.Hard;

/// <summary>Units: minutes above the maximum.</summary>
public sealed class SurgeonWithinHours : IHardAdmissionRule
{
    /// <inheritdoc/>
    public string Name => "SurgeonOvertime";

    /// <inheritdoc/>
    public string Says => "A surgeon operates no longer than the day's maximum.";

    /// <inheritdoc/>
    public IEnumerable<RuleFinding> Findings(PlannedCensus census)
    {
        foreach (var list in census.Admitted().GroupBy(a => (a.Patient.Surgeon, a.Admission.Day)))
        {
            var (minutes, surgeon) = (list.Sum(a => a.Patient.SurgeryMinutes), census.Problem.Surgeons[list.Key.Surgeon]);
            if (minutes > surgeon.MinutesOn[list.Key.Day])
            {
                yield return new(minutes - surgeon.MinutesOn[list.Key.Day], $"surgeon {surgeon.Id}, day {list.Key.Day}: {minutes} of {surgeon.MinutesOn[list.Key.Day]} minutes");
            }
        }
    }
}
