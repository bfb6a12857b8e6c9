using System.Collections.Immutable;
using MedMgr.Sim.Hospital.Model;

namespace MedMgr.Sim.Hospital.Drills;

/// <summary>One figure of one run.</summary>
/// <param name="Name">Stable, dotted: "boarding.hours".</param>
/// <param name="Says">The figure in one sentence.</param>
public sealed record DrillFigure(string Name, string Unit, string Says, double Value);

/// <summary>A curve: one value for each hour from the first after the beginning.</summary>
public sealed record DrillCurve(string Name, string Unit, ImmutableArray<double> Values);

/// <summary>What one run of the patients of a drill came to, from the beginning of the drill.</summary>
public sealed record DrillFigures(
    DateTimeOffset From, DateTimeOffset To, ImmutableArray<DrillFigure> Measures, ImmutableArray<DateTimeOffset> Times, ImmutableArray<DrillCurve> Curves, ImmutableArray<Wait> Waits)
{
    private const int CurvesOfInterest = 4;

    /// <summary>Null when there is no such figure.</summary>
    public double? this[string name] => Measures.FirstOrDefault(m => m.Name == name)?.Value;

    internal static DrillFigures Of(Blueprint plan, RunOutcome outcome, int samples, ImmutableArray<Wait> waits, DateTimeOffset from, DateTimeOffset to) => new(
            from, to,
            [
                .. MeasureList.Hospital.Select((m, i) => new DrillFigure(m.Name, m.Unit, m.Says, outcome.Measures[i])),
                .. OfWaits(waits),
            ],
            [.. Enumerable.Range(1, samples).Select(hour => from.AddHours(hour))],
            [
                .. CurveList.OfHospital.Take(CurvesOfInterest).Select((c, i) =>
                    new DrillCurve(c.Name, c.Unit, [.. Enumerable.Range(0, samples).Select(at => (double)outcome.Curves[(i * plan.Samples) + at])])),
            ],
            waits);

    /// <summary>With figures that only the drill itself has.</summary>
    public DrillFigures With(params ReadOnlySpan<DrillFigure> more) => this with { Measures = [.. Measures, .. more] };

    private static IEnumerable<DrillFigure> OfWaits(ImmutableArray<Wait> waits)
    {
        var boarding = waits.Where(w => w.Boards).Select(w => w.Hours).Order().ToList();
        var all = waits.Select(w => w.Hours).Order().ToList();
        yield return new("wait.boarding.median", "hours", "Median wait of boarders, from the request to the bed", Median(boarding));
        yield return new("wait.boarding.longest", "hours", "Longest wait of a boarder, from the request to the bed", boarding.Count == 0 ? 0 : boarding[^1]);
        yield return new("wait.longest", "hours", "Longest wait for a bed, wherever the patient was", all.Count == 0 ? 0 : all[^1]);
        yield return new("wait.open", "patients", "Patients who still waited for a bed at the end", waits.Count(w => w.Until is null));
    }

    private static double Median(List<double> sorted) => sorted.Count == 0 ? 0 : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
}
