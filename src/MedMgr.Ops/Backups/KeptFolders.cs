namespace MedMgr.Ops.Backups;

/// <summary>What lies beside the log in a data folder and belongs into its backup: what people made and no server can make anew.</summary>
internal static class KeptFolders
{
    public const string Recordings = "recordings";
    public const string Rosters = "rosters";
    public const string Scenarios = "scenarios";
    public const string ScenarioRuns = "scenario-runs";

    /// <summary>Still being written: its name without this ending comes when it is whole.</summary>
    private const string Unfinished = ".part";

    public static readonly string[] All = [Recordings, Rosters, Scenarios, ScenarioRuns];

    /// <returns>Names within the folder, divided by '/', in order.</returns>
    public static IEnumerable<string> FilesOf(string dataFolder) => All
        .Select(kept => Path.Combine(dataFolder, kept))
        .Where(Directory.Exists)
        .SelectMany(kept => Directory.EnumerateFiles(kept, "*", SearchOption.AllDirectories))
        .Where(file => !file.EndsWith(Unfinished, StringComparison.Ordinal))
        .Select(file => Path.GetRelativePath(dataFolder, file).Replace(Path.DirectorySeparatorChar, '/'))
        .Order(StringComparer.Ordinal);

    /// <summary>Whether a file of this name would lie in one of the folders: it holds no path that leads elsewhere.</summary>
    public static bool Holds(string name) =>
        name.Split('/') is [var kept, _, ..] steps && All.Contains(kept) && !steps.Any(s => s is "" or "." or ".." || s.Contains('\\', StringComparison.Ordinal) || Path.IsPathRooted(s));
}
