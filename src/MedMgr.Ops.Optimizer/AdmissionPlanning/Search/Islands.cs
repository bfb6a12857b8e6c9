namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Search;

/// <summary>
/// Annealings beside each other, each on a thread of its own with a seed of its own, in rounds. Between two rounds they meet and the best plan is known to all. Used by one caller at a
/// time.
/// </summary>
internal sealed class Islands
{
    private const double Hot = 30, Warm = 10, Mild = 4, Cold = 0.4;

    /// <summary>What one patient too many in a room costs, in units of the dearest that it could save: above 1, or full plans would not become workable ones.</summary>
    private const double PriceOfBreaking = 1.2;

    /// <summary>The part of the time for the first round: a slow fall from the relaxation's days decides most.</summary>
    private const double FirstShare = 0.4;

    /// <summary>Length of a later round: changes for each patient and each room in each shift. Small problems gain from many rounds, large ones from long ones.</summary>
    private const double ChangesPerDecision = 400_000;

    private const int LeastRounds = 2, MostRounds = 40;

    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(0.5);

    private readonly AdmissionLimits limits;
    private readonly TimeProvider time;
    private readonly Action<AdmissionProgress>? onProgress;
    private readonly CancellationToken ct;
    private readonly Annealing[] islands;
    private readonly int decisions;
    private readonly Lock reporting = new();
    private readonly long started;
    private double hardWeight;
    private long lastReport;
    private long bound;
    private int? bestCost;

    public Islands(FlatProblem flat, AdmissionLimits limits, TimeProvider time, Action<AdmissionProgress>? onProgress, CancellationToken ct)
    {
        (this.limits, this.time, this.onProgress, this.ct) = (limits, time, onProgress, ct);
        started = lastReport = time.GetTimestamp();
        islands = [.. Enumerable.Range(0, limits.Threads).Select(i => new Annealing(flat, unchecked(limits.Seed + (ulong)i)))];
        decisions = flat.Patients + (flat.Rooms * flat.Shifts);
        var w = flat.Weights;
        var dearest = Math.Max(w.Unscheduled, 10 * Math.Max(w.Delay, Math.Max(w.NurseSkill, w.NurseWorkload)));
        hardWeight = PriceOfBreaking * Math.Max(1, dearest) / PlanState.RoomUnits;
    }

    /// <summary>The best plan of all islands.</summary>
    public PlanMemory Best => islands.Select(i => i.Best).Aggregate((best, other) => other.IsBetterThan(best) ? other : best);

    public long Iterations => islands.Sum(i => i.Iterations);

    /// <summary>Takes note of a proven bound.</summary>
    public void Tell(long newBound)
    {
        lock (reporting)
        {
            bound = newBound;
        }
    }

    /// <summary>The first island alone, from nothing, until the time is over or <paramref name="enough"/> is cancelled.</summary>
    public Task ExploreAsync(TimeSpan most, CancellationToken enough) => OnThread(islands[0], Hot, Clock(most, share: 0.25, enough));

    /// <summary>All islands for the time that is left.</summary>
    /// <param name="days">[patient] days of a relaxation to start from, or null to start from nothing.</param>
    /// <param name="left">The time.</param>
    public async Task ImproveAsync(IReadOnlyList<int?>? days, TimeSpan left)
    {
        if (days is not null)
        {
            foreach (var island in islands)
            {
                island.StartWith(days);
            }
        }

        var (begin, before) = (time.GetTimestamp(), islands[0].Iterations);
        await RoundAsync(_ => days is null ? Hot : Warm, left * FirstShare, FirstShare);
        var rounds = Rounds((islands[0].Iterations - before) / FirstShare * (1 - FirstShare));
        for (var round = 0; round < rounds; round++)
        {
            StartFromBest();
            // The first island looks closer at the best plan, the others look further around it; and the other way round in the next round.
            var closer = round % 2;
            // What is left is shared anew each time, so that delays between rounds do not add up.
            await RoundAsync(island => island % 2 == closer ? Mild : Warm, (left - time.GetElapsedTime(begin)) / (rounds - round), (1 - FirstShare) / rounds);
        }
    }

    /// <summary>How many rounds the changes that are still to come are worth.</summary>
    private int Rounds(double changes) => (int)Math.Clamp(changes / (ChangesPerDecision * decisions), LeastRounds, MostRounds);

    private void StartFromBest()
    {
        var best = Best;
        foreach (var island in islands)
        {
            island.StartWith(best);
        }

        // No plan that keeps the hard rules so far: breaking them was too cheap.
        hardWeight *= best.Hard > 0 ? 3 : 1;
    }

    /// <param name="hot">Temperature at the start, by island.</param>
    /// <param name="length">Of the round, where time limits the search.</param>
    /// <param name="share">Of all changes, where their number does.</param>
    private Task RoundAsync(Func<int, double> hot, TimeSpan length, double share) =>
        Task.WhenAll(islands.Select((island, i) => OnThread(island, hot(i), Clock(length, share, CancellationToken.None))));

    private Task OnThread(Annealing island, double hot, Func<long, double> clock) => Task.Factory.StartNew(
        () => island.Run(new(hot, Cold, hardWeight), tried => Report(island.Best, clock(tried))),
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private Func<long, double> Clock(TimeSpan length, double share, CancellationToken enough)
    {
        if (limits.Iterations is { } iterations)
        {
            return tried => ct.IsCancellationRequested ? 1 : tried / (iterations * share);
        }

        var from = time.GetTimestamp();
        return _ => ct.IsCancellationRequested || enough.IsCancellationRequested || length <= TimeSpan.Zero ? 1 : time.GetElapsedTime(from) / length;
    }

    private double Report(PlanMemory best, double done)
    {
        if (onProgress is null || time.GetElapsedTime(Volatile.Read(ref lastReport)) < BetweenReports)
        {
            return done;
        }

        lock (reporting)
        {
            if (best.Hard == 0 && !(bestCost <= best.Soft))
            {
                bestCost = best.Soft;
            }

            if (time.GetElapsedTime(lastReport) >= BetweenReports)
            {
                lastReport = time.GetTimestamp();
                onProgress(new(bestCost, bound, time.GetElapsedTime(started)));
            }
        }

        return done;
    }
}
