using System.Globalization;
using System.Text;

namespace MedMgr.Sim.Reports.Charts;

/// <summary>A few curves over the hours of a drill, as static SVG: told apart by dashes as well as by colour.</summary>
/// <param name="Lines">Each with its class ("l0", "l1", ...) and one value for each time; may be shorter than the times.</param>
internal sealed record LineChart(string Title, string Unit, IReadOnlyList<DateTimeOffset> Times, IReadOnlyList<(string Name, string Class, IReadOnlyList<double> Values)> Lines)
{
    private const double Width = 760.0;
    private const double Height = 190.0;
    private const double Left = 44.0;
    private const double Right = 10.0;
    private const double Top = 10.0;
    private const double Bottom = 24.0;
    private const int TimeLabelsMax = 12;

    public string Svg()
    {
        var ticks = Axis.Ticks(0.0, Lines.SelectMany(l => l.Values).DefaultIfEmpty(1.0).Max());
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"lines\" viewBox=\"0 0 {N(Width)} {N(Height)}\" role=\"img\" aria-label=\"{Html.Text(Spoken())}\"><title>{Html.Text(Spoken())}</title>");
        foreach (var tick in ticks)
        {
            var y = N(Y(tick, ticks[^1]));
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{N(Left)}\" x2=\"{N(Width - Right)}\" y1=\"{y}\" y2=\"{y}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" x=\"{N(Left - 6)}\" y=\"{N(Y(tick, ticks[^1]) + 3.5)}\" text-anchor=\"end\">{Words.Short(tick)}</text>");
        }

        var every = Math.Max(1, (Times.Count + TimeLabelsMax - 1) / TimeLabelsMax);
        for (var i = 0; i < Times.Count; i += every)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" x=\"{N(X(i))}\" y=\"{N(Height - 7)}\" text-anchor=\"middle\">{Times[i].ToString("HH:mm", CultureInfo.InvariantCulture)}</text>");
        }

        foreach (var (_, @class, values) in Lines.Where(l => l.Values.Count > 0))
        {
            svg.Append("<path class=\"").Append(@class).Append("\" d=\"M").AppendJoin('L', values.Select((v, i) => $"{N(X(i))} {N(Y(v, ticks[^1]))}")).Append("\"/>");
        }

        return svg.Append("</svg>").ToString();
    }

    /// <summary>The curves in one sentence, for those who can not see them.</summary>
    public string Spoken() => $"{Title}: " + string.Join("; ", Lines.Where(l => l.Values.Count > 0).Select(l => $"{l.Name} at most {Words.Number(l.Values.Max())} {Unit}")) + ".";

    private double X(int time) => Left + ((Width - Left - Right) * time / Math.Max(1, Times.Count - 1));

    private static double Y(double value, double greatest) => Height - Bottom - ((Height - Top - Bottom) * value / greatest);

    private static string N(double value) => Words.Fixed(value, 1);
}
