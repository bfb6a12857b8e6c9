using System.Reflection;

namespace MedMgr.Ops.Tests.Support;

internal static class Paths
{
    public static string Program { get; } = Of("Program");

    public static string Riverside { get; } = Path.Combine(Of("Scenarios"), "hospitals", "riverside.yaml");

    public static string Scenario(string name) => Path.Combine(Of("Scenarios"), name);

    public static string[] SampleDay { get; } = [.. Directory.GetFiles(Path.Combine(Of("Scenarios"), "adt"), "*.hl7").Order(StringComparer.Ordinal)];

    public static string NewFolder() => Directory.CreateTempSubdirectory("medmgr-test-").FullName;

    private static string Of(string name) => Path.GetFullPath(
        typeof(Paths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == name).Value!);
}
