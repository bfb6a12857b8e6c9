using System.Globalization;
using System.Text;
using MedMgr.Sim.Reports;
using MedMgr.Sim.Reports.Charts;

namespace MedMgr.Load.Reporting;

/// <summary>One or two curves over the seconds of a run, as static SVG.</summary>
/// <param name="Second">Dashed.</param>
internal sealed record LineChart(string Title, string Unit, IReadOnlyList<double> Seconds, IReadOnlyList<double> First, IReadOnlyList<double>? Second = null)
{
    private const double Width = 420;
    private const double Height = 170;
    private const double Left = 44;
    private const double Right = 10;
    private const double Top = 10;
    private const double Bottom = 24;

    public string Svg()
    {
        var known = First.Concat(Second ?? []).Where(double.IsFinite).DefaultIfEmpty().ToList();
        var (up, along) = (Axis.Ticks(0, known.Max()), Axis.Ticks(0, Seconds[^1], 6));
        double X(double second) => Left + ((Width - Left - Right) * second / along[^1]);
        double Y(double value) => Height - Bottom - ((Height - Top - Bottom) * value / up[^1]);
        var says = $"{Title}: at most {Words.Number(First.Where(double.IsFinite).DefaultIfEmpty().Max())} {Unit}.";
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Html.Text(says)}\"><title>{Html.Text(says)}</title>");
        foreach (var tick in up)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(tick):0.#}\" y2=\"{Y(tick):0.#}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" x=\"{Left - 6}\" y=\"{Y(tick) + 3.5:0.#}\" text-anchor=\"end\">{Words.Short(tick)}</text>");
        }

        foreach (var tick in along)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" x=\"{X(tick):0.#}\" y=\"{Height - 7}\" text-anchor=\"middle\">{Words.Short(tick)}</text>");
        }

        Line(svg, First, "median", X, Y);
        if (Second is not null)
        {
            Line(svg, Second, "capacity", X, Y);
        }

        return svg.Append("</svg>").ToString();
    }

    private void Line(StringBuilder svg, IReadOnlyList<double> values, string @class, Func<double, double> x, Func<double, double> y)
    {
        var points = Enumerable.Range(0, values.Count).Where(i => double.IsFinite(values[i]))
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"{x(Seconds[i]):0.#} {y(values[i]):0.#}")).ToList();
        if (points.Count > 0)
        {
            svg.Append("<path class=\"").Append(@class).Append("\" d=\"M").AppendJoin('L', points).Append("\"/>");
        }
    }
}
