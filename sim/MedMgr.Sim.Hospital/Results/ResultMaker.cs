using System.Collections.Immutable;
using MedMgr.Sim.Engine.Experiments;
using MedMgr.Sim.Hospital.Model;

namespace MedMgr.Sim.Hospital.Results;

/// <summary>Puts the outcomes of replications together, in the order of replications, so that no bit depends on threads.</summary>
internal static class ResultMaker
{
    public static RunResult Run(Blueprint plan, RunOutcome[] outcomes, ulong seed)
    {
        var units = plan.House.Units;
        var series = ImmutableArray.CreateBuilder<Series>();
        for (var i = 0; i < CurveList.OfHospital.Length; i++)
        {
            series.Add(Curve(plan, outcomes, i, CurveList.OfHospital[i].Name, CurveList.OfHospital[i].Unit));
        }

        for (var unit = 0; unit < units.Length; unit++)
        {
            for (var i = 0; i < CurveList.OfUnit.Length; i++)
            {
                series.Add(Curve(plan, outcomes, CurveOf(unit, i), $"{CurveList.OfUnit[i].Name}/{units[unit].Id}", CurveList.OfUnit[i].Unit));
            }
        }

        return new RunResult(
            plan.Scenario.Id, plan.Scenario.Title, seed, outcomes.Length, plan.Clock.At(plan.Counted), plan.End - plan.Counted,
            Measures(MeasureList.Hospital, outcomes, o => o.Measures),
            [.. units.Select((u, i) => new UnitMeasures(u.Id.Value, u.Name, Measures(MeasureList.Unit, outcomes, o => o.Units[i])))],
            Times(plan), series.ToImmutable());
    }

    public static ImmutableArray<DateTimeOffset> Times(Blueprint plan) =>
        [.. Enumerable.Range(1, plan.Samples).Select(i => plan.Clock.At(plan.Counted + (i * plan.SampleEvery)))];

    public static int CurveOf(int unit, int curve) => CurveList.OfHospital.Length + (unit * CurveList.OfUnit.Length) + curve;

    public static Series Curve(Blueprint plan, RunOutcome[] outcomes, int curve, string name, string unit)
    {
        var (samples, count) = (plan.Samples, outcomes.Length);
        double[] mean = new double[samples], p5 = new double[samples], p25 = new double[samples], p50 = new double[samples], p75 = new double[samples], p95 = new double[samples];
        var values = new float[count];
        for (var at = 0; at < samples; at++)
        {
            var sum = 0.0;
            for (var i = 0; i < count; i++)
            {
                values[i] = outcomes[i].Curves[(curve * samples) + at];
                sum += values[i];
            }

            Array.Sort(values);
            mean[at] = sum / count;
            (p5[at], p25[at], p50[at], p75[at], p95[at]) = (Quantile(values, 0.05), Quantile(values, 0.25), Quantile(values, 0.5), Quantile(values, 0.75), Quantile(values, 0.95));
        }

        return new Series(name, unit, [.. mean], [.. p5], [.. p25], [.. p50], [.. p75], [.. p95]);
    }

    public static ImmutableArray<double> Mean(Blueprint plan, RunOutcome[] outcomes, int curve) =>
        [.. Enumerable.Range(0, plan.Samples).Select(at => outcomes.Sum(o => (double)o.Curves[(curve * plan.Samples) + at]) / outcomes.Length)];

    /// <summary>The smallest value at or below which so many lie.</summary>
    private static double Quantile(float[] sorted, double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];

    private static ImmutableArray<Measure> Measures(MeasureName[] names, RunOutcome[] outcomes, Func<RunOutcome, double[]> of) =>
    [
        .. names.Select((name, i) =>
        {
            ImmutableArray<double> values = [.. outcomes.Select(o => of(o)[i])];
            return new Measure(name.Name, name.Unit, name.Says, values, Estimate.Of(values));
        }),
    ];
}
