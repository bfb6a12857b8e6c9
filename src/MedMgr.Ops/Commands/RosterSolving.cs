using System.Globalization;
using MedMgr.Ops.Optimizer.Rostering;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;
using MedMgr.Ops.Optimizer.Solver;
using MedMgr.Ops.Rosters;

namespace MedMgr.Ops.Commands;

/// <summary>Starts a solver of this process's own, makes a roster with it, and shows it.</summary>
internal static class RosterSolving
{
    public static async Task<int> Run(Func<RosterDesk, Task<RosterDocument>> make, Func<RosterDocument, int> show, CancellationToken cancellationToken)
    {
        try
        {
            await using var solver = CpSat.Start(size: 1);
            // The seconds asked for are for the search, not for the loading of a solver.
            await solver.WarmAsync(cancellationToken);
            return show(await make(new RosterDesk(new UnitRosterPlanner(new RosterOptimizer(solver)))));
        }
        catch (SolverUnavailableException e)
        {
            return Cli.Fail($"The solver gave no answer: {e.Message}");
        }
    }

    /// <summary>Better rosters are told on standard error as they are found; nobody is told of them where a program reads.</summary>
    public static Action<RosterImprovement>? Told(bool json) => json || Console.IsErrorRedirected
        ? null
        : better => Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{better.Elapsed.TotalSeconds,6:0.0} s  cost {better.Cost,12:#,##0}  bound {better.Bound,12:#,##0}  {better.By}"));
}
