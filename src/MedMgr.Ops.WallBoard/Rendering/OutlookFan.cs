using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.WallBoard.Live;

namespace MedMgr.Ops.WallBoard.Rendering;

/// <summary>The curves of the outlook as paths of an SVG of <see cref="Width"/> by <see cref="Height"/>: one day back, two days ahead.</summary>
internal sealed record OutlookFan(string Past, string Band, string Middle, string Staffed, string Now)
{
    public const int Width = 288;
    public const int Height = 100;

    private const double HoursBack = 24;
    private const double UnitsPerHour = Width / (HoursBack + 48);
    private const double Margin = 6;

    public static OutlookFan Of(ImmutableArray<TrendSample> trend, Outlook outlook)
    {
        var past = trend.Where(t => t.At <= outlook.From && (outlook.From - t.At).TotalHours <= HoursBack).ToList();
        var hours = outlook.Hours;
        var lowest = Math.Min(hours.Min(h => Math.Min(h.Occupied.Low, h.Staffed)), past.Select(t => t.Occupied).DefaultIfEmpty(int.MaxValue).Min());
        var highest = Math.Max(hours.Max(h => Math.Max(h.Occupied.High, h.Staffed)), past.Select(t => t.Occupied).DefaultIfEmpty(0).Max());
        var scale = (Height - 2 * Margin) / Math.Max(1, highest - lowest);

        double X(DateTimeOffset at) => (HoursBack + (at - outlook.From).TotalHours) * UnitsPerHour;
        double Y(int beds) => Height - Margin - (beds - lowest) * scale;
        string Line(IEnumerable<(DateTimeOffset At, int Beds)> points) => Path(points.Select(p => (X(p.At), Y(p.Beds))));

        // The fan opens where the day so far ends.
        var start = past.Count > 0 ? (outlook.From, past[^1].Occupied) : (hours[0].At, hours[0].Occupied.Middle);
        return new OutlookFan(
            Line(past.Select(t => (t.At, t.Occupied)).Append(start)),
            Line(hours.Select(h => (h.At, h.Occupied.High)).Prepend(start).Concat(hours.Reverse().Select(h => (h.At, h.Occupied.Low)))) + "Z",
            Line(hours.Select(h => (h.At, h.Occupied.Middle)).Prepend(start)),
            Line(hours.Select(h => (h.At, h.Staffed))),
            Path([(HoursBack * UnitsPerHour, 0), (HoursBack * UnitsPerHour, Height)]));
    }

    private static string Path(IEnumerable<(double X, double Y)> points)
    {
        var path = new StringBuilder();
        foreach (var (x, y) in points)
        {
            path.Append(path.Length == 0 ? 'M' : 'L').Append(CultureInfo.InvariantCulture, $"{x:0.#} {y:0.#}");
        }

        return path.ToString();
    }
}
