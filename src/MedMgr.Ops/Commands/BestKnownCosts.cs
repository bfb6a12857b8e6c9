using System.Globalization;

namespace MedMgr.Ops.Commands;

/// <summary>Costs that others have reached: lines INSTANCE,COST.</summary>
internal static class BestKnownCosts
{
    /// <exception cref="InvalidDataException">A line is something else.</exception>
    public static Dictionary<string, long> Read(string file)
    {
        var costs = new Dictionary<string, long>();
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (line.Length == 0 || line.StartsWith('#'))
            {
                continue;
            }

            if (line.Split(',') is not [var instance, var text] || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var cost))
            {
                throw new InvalidDataException($"{file}, line {number}: '{line}' is not INSTANCE,COST, for example Instance1,607.");
            }

            costs[instance.Trim()] = cost;
        }

        return costs;
    }
}
