using System.Reflection;

namespace MedMgr.Ops.Hosting;

internal static class ProgramVersion
{
    /// <summary>"1.0.0 (ee1326c11)": the release and the commit it was built from.</summary>
    public static string Text { get; } = Make();

    private static string Make()
    {
        var parts = (Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "").Split('+');
        return parts.Length == 1 ? parts[0] : $"{parts[0]} ({parts[1][..Math.Min(9, parts[1].Length)]})";
    }
}
