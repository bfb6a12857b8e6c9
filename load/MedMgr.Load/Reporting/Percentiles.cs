namespace MedMgr.Load.Reporting;

/// <summary>The spread of a sample.</summary>
internal readonly record struct Percentiles(double P50, double P95, double P99, double Max)
{
    /// <remarks>Nearest rank, so that each figure is one that was measured. The sample is sorted in place.</remarks>
    public static Percentiles Of(Span<float> sample)
    {
        if (sample.IsEmpty)
        {
            return new Percentiles(double.NaN, double.NaN, double.NaN, double.NaN);
        }

        sample.Sort();
        return new Percentiles(Rank(sample, 0.50), Rank(sample, 0.95), Rank(sample, 0.99), sample[^1]);
    }

    private static double Rank(ReadOnlySpan<float> sorted, double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
}
