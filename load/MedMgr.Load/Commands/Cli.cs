using System.CommandLine;
using System.Reflection;
using MedMgr.Load.Reporting;
using MedMgr.Load.Serving;

namespace MedMgr.Load.Commands;

/// <summary>The command line. Exit codes: 0 every stated threshold was met, 1 one was missed or something was found wrong.</summary>
internal static class Cli
{
    public static readonly Option<bool> Json = new("--json") { Description = "Prints the figures as JSON instead of a table.", Recursive = true };

    private static readonly Option<FileInfo> ServerDll = new("--server")
    {
        Description = "The medmgr.dll to measure. Default: the one built with this program.",
        Recursive = true,
        DefaultValueFactory = _ => new FileInfo(typeof(Cli).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Server").Value!),
    };

    private static readonly Option<FileInfo?> Hospital = new("--hospital")
    {
        Description = "Hospital definition. Default: riverside.yaml beside the server.",
        Recursive = true,
    };

    public static RootCommand Root() => new("Measures the product's figures against a server process of its own, on this machine.")
    {
        Json, ServerDll, Hospital,
        FluSeasonCommand.Make(), IntakeCommand.Make(), DisplaysCommand.Make(), StartCommand.Make(), MemoryCommand.Make(), WallCommand.Make(), EnduranceCommand.Make(), ReplayCommand.Make(), ReferenceCommand.Make(),
        KillsCommand.Make(),
    };

    /// <exception cref="BenchException">There is no server to measure.</exception>
    public static Bench BenchOf(ParseResult parsed)
    {
        var server = parsed.GetRequiredValue(ServerDll);
        return server.Exists
            ? new Bench(server.FullName, parsed.GetValue(Hospital)?.FullName ?? Path.Combine(server.DirectoryName!, "scenarios", "hospitals", "riverside.yaml"))
            : throw new BenchException($"There is no server at {server.FullName}: build src/MedMgr.Ops in this configuration, or name it with --server.");
    }

    /// <summary>What keeps a measurement from being made is told in a sentence; exit code 1.</summary>
    public static async Task<int> Guard(Func<Task<int>> measure)
    {
        try
        {
            return await measure();
        }
        catch (Exception e) when (e is BenchException or TimeoutException or IOException or System.Net.Sockets.SocketException or HttpRequestException or Microsoft.Playwright.PlaywrightException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    /// <summary>Runs a measurement, prints its report and gives its exit code.</summary>
    public static Task<int> Measure(ParseResult parsed, string name, Func<Bench, Report, Task> measure) => Guard(async () =>
    {
        var bench = BenchOf(parsed);
        var report = new Report(name);
        Yardstick.Measure(report);
        await measure(bench, report);
        report.Close();
        Console.WriteLine(parsed.GetValue(Json) ? report.ToJson() : report.ToTable());
        return report.Passed ? 0 : 1;
    });
}
