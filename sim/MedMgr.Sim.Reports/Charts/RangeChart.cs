using System.Globalization;
using System.Text;
using MedMgr.Sim.Hospital.Results;

namespace MedMgr.Sim.Reports.Charts;

/// <summary>How replications spread, one row for each measure of a common unit: bar to the mean, whisker from the 5 % to the 95 % replication.</summary>
internal sealed record RangeChart(IReadOnlyList<Measure> Measures)
{
    private const double Left = 345.0;
    private const double Right = 96.0;
    private const double Width = 760.0;
    private const double Row = 24.0;

    public string Svg()
    {
        var ticks = Axis.Ticks(0.0, Measures.Max(m => Quantile(m, 0.95)));
        double X(double value) => Left + ((Width - Left - Right) * Math.Max(0.0, value) / ticks[^1]);
        var height = (Row * Measures.Count) + 24.0;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"ranges\" viewBox=\"0 0 {N(Width)} {N(height)}\" role=\"img\" aria-label=\"Mean and spread of {Measures.Count} measures\">");
        foreach (var tick in ticks)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{N(X(tick))}\" x2=\"{N(X(tick))}\" y1=\"0\" y2=\"{N(height - 20)}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" x=\"{N(X(tick))}\" y=\"{N(height - 6)}\" text-anchor=\"middle\">{Words.Short(tick)}</text>");
        }

        for (var i = 0; i < Measures.Count; i++)
        {
            var (measure, y) = (Measures[i], (Row * i) + (Row / 2.0));
            var (low, high) = (Quantile(measure, 0.05), Quantile(measure, 0.95));
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"name\" x=\"{N(Left - 10)}\" y=\"{N(y + 4)}\" text-anchor=\"end\">{Html.Text(measure.Says.Split(':')[0])}</text>");
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"bar\" x=\"{N(Left)}\" y=\"{N(y - 7)}\" width=\"{N(X(measure.Estimate.Mean) - Left)}\" height=\"14\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"whisker\" x1=\"{N(X(low))}\" x2=\"{N(X(high))}\" y1=\"{N(y)}\" y2=\"{N(y)}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"value\" x=\"{N(Math.Max(X(high), X(measure.Estimate.Mean)) + 8)}\" y=\"{N(y + 4)}\">{Words.Number(measure.Estimate.Mean)}</text>");
        }

        return svg.Append("</svg>").ToString();
    }

    /// <summary>The replication at or below which this share of them lies.</summary>
    public static double Quantile(Measure measure, double share)
    {
        var sorted = measure.PerReplication.Sort();
        return sorted[(int)Math.Clamp(Math.Ceiling(share * sorted.Length) - 1.0, 0.0, sorted.Length - 1.0)];
    }

    private static string N(double value) => Words.Fixed(value, 1);
}
