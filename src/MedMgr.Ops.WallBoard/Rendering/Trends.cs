using System.Collections.Immutable;
using MedMgr.Ops.Domain.Board;

namespace MedMgr.Ops.WallBoard.Rendering;

/// <summary>What a trend is compared with.</summary>
internal static class Trends
{
    private const int HourMin = 45;
    private const int HourMax = 75;

    /// <summary>The sample that is an hour older than the newest, give or take a quarter; null when there is none: a change over another time would be read as one over an hour.</summary>
    public static TrendSample? HourAgo(ImmutableArray<TrendSample> trend)
    {
        for (var i = trend.Length - 2; i >= 0; i--)
        {
            var minutes = (trend[^1].At - trend[i].At).TotalMinutes;
            if (minutes >= HourMin)
            {
                return minutes <= HourMax ? trend[i] : null;
            }
        }

        return null;
    }
}
