namespace MedMgr.Ops.Hosting;

/// <summary>The scenario files that came with the program.</summary>
internal static class Scenarios
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "scenarios");

    /// <exception cref="FileNotFoundException">The program was copied without its scenarios folder.</exception>
    public static string Find(params ReadOnlySpan<string> path)
    {
        var file = Path.Combine([Folder, .. path]);
        return File.Exists(file) ? file : throw new FileNotFoundException($"'{file}' is missing: the scenarios folder belongs beside the program.", file);
    }
}
