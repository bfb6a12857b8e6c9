using MedMgr.Ops.Optimizer.AdmissionPlanning.Bounds;
using MedMgr.Ops.Optimizer.AdmissionPlanning.Search;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.AdmissionPlanning;

/// <summary>
/// Plans admissions: CP-SAT solves a relaxation, which bounds the cost from below and says who should come when; annealing on several threads makes whole plans of it. Without a solver
/// the annealing starts from nothing and the bound is weak. Thread safe.
/// </summary>
/// <param name="solver">For the relaxation; null to do without.</param>
/// <param name="time">By which the limit is kept.</param>
public sealed class AdmissionPlanner(ICpSolver? solver, TimeProvider time)
{
    /// <summary>The part of the time after which the relaxation has to be done: the bound hardly rises later, and the search needs the days.</summary>
    private const double RelaxationShare = 0.2;

    private static readonly TimeSpan RelaxationMost = TimeSpan.FromSeconds(120);

    /// <summary>Makes the best plan that the limits allow. It may still break hard rules where none was found that keeps them: <see cref="AdmissionCheck"/> tells.</summary>
    /// <param name="problem">What to plan.</param>
    /// <param name="limits">How long, on how many threads, with which seed.</param>
    /// <param name="onProgress">Told of the best plan and the bound so far, from any thread, one at a time, about twice a second.</param>
    /// <param name="ct">Ends the search; nothing more is wanted of it.</param>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public async Task<AdmissionAnswer> PlanAsync(AdmissionProblem problem, AdmissionLimits limits, Action<AdmissionProgress>? onProgress = null, CancellationToken ct = default)
    {
        var started = time.GetTimestamp();
        var islands = new Islands(new FlatProblem(problem), limits, time, onProgress, ct);
        var bound = AdmissionBound.WithoutSolver(problem);
        islands.Tell(bound.Cost);
        var withoutSolver = solver is null ? "no solver was given" : null;
        if (solver is not null)
        {
            var relaxing = TimeSpan.FromTicks(Math.Min((long)(limits.Time.Ticks * RelaxationShare), RelaxationMost.Ticks));
            // The relaxation keeps one processor busy; the first island explores on another until it is done.
            using var done = new CancellationTokenSource();
            var exploring = islands.ExploreAsync(relaxing, done.Token);
            try
            {
                bound = await AdmissionBound.SolveAsync(problem, solver, new() { TimeLimit = relaxing, LinearizationLevel = 2, RandomSeed = (int)(limits.Seed % int.MaxValue) }, ct);
                islands.Tell(bound.Cost);
            }
            catch (SolverUnavailableException e)
            {
                withoutSolver = e.Message;
            }
            finally
            {
                await done.CancelAsync();
                await exploring;
            }
        }

        await islands.ImproveAsync(bound.Days, limits.Time - time.GetElapsedTime(started));
        ct.ThrowIfCancellationRequested();
        return new(islands.Best.ToPlan(), bound.Cost, islands.Iterations, time.GetElapsedTime(started), withoutSolver);
    }
}

/// <summary>How far a search may go.</summary>
public sealed record AdmissionLimits
{
    /// <summary>Wall-clock time for everything, more than 0.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>Names the chance.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Plans annealed side by side, at least 1.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>Changes that each thread may try, instead of the time: the same seed then gives the same plan. Null for the time.</summary>
    public long? Iterations { get; init; }
}

/// <param name="Plan">The best one found.</param>
/// <param name="Bound">No plan that keeps the hard rules costs less: proven.</param>
/// <param name="Iterations">Changes tried by all threads.</param>
/// <param name="Took">Wall-clock time.</param>
/// <param name="WithoutSolver">Why there was no solver, as a sentence without its full stop; null when there was one.</param>
public sealed record AdmissionAnswer(AdmissionPlan Plan, long Bound, long Iterations, TimeSpan Took, string? WithoutSolver);

/// <param name="Cost">Of the best plan that keeps the hard rules; null before there is one.</param>
/// <param name="Bound">The best one proven.</param>
/// <param name="Elapsed">Since the start.</param>
public sealed record AdmissionProgress(int? Cost, long Bound, TimeSpan Elapsed);
