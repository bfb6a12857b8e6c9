namespace MedMgr.Ops.Commands;

/// <summary>The instances named on the command line.</summary>
internal static class BenchInstances
{
    /// <param name="path">One file, or a folder of them.</param>
    /// <param name="pattern">Which files of a folder are instances: "*.json".</param>
    /// <returns>At least one, Instance2 before Instance10.</returns>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static string[] In(string path, string pattern)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        var files = Directory.Exists(path) ? Directory.GetFiles(path, pattern) : throw new FileNotFoundException($"{path} is neither a file nor a folder.");
        return files.Length > 0 ? [.. files.OrderBy(f => f.Length).ThenBy(f => f, StringComparer.Ordinal)] : throw new FileNotFoundException($"{path} holds no {pattern} instance.");
    }
}
