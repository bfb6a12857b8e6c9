using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Sim.Hospital.Tests.Support;

/// <summary>The scenarios of the repository.</summary>
internal static class Shipped
{
    public static readonly string Folder = Find();

    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal);

    public static Scenario Scenario(string name) => ScenarioFile.Load(Path.Combine(Folder, name + ".yaml")) switch
    {
        ScenarioReading.Read read => read.Scenario,
        var faulty => throw new InvalidOperationException(faulty.ToString()),
    };

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MedMgr.Ops.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("No repository above the tests."), "scenarios");
    }
}
