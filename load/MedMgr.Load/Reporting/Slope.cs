namespace MedMgr.Load.Reporting;

/// <summary>Whether something grows.</summary>
internal static class Slope
{
    /// <summary>By least squares over the second half, when what is loaded once has been loaded. Per unit of x.</summary>
    public static double OfSecondHalf(IReadOnlyList<(double X, double Y)> points)
    {
        var late = points.Skip(points.Count / 2).ToList();
        var (x, y) = (late.Average(p => p.X), late.Average(p => p.Y));
        return late.Sum(p => (p.X - x) * (p.Y - y)) / late.Sum(p => (p.X - x) * (p.X - x));
    }
}
