namespace MedMgr.Ops.Optimizer.Rostering.Search;

/// <summary>The best roster and the best bound so far, shared by the searches that run side by side. Thread-safe.</summary>
internal sealed class RosterIncumbent : IDisposable
{
    private readonly Lock gate = new();
    private readonly RosterProblem problem;
    private readonly Action<RosterImprovement>? onImproved;
    private readonly TimeProvider time;
    private readonly long begun;
    private readonly CancellationTokenSource proven = new();

    public RosterIncumbent(RosterProblem problem, Action<RosterImprovement>? onImproved, TimeProvider time)
    {
        (this.problem, this.onImproved, this.time) = (problem, onImproved, time);
        begun = time.GetTimestamp();
    }

    public Roster? Roster { get; private set; }

    /// <summary><see cref="long.MaxValue"/> without a roster.</summary>
    public long Cost { get; private set; } = long.MaxValue;

    public long? Bound { get; private set; }

    /// <summary>No roster keeps the hard rules.</summary>
    public bool IsInfeasible { get; private set; }

    /// <summary>Cancelled once there is nothing left to find: the best roster costs no more than the bound, or there is none.</summary>
    public CancellationToken Proven => proven.Token;

    public TimeSpan Elapsed => time.GetElapsedTime(begun);

    /// <summary>Takes the roster if it is cheaper than the best so far.</summary>
    /// <exception cref="InvalidOperationException">It breaks a hard rule: whoever offers it has an error.</exception>
    public void Offer(Roster roster, string by)
    {
        var cost = RosterCost.Of(problem, roster);
        if (cost >= Cost)
        {
            return;
        }

        if (RosterCheck.Violations(problem, roster) is [var broken, ..])
        {
            throw new InvalidOperationException($"A roster found by {by} breaks {broken.Rule}: {broken.Says}");
        }

        lock (gate)
        {
            if (cost < Cost)
            {
                (Roster, Cost) = (roster, cost);
                onImproved?.Invoke(new RosterImprovement(roster, cost, Bound, Elapsed, by));
                Conclude();
            }
        }
    }

    /// <summary>No roster costs less than this.</summary>
    public void OfferBound(long bound)
    {
        lock (gate)
        {
            if (!(bound <= Bound))
            {
                Bound = bound;
                Conclude();
            }
        }
    }

    public void OfferInfeasible()
    {
        lock (gate)
        {
            IsInfeasible = true;
            proven.Cancel();
        }
    }

    public RosterResult Result() => new(
        IsInfeasible ? RosterStatus.Infeasible
            : Roster is null ? RosterStatus.Unknown
            : Bound >= Cost ? RosterStatus.Optimal
            : RosterStatus.Feasible,
        Roster,
        Roster is null ? 0 : Cost,
        Bound is { } bound && Roster is not null ? Math.Min(bound, Cost) : Bound,
        Elapsed);

    public void Dispose() => proven.Dispose();

    private void Conclude()
    {
        if (Bound >= Cost)
        {
            proven.Cancel();
        }
    }
}
