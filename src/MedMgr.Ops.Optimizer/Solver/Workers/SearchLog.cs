using System.Globalization;
using System.Text.RegularExpressions;

namespace MedMgr.Ops.Optimizer.Solver.Workers;

/// <summary>Reads progress from CP-SAT's log: the only thing that it says while it runs.</summary>
internal static partial class SearchLog
{
    /// <summary>A better solution or bound, or null for any other line.</summary>
    /// <remarks>The lines look like <c>#7 2.43s best:-8087 next:[-8186,-8088] main</c>, <c>#Bound 1.60s best:inf next:[-14992,0]</c> and <c>#Done 0.02s main</c>. Of
    /// <c>next</c>, the interval in which a better solution could lie, the end away from the best is the bound; an empty interval means that the best is proven.</remarks>
    public static Improvement? Read(string line)
    {
        if (!line.StartsWith('#') || Progress().Match(line) is not { Success: true } match)
            return null;
        var elapsed = TimeSpan.FromSeconds(Number(match.Groups["seconds"]));
        double? best = match.Groups["best"].Value.EndsWith("inf", StringComparison.Ordinal) ? null : Number(match.Groups["best"]);
        if (!match.Groups["low"].Success)
            return best is { } proven ? new(best, proven, elapsed) : null;
        var (low, high) = (Number(match.Groups["low"]), Number(match.Groups["high"]));
        // Minimising, better values lie below the best; maximising, above it. Before the first solution the sign of infinity tells.
        var maximises = best is { } value ? low >= value : match.Groups["best"].Value.StartsWith('-');
        return new(best, maximises ? high : low, elapsed);
    }

    private static double Number(Group group) => double.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^#(\d+|Bound)\s+(?<seconds>[\d.]+)s\s+best:(?<best>\S+)\s+next:\[((?<low>[^,\]]+),(?<high>[^\]]+))?\]")]
    private static partial Regex Progress();
}
