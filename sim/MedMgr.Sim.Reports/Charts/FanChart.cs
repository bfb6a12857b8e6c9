using System.Globalization;
using System.Text;
using MedMgr.Sim.Hospital.Results;

namespace MedMgr.Sim.Reports.Charts;

/// <summary>A level on the scale of a chart: from here up it has this name.</summary>
public sealed record Zone(double From, double To, string Name, string Class);

/// <summary>Where in the picture the plot lies, and from what to what it goes: what a script needs to say a value under the pointer.</summary>
public sealed record ChartFrame(double Width, double Height, double Left, double Right, double Top, double Bottom, double Low, double High);

/// <summary>A curve over time with its fan, as static SVG.</summary>
/// <param name="Title">What is drawn, as people say it.</param>
/// <param name="Line">A second curve, dashed: the staffed capacity.</param>
public sealed record FanChart(string Title, Series Fan, IReadOnlyList<DateTimeOffset> Times, IReadOnlyList<double>? Line = null, IReadOnlyList<Zone>? Zones = null)
{
    private const double Left = 44.0;
    private const double RightMargin = 10.0;
    private const double RightMarginWithZones = 92.0;
    private const double Top = 10.0;
    private const double Bottom = 24.0;
    private const int PointsMax = 480;

    public double Width { get; init; } = 760.0;

    public double Height { get; init; } = 210.0;

    /// <summary>Rare things: the median is zero all the time, so the line is the mean.</summary>
    public bool MedianIsZero => !IsShare && Fan.P50.All(v => v == 0.0) && (Beside is null || Beside.P50.All(v => v == 0.0));

    /// <summary>The same of another run, to compare with: dashed, with its 90 % between dashed lines.</summary>
    public Series? Beside { get; init; }

    public ChartFrame Frame
    {
        get
        {
            var scale = ScaleOf(Points(), out _);
            return new ChartFrame(Width, Height, Left, Width - Right, Top, Height - Bottom, scale.Low, scale.High);
        }
    }

    private double Right => Zones is null ? RightMargin : RightMarginWithZones;

    /// <summary>In each replication it holds or does not: its mean is a chance, and a fan would say nothing.</summary>
    public bool IsShare => Fan.Unit == "share";

    public string Svg()
    {
        var points = Points();
        var scale = ScaleOf(points, out var ticks);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"fan\" viewBox=\"0 0 {N(Width)} {N(Height)}\" role=\"img\" aria-label=\"{Html.Text(Spoken())}\">");
        svg.Append("<title>").Append(Html.Text(Spoken())).Append("</title>");
        DrawZones(svg, scale);
        DrawGrid(svg, scale, ticks);
        if (IsShare)
        {
            DrawBand(svg, scale, points, [.. Fan.Mean.Select(_ => 0.0)], Fan.Mean, "band50");
            DrawLine(svg, scale, points, Fan.Mean, "median");
        }
        else
        {
            DrawBand(svg, scale, points, Fan.P5, Fan.P95, "band90");
            DrawBand(svg, scale, points, Fan.P25, Fan.P75, "band50");
            DrawLine(svg, scale, points, MedianIsZero ? Fan.Mean : Fan.P50, MedianIsZero ? "mean" : "median");
        }

        if (Beside is { } other)
        {
            DrawLine(svg, scale, points, IsShare || MedianIsZero ? other.Mean : other.P50, "beside");
            if (!IsShare)
            {
                DrawLine(svg, scale, points, other.P5, "beside90");
                DrawLine(svg, scale, points, other.P95, "beside90");
            }
        }

        if (Line is not null)
        {
            DrawLine(svg, scale, points, Line, "capacity");
        }

        return svg.Append("</svg>").ToString();
    }

    /// <summary>The curve in one sentence, for those who can not see it.</summary>
    public string Spoken()
    {
        if (IsShare)
        {
            var most = Enumerable.Range(0, Times.Count).MaxBy(i => Fan.Mean[i]);
            return $"{Title}: at most {Words.Percent(Fan.Mean[most])} of replications ({When(most)}).";
        }

        var peak = Enumerable.Range(0, Times.Count).MaxBy(i => Fan.P50[i]);
        return $"{Title}: median at most {Words.Number(Fan.P50[peak])} {Fan.Unit} ({When(peak)}); 90 % of replications then between {Words.Number(Fan.P5[peak])} and {Words.Number(Fan.P95[peak])}.";
    }

    private string When(int time) => Times[time].ToString("d MMM, HH:mm", CultureInfo.InvariantCulture);

    private Scale ScaleOf(int[] points, out double[] ticks)
    {
        ticks = Axis.Ticks(points.Min(i => Math.Min(Fan.P5[i], Beside?.P5[i] ?? 0.0)), Greatest(points), Height > 170.0 ? 5 : 4);
        return new Scale(this, ticks[0], ticks[^1]);
    }

    private double Most(Series series, int i) => IsShare ? series.Mean[i] : series.P95[i];

    private int[] Points()
    {
        var stride = Math.Max(1, (Times.Count + PointsMax - 1) / PointsMax);
        return [.. Enumerable.Range(0, Times.Count).Where(i => i % stride == 0 || i == Times.Count - 1)];
    }

    private double Greatest(int[] points)
    {
        var greatest = points.Max(i => Math.Max(Most(Fan, i), Beside is null ? 0.0 : Most(Beside, i)));
        return Line is null ? greatest : Math.Max(greatest, points.Max(i => Line[i]));
    }

    private void DrawZones(StringBuilder svg, Scale scale)
    {
        foreach (var zone in (Zones ?? []).Where(z => z.From < scale.High && z.To > scale.Low))
        {
            var (top, bottom) = (scale.Y(Math.Min(zone.To, scale.High)), scale.Y(Math.Max(zone.From, scale.Low)));
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{zone.Class}\" x=\"{N(Left)}\" y=\"{N(top)}\" width=\"{N(Width - Left - Right)}\" height=\"{N(bottom - top)}\"/>");
            if (bottom - top > 9.0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<text class=\"zone\" x=\"{N(Width - Right + 6)}\" y=\"{N(((top + bottom) / 2.0) + 3.5)}\">{Html.Text(zone.Name)}</text>");
            }
        }
    }

    private void DrawGrid(StringBuilder svg, Scale scale, double[] ticks)
    {
        foreach (var tick in ticks)
        {
            var y = N(scale.Y(tick));
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{N(Left)}\" x2=\"{N(Width - Right)}\" y1=\"{y}\" y2=\"{y}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" x=\"{N(Left - 6)}\" y=\"{N(scale.Y(tick) + 3.5)}\" text-anchor=\"end\">{Label(tick)}</text>");
        }

        foreach (var day in Axis.Days(Times[0], Times[^1], (int)(Width / 62.0)))
        {
            var x = scale.X(day);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"day\" x1=\"{N(x)}\" x2=\"{N(x)}\" y1=\"{N(Height - Bottom)}\" y2=\"{N(Height - Bottom + 4)}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" x=\"{N(x)}\" y=\"{N(Height - 7)}\" text-anchor=\"{(x > Width - 40 ? "end" : "middle")}\">{day.ToString("d MMM", CultureInfo.InvariantCulture)}</text>");
        }
    }

    private static void DrawBand(StringBuilder svg, Scale scale, int[] points, IReadOnlyList<double> low, IReadOnlyList<double> high, string @class)
    {
        svg.Append("<path class=\"").Append(@class).Append("\" d=\"M");
        svg.AppendJoin('L', points.Select(i => scale.Point(i, high[i]))).Append('L').AppendJoin('L', points.Reverse().Select(i => scale.Point(i, low[i]))).Append("Z\"/>");
    }

    private static void DrawLine(StringBuilder svg, Scale scale, int[] points, IReadOnlyList<double> values, string @class) =>
        svg.Append("<path class=\"").Append(@class).Append("\" d=\"M").AppendJoin('L', points.Select(i => scale.Point(i, values[i]))).Append("\"/>");

    private static string Label(double tick) => Words.Short(tick);

    private static string N(double value) => Words.Fixed(value, 1);

    private sealed class Scale(FanChart chart, double low, double high)
    {
        private readonly double _seconds = Math.Max(1.0, (chart.Times[^1] - chart.Times[0]).TotalSeconds);

        public double Low => low;

        public double High => high;

        public double X(DateTimeOffset time) => Left + ((chart.Width - Left - chart.Right) * (time - chart.Times[0]).TotalSeconds / _seconds);

        public double Y(double value) => chart.Height - Bottom - ((chart.Height - Top - Bottom) * (value - low) / (high - low));

        public string Point(int i, double value) => N(X(chart.Times[i])) + " " + N(Y(value));
    }
}
