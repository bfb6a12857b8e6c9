namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Rules.Hard;

/// <summary>Units: minutes above the day's availability.</summary>
public sealed class TheatreWithinHours : IHardAdmissionRule
{
    /// <inheritdoc/>
    public string Name => "OperatingTheaterOvertime";

    /// <inheritdoc/>
    public string Says => "A theatre is used no longer than it is available.";

    /// <inheritdoc/>
    public IEnumerable<RuleFinding> Findings(PlannedCensus census)
    {
        foreach (var list in census.Admitted().GroupBy(a => (a.Admission.Theatre, a.Admission.Day)))
        {
            var (minutes, theatre) = (list.Sum(a => a.Patient.SurgeryMinutes), census.Problem.Theatres[list.Key.Theatre]);
            if (minutes > theatre.MinutesOn[list.Key.Day])
            {
                yield return new(minutes - theatre.MinutesOn[list.Key.Day], $"theatre {theatre.Id}, day {list.Key.Day}: {minutes} of {theatre.MinutesOn[list.Key.Day]} minutes");
            }
        }
    }
}
