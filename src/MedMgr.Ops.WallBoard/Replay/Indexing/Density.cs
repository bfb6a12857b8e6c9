using System.Collections.Immutable;

namespace MedMgr.Ops.WallBoard.Replay.Indexing;

/// <summary>How much happens when: events in equal slices of a recording's time.</summary>
internal sealed record Density(ImmutableArray<int> Bars)
{
    /// <param name="ticks">UTC ticks of the events, ascending.</param>
    /// <param name="weights">Events at each of them.</param>
    public static Density Of(IReadOnlyList<long> ticks, IReadOnlyList<int> weights, DateTimeOffset from, DateTimeOffset to, int bars)
    {
        var counts = new int[bars];
        var span = Math.Max(1, to.UtcTicks - from.UtcTicks);
        for (var i = 0; i < ticks.Count; i++)
        {
            var bar = (int)Math.Clamp((ticks[i] - from.UtcTicks) / (double)span * bars, 0, bars - 1);
            counts[bar] += weights[i];
        }

        return new Density([.. counts]);
    }
}
