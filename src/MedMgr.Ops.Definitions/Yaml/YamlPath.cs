using System.Globalization;

namespace MedMgr.Ops.Definitions.Yaml;

/// <summary>A key, or a place in a list from 0.</summary>
internal readonly record struct YamlStep(string? Key, int? Index);

/// <summary>Paths as errors name them: "units[3].ratio.patientsPerNurse".</summary>
internal static class YamlPath
{
    public static IEnumerable<YamlStep> Steps(string path)
    {
        foreach (var part in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var bracket = part.IndexOf('[', StringComparison.Ordinal);
            var key = bracket < 0 ? part : part[..bracket];
            if (key.Length > 0)
            {
                yield return new YamlStep(key, null);
            }

            foreach (var index in bracket < 0 ? [] : part[bracket..].Split(['[', ']'], StringSplitOptions.RemoveEmptyEntries))
            {
                yield return new YamlStep(null, int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : int.MaxValue);
            }
        }
    }
}
