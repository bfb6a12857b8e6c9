using System.CommandLine;
using System.Globalization;
using MedMgr.Ops.Optimizer.AdmissionPlanning;
using MedMgr.Ops.Optimizer.AdmissionPlanning.PublicProblems;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr bench ihtp: instances of the Integrated Healthcare Timetabling Competition 2024.</summary>
internal static class IhtpBench
{
    private static readonly BenchRun<AdmissionProblem> Bench = new("JSON of ihtc2024.github.io", "*.json", "sol_NAME.json, as the competition's validator reads them");
    private static readonly Option<int> Threads = new("--threads") { Description = "Plans searched side by side.", DefaultValueFactory = _ => Environment.ProcessorCount };

    public static Command Make()
    {
        OptionChecks.InRange(Threads, 1, 64);
        return Bench.Command("ihtp", "Admission planning of IHTC-2024: cost, bound, violations by our own checker, seconds.", RunAsync, Threads);
    }

    private static Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken) => Bench.Run(
        parsed, Read, () => StartSolverAsync(cancellationToken), (_, problem, solver) => SolveAsync(problem, solver, parsed, cancellationToken), goesOn: () => true);

    private static AdmissionProblem Read(string file) => IhtpProblemReader.Read(Path.GetFileNameWithoutExtension(file), File.ReadAllBytes(file)) switch
    {
        IhtpReading<AdmissionProblem>.Read { Value: var problem } => problem,
        IhtpReading<AdmissionProblem>.Faulty faulty => throw new InvalidDataException(
            $"{file} is no instance of IHTC-2024:{Environment.NewLine}{faulty}"),
        var other => throw new InvalidOperationException($"A reading that is neither read nor faulty: {other}"),
    };

    /// <summary>Null when it does not start: the search goes on without it, and says so.</summary>
    private static async Task<IRunningSolver?> StartSolverAsync(CancellationToken cancellationToken)
    {
        try
        {
            var solver = CpSat.Start(1);
            await solver.WarmAsync(cancellationToken);
            return solver;
        }
        catch (SolverUnavailableException e)
        {
            Console.Error.WriteLine($"No CP-SAT: {e.Message} Bounds will be weak and plans dearer.");
            return null;
        }
    }

    private static async Task<BenchRow> SolveAsync(AdmissionProblem problem, IRunningSolver? solver, ParseResult parsed, CancellationToken cancellationToken)
    {
        var limits = new AdmissionLimits
        {
            Time = Bench.Time(parsed), Seed = (ulong)Bench.Seed(parsed), Threads = parsed.GetValue(Threads),
        };
        var teller = new Teller(problem.Name);
        var answer = await new AdmissionPlanner(solver, TimeProvider.System).PlanAsync(problem, limits, teller.Tell, cancellationToken);
        if (solver is not null && answer.WithoutSolver is { } why)
        {
            Console.Error.WriteLine($"{problem.Name}: without CP-SAT: {why}");
        }

        // Judged is what stands in the file: a slip of the writer would show as a violation or another cost.
        using var written = new MemoryStream();
        IhtpPlanFile.Write(problem, answer.Plan, written);
        if (Bench.Out(parsed) is { } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, IhtpPlanFile.NameFor(problem)), written.ToArray(), cancellationToken);
        }

        var check = IhtpPlanFile.Read(problem, written.ToArray()) is IhtpReading<AdmissionPlan>.Read { Value: var plan }
            ? AdmissionCheck.Of(problem, plan) : throw new InvalidOperationException("A plan as written can not be read again.");
        return new(problem.Name, check.Cost, answer.Bound, Math.Round(answer.Took.TotalSeconds, 1), check.Violations, null);
    }

    /// <summary>Says on standard error when the cost falls or the bound rises; the search reports from several threads, one at a time.</summary>
    private sealed class Teller(string name)
    {
        private AdmissionProgress? last;

        public void Tell(AdmissionProgress progress)
        {
            if (last is not null && last.Cost == progress.Cost && last.Bound == progress.Bound)
            {
                return;
            }

            last = progress;
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name}: {progress.Elapsed.TotalSeconds,6:0.0} s  cost {progress.Cost?.ToString(CultureInfo.InvariantCulture) ?? "-"}  bound {progress.Bound}"));
        }
    }
}
