namespace MedMgr.Ops.Definitions.Reading;

/// <summary>"Did you mean": the known name that the fewest keystrokes separate from the one written.</summary>
internal static class Spelling
{
    private const int LengthMax = 64;

    /// <returns>Null when nothing is near enough to be a slip of the finger: at most a third of the letters, at least one, never all.</returns>
    public static string? Nearest(string written, IEnumerable<string> known)
    {
        if (written.Length is 0 or > LengthMax)
        {
            return null;
        }

        // In a name of one letter every other letter would be "near".
        var allowed = Math.Min(written.Length - 1, Math.Max(1, written.Length / 3));
        return known
            .Where(name => Math.Abs(name.Length - written.Length) <= allowed)
            .Select(name => (name, distance: Distance(written, name)))
            .Where(candidate => candidate.distance <= allowed)
            .OrderBy(candidate => candidate.distance)
            .ThenBy(candidate => candidate.name, StringComparer.Ordinal)
            .Select(candidate => candidate.name)
            .FirstOrDefault();
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours (optimal string alignment), upper and lower case alike.</summary>
    private static int Distance(string a, string b)
    {
        var costs = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    costs[i, j] = i + j;
                    continue;
                }

                var replaced = costs[i - 1, j - 1] + (Same(a[i - 1], b[j - 1]) ? 0 : 1);
                costs[i, j] = Math.Min(replaced, 1 + Math.Min(costs[i - 1, j], costs[i, j - 1]));
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    costs[i, j] = Math.Min(costs[i, j], costs[i - 2, j - 2] + 1);
                }
            }
        }

        return costs[a.Length, b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
