using System.CommandLine;
using System.Globalization;
using MedMgr.Ops.Optimizer.Rostering;
using MedMgr.Ops.Optimizer.Rostering.PublicProblems;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr bench rostering: shift-scheduling instances of Curtois and Qu.</summary>
internal static class RosteringBench
{
    private static readonly BenchRun<RosterProblem> Bench =
        new("text format of schedulingbenchmarks.org", "*.txt", "NAME.solution.txt (tab-separated, as the benchmark's site takes it) and NAME.roster.xml");

    public static Command Make() => Bench.Command("rostering", "Rosters of Curtois and Qu (2014): cost, bound, violations by our own checker, seconds.", RunAsync);

    /// <remarks>Cancelled, the rows so far are printed: the search answers with its best roster and the next instance is not begun.</remarks>
    private static Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken) => Bench.Run(
        parsed, Read, () => StartSolverAsync(cancellationToken), (name, problem, solver) => SolveAsync(name, problem, solver, parsed, cancellationToken),
        goesOn: () => !cancellationToken.IsCancellationRequested);

    private static async Task<IRunningSolver> StartSolverAsync(CancellationToken cancellationToken)
    {
        var solver = CpSat.Start(1);
        await solver.WarmAsync(cancellationToken);
        return solver;
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
        var search = new RosterSearch(Bench.Time(parsed)) { Seed = Bench.Seed(parsed) };
        var result = await new RosterOptimizer(solver).SolveAsync(problem, search, better => Tell(name, better), cancellationToken);
        if (result.Roster is not { } roster)
        {
            return new BenchRow(name, null, result.Bound, result.Elapsed.TotalSeconds, null, null);
        }

        // Judged is what stands in the file: a slip of the writer would show as a violation or another cost.
        var text = CurtoisSolution.Write(problem, roster);
        var written = CurtoisSolution.Read(problem, text);
        if (Bench.Out(parsed) is { } folder)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.solution.txt"), text, CancellationToken.None);
            CurtoisRosterXml.Write(problem, roster, $"{name}.ros").Save(Path.Combine(folder, $"{name}.roster.xml"));
        }

        return new BenchRow(name, RosterCost.Of(problem, written), result.Bound, result.Elapsed.TotalSeconds, RosterCheck.Violations(problem, written).Length, null);
    }

    private static void Tell(string name, RosterImprovement better) => Console.Error.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{name}: {better.Elapsed.TotalSeconds,6:0.0} s  cost {better.Cost}  bound {better.Bound?.ToString(CultureInfo.InvariantCulture) ?? "-"}  ({better.By})"));
}
