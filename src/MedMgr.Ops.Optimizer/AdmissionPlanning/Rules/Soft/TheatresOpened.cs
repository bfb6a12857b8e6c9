namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Rules.Soft;

/// <summary>Units: theatres and days with at least one surgery.</summary>
public sealed class TheatresOpened : ISoftAdmissionRule
{
    /// <inheritdoc/>
    public string Name => "OpenOperatingTheater";

    /// <inheritdoc/>
    public string Says => "Few theatres are opened.";

    /// <inheritdoc/>
    public int Weight(AdmissionWeights weights) => weights.OpenTheatre;

    /// <inheritdoc/>
    public IEnumerable<RuleFinding> Findings(PlannedCensus census) =>
        from list in census.Admitted().GroupBy(a => (a.Admission.Theatre, a.Admission.Day))
        select new RuleFinding(1, $"theatre {census.Problem.Theatres[list.Key.Theatre].Id} is open on day {list.Key.Day}");
}
