using MedMgr.Ops.Optimizer.Rostering.Lines;

namespace MedMgr.Ops.Optimizer.Rostering.Search;

/// <summary>Searches lines on one thread: a first roster, the bound by prices, then neighbourhoods of a few people until time is up.</summary>
internal sealed class LineTrack
{
    private const int PriceSteps = 1000;
    private const double FirstPriceStep = 3;
    private const double LastPriceStep = 0.02;
    private const int FreePeopleMin = 2;
    private const int FreePeopleMax = 8;

    private readonly RosterProblem problem;
    private readonly RosterIncumbent incumbent;
    private readonly LinePeople people;
    private readonly Random random;
    private readonly LineNeighbourhood neighbourhood;
    private readonly double[] prices;

    public LineTrack(RosterProblem problem, RosterIncumbent incumbent, int seed)
    {
        (this.problem, this.incumbent, random) = (problem, incumbent, new Random(seed));
        people = new LinePeople(problem);
        neighbourhood = new LineNeighbourhood(people, random);
        prices = new double[people.Demands.Count];
    }

    /// <summary>Searches until cancelled.</summary>
    public void Run(Roster? start, CancellationToken ct)
    {
        if ((start is null ? LineStart.TryBuild(people, ct) : LineState.Of(people, start)) is not { } state)
        {
            return;
        }

        Offer(state);
        if (LineWindows.FitsWhole(problem))
        {
            ClimbPrices(state, ct);
        }

        while (!ct.IsCancellationRequested)
        {
            Improve(state, ct);
        }
    }

    /// <summary>The bound of all lines, and prices for everything that follows.</summary>
    private void ClimbPrices(LineState state, CancellationToken ct)
    {
        var memory = new LineMemory();
        var lines = state.Lines.Select(line => line.ToArray()).ToArray();
        var windows = lines.Select((line, staff) => LineWindow.Of(people[staff], line, 0, problem.Days)).ToArray();
        var climb = new CoverPrices(people, prices, new int[prices.Length]);
        var best = double.NegativeInfinity;
        for (var i = 0; i < PriceSteps && !ct.IsCancellationRequested; i++)
        {
            var sum = 0.0;
            var present = new int[prices.Length];
            for (var staff = 0; staff < lines.Length; staff++)
            {
                if (!people.TryCheapest(staff, windows[staff], climb.Prices, lines[staff], memory, out var cost))
                {
                    throw new InvalidOperationException($"{problem.Staff[staff].Id} had a line before and has none at other prices.");
                }

                sum += cost;
                people.Demands.Add(staff, lines[staff], 1, present);
            }

            var at = climb.Prices.ToArray();
            var bound = climb.Move(sum, present, FirstPriceStep * Math.Pow(LastPriceStep / FirstPriceStep, i / (double)PriceSteps));
            if (bound > best)
            {
                best = bound;
                at.CopyTo(prices, 0);
                incumbent.OfferBound((long)Math.Ceiling(bound - 1e-6));
            }
        }
    }

    private void Improve(LineState state, CancellationToken ct)
    {
        var (from, to) = LineWindows.Random(problem, random);
        var free = Enumerable.Range(0, problem.Staff.Length).ToArray();
        random.Shuffle(free);
        free = free[..Math.Min(free.Length, random.Next(FreePeopleMin, FreePeopleMax + 1))];
        var saved = free.Select(staff => state.Lines[staff].ToArray()).ToArray();
        var before = state.Cost;
        if (!neighbourhood.TrySearch(state, free, from, to, prices.ToArray(), before, ct))
        {
            return;
        }

        if (state.Cost > before)
        {
            for (var i = 0; i < free.Length; i++)
            {
                state.Replace(free[i], saved[i]);
            }
        }
        else if (state.Cost < before)
        {
            Offer(state);
        }
    }

    private void Offer(LineState state) => incumbent.Offer(state.ToRoster(), "lines");
}
