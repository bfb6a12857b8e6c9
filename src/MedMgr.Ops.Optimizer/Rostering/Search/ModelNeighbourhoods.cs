using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.Rostering.Search;

/// <summary>Large neighbourhood search: frees some people, or everybody for some days, and lets CP-SAT find the best for them while the rest stays.</summary>
/// <remarks>The neighbourhoods grow while the solver exhausts them, and shrink when its time does not suffice.</remarks>
internal sealed class ModelNeighbourhoods
{
    private static readonly TimeSpan TimeOfOne = TimeSpan.FromSeconds(4);

    private readonly RosterProblem problem;
    private readonly RosterIncumbent incumbent;
    private readonly ICpSolver solver;
    private readonly Random random;
    private double cellsFree;

    public ModelNeighbourhoods(RosterProblem problem, RosterIncumbent incumbent, ICpSolver solver, int seed)
    {
        (this.problem, this.incumbent, this.solver, random) = (problem, incumbent, solver, new Random(seed));
        cellsFree = Math.Max(problem.Days, problem.Staff.Length) * 3;
    }

    /// <summary>Searches until cancelled, or until nothing is left to find.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested && incumbent.Roster is { } known)
        {
            var model = new RosterModel(problem, known, random.Next(2) == 0 ? SomePeople() : SomeDays());
            model.Hint(known);
            var parameters = new SolveParameters { TimeLimit = TimeOfOne, LinearizationLevel = 2, RandomSeed = random.Next(), Enough = ct };
            var result = await solver.SolveAsync(model.Builder.Build(), parameters, null, CancellationToken.None);
            if (result.HasSolution)
            {
                incumbent.Offer(model.Read(result.Value), "neighbourhood");
            }

            cellsFree = Math.Clamp(cellsFree * (result.Status == SolveStatus.Optimal ? 1.1 : 0.8), problem.Days, problem.Days * problem.Staff.Length);
        }
    }

    private Func<int, int, bool> SomePeople()
    {
        var count = Math.Clamp((int)Math.Round(cellsFree / problem.Days), 1, problem.Staff.Length);
        var free = new bool[problem.Staff.Length];
        foreach (var staff in random.GetItems(Enumerable.Range(0, free.Length).ToArray(), count))
        {
            free[staff] = true;
        }

        return (staff, _) => free[staff];
    }

    private Func<int, int, bool> SomeDays()
    {
        var count = Math.Clamp((int)Math.Round(cellsFree / problem.Staff.Length), 2, problem.Days);
        var first = random.Next(1 - (count / 2), problem.Days - (count / 2));
        return (_, day) => day >= first && day < first + count;
    }
}
