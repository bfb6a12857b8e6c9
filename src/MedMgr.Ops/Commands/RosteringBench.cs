using System.CommandLine;
using System.Globalization;
using MedMgr.Ops.Optimizer.Rostering;
using MedMgr.Ops.Optimizer.Rostering.PublicProblems;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr bench rostering: shift-scheduling instances of Curtois and Qu.</summary>
internal static class RosteringBench
{
    private const int SecondsMax = 86400;

    private static readonly Argument<string> Problems = new("DIR|FILE") { Description = "An instance (text format of schedulingbenchmarks.org), or a folder of *.txt instances." };
    private static readonly Option<int> Seconds = new("--seconds") { Description = "Time for each instance.", DefaultValueFactory = _ => 60 };
    private static readonly Option<string?> Out = new("--out") { Description = "Folder for the solutions: NAME.solution.txt (tab-separated, as the benchmark's site takes it) and NAME.roster.xml." };
    private static readonly Option<FileInfo?> BestKnown = new("--best-known") { Description = "File with lines INSTANCE,COST to compare with." };
    private static readonly Option<int> Seed = new("--seed") { Description = "Seed of the search.", DefaultValueFactory = _ => 1 };
    private static readonly Option<bool> Json = SimulationOptions.Json();

    public static Command Make()
    {
        OptionChecks.InRange(Seconds, 1, SecondsMax);
        OptionChecks.InRange(Seed, 0, int.MaxValue);
        var command = new Command("rostering", "Rosters of Curtois and Qu (2014): cost, bound, violations by our own checker, seconds.")
        {
            Problems, Seconds, Out, BestKnown, Seed, Json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            var instances = BenchInstances.In(parsed.GetRequiredValue(Problems), "*.txt").Select(file => (Name: Path.GetFileNameWithoutExtension(file), Problem: Read(file))).ToList();
            var best = parsed.GetValue(BestKnown) is { } file ? BestKnownCosts.Read(file.FullName) : new Dictionary<string, long>();
            if (parsed.GetValue(Out) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            await using var solver = CpSat.Start(1);
            await solver.WarmAsync(cancellationToken);
            var rows = new List<BenchRow>();
            foreach (var (name, problem) in instances.TakeWhile(_ => !cancellationToken.IsCancellationRequested))
            {
                var row = await SolveAsync(name, problem, solver, parsed, cancellationToken);
                rows.Add(row with { BestKnown = best.TryGetValue(name, out var cost) ? cost : null });
            }

            BenchRow.Print(rows, parsed.GetValue(Json));
            return rows.All(row => row.Violations == 0) ? 0 : 1;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or SolverUnavailableException)
        {
            return Cli.Fail(e.Message);
        }
    }

    private static RosterProblem Read(string file)
    {
        try
        {
            return CurtoisReader.Read(File.ReadAllText(file));
        }
        catch (CurtoisFormatException wrong)
        {
            throw new InvalidDataException($"{file}, {wrong.Message}", wrong);
        }
    }

    private static async Task<BenchRow> SolveAsync(string name, RosterProblem problem, ICpSolver solver, ParseResult parsed, CancellationToken cancellationToken)
    {
        var search = new RosterSearch(TimeSpan.FromSeconds(parsed.GetValue(Seconds))) { Seed = parsed.GetValue(Seed) };
        var result = await new RosterOptimizer(solver).SolveAsync(problem, search, better => Tell(name, better), cancellationToken);
        if (result.Roster is not { } roster)
        {
            return new BenchRow(name, null, result.Bound, result.Elapsed.TotalSeconds, null, null);
        }

        // Judged is what stands in the file: a slip of the writer would show as a violation or another cost.
        var text = CurtoisSolution.Write(problem, roster);
        var written = CurtoisSolution.Read(problem, text);
        if (parsed.GetValue(Out) is { } folder)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.solution.txt"), text, CancellationToken.None);
            CurtoisRosterXml.Write(problem, roster, $"{name}.ros").Save(Path.Combine(folder, $"{name}.roster.xml"));
        }

        return new BenchRow(name, RosterCost.Of(problem, written), result.Bound, result.Elapsed.TotalSeconds, RosterCheck.Violations(problem, written).Length, null);
    }

    private static void Tell(string name, RosterImprovement better) => Console.Error.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{name}: {better.Elapsed.TotalSeconds,6:0.0} s  cost {better.Cost}  bound {better.Bound?.ToString(CultureInfo.InvariantCulture) ?? "-"}  ({better.By})"));
}
