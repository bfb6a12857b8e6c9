using System.CommandLine;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Commands;

/// <summary>What benchmarks of public problems share: their options, and the way from a folder of instances to a table of rows.</summary>
/// <typeparam name="T">A problem as read from its file.</typeparam>
/// <param name="format">Of the instances, for people.</param>
/// <param name="pattern">Which files of a folder are instances: "*.json".</param>
/// <param name="solutions">What is written into the folder of solutions, for people.</param>
internal sealed class BenchRun<T>(string format, string pattern, string solutions)
{
    private const int SecondsMax = 86400;

    private readonly Argument<string> _problems = new("DIR|FILE") { Description = $"An instance ({format}), or a folder of {pattern} instances." };
    private readonly Option<int> _seconds = new("--seconds") { Description = "Time for each instance.", DefaultValueFactory = _ => 60 };
    private readonly Option<string?> _out = new("--out") { Description = $"Folder for the solutions: {solutions}." };
    private readonly Option<FileInfo?> _bestKnown = new("--best-known") { Description = "File with lines INSTANCE,COST to compare with." };
    private readonly Option<int> _seed = new("--seed") { Description = "Seed of the search.", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> _json = SimulationOptions.Json();

    /// <param name="own">Options besides the shared ones.</param>
    public Command Command(string name, string description, Func<ParseResult, CancellationToken, Task<int>> run, params ReadOnlySpan<Option> own)
    {
        OptionChecks.InRange(_seconds, 1, SecondsMax);
        OptionChecks.InRange(_seed, 0, int.MaxValue);
        var command = new Command(name, description) { _problems, _seconds, _out, _bestKnown, _seed };
        foreach (var option in own)
        {
            command.Add(option);
        }

        command.Add(_json);
        command.SetAction(run);
        return command;
    }

    public int Seed(ParseResult parsed) => parsed.GetValue(_seed);

    public TimeSpan Time(ParseResult parsed) => TimeSpan.FromSeconds(parsed.GetValue(_seconds));

    /// <summary>Folder for the solutions; null where none are kept.</summary>
    public string? Out(ParseResult parsed) => parsed.GetValue(_out);

    /// <summary>Reads every instance, then solves them one after the other and prints the rows.</summary>
    /// <param name="solving">What the solving needs, set up once the instances are read; disposed at the end.</param>
    /// <param name="goesOn">Asked before each instance; rows of those before are printed even so.</param>
    public async Task<int> Run<TSolver>(
        ParseResult parsed, Func<string, T> read, Func<Task<TSolver>> solving, Func<string, T, TSolver, Task<BenchRow>> solve, Func<bool> goesOn)
        where TSolver : IAsyncDisposable?
    {
        try
        {
            var instances = BenchInstances.In(parsed.GetRequiredValue(_problems), pattern).Select(file => (Name: Path.GetFileNameWithoutExtension(file), Problem: read(file))).ToList();
            var best = parsed.GetValue(_bestKnown) is { } file ? BestKnownCosts.Read(file.FullName) : [];
            if (Out(parsed) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            await using var solver = await solving();
            var rows = new List<BenchRow>();
            foreach (var (name, problem) in instances.TakeWhile(_ => goesOn()))
            {
                var row = await solve(name, problem, solver);
                rows.Add(row with { BestKnown = best.TryGetValue(name, out var cost) ? cost : null });
            }

            BenchRow.Print(rows, parsed.GetValue(_json));
            return rows.All(row => row.Violations == 0) ? 0 : 1;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or SolverUnavailableException)
        {
            return Cli.Fail(e.Message);
        }
    }
}
