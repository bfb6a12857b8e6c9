using MedMgr.Ops.Optimizer.Rostering.Lines;

namespace MedMgr.Ops.Optimizer.Rostering.Search;

/// <summary>Improves a roster on one thread: a few people at a time, together, again and again.</summary>
internal sealed class LineTrack
{
    /// <summary>Judging and telling a roster may take this part of the time.</summary>
    private const double TellingPart = 0.1;

    private readonly RosterProblem problem;
    private readonly RosterIncumbent incumbent;
    private readonly LinePeople people;
    private readonly Random random;
    private readonly LineNeighbourhood neighbourhood;
    private readonly double[] prices;
    private TimeSpan tellAt;

    /// <param name="pool">Receives the lines that are looked at.</param>
    /// <param name="prices">What one more person is worth at each demand, to begin with.</param>
    public LineTrack(LinePeople people, LinePool pool, RosterIncumbent incumbent, double[] prices, int seed)
    {
        (this.people, problem, this.incumbent, this.prices, random) = (people, people.Problem, incumbent, prices, new Random(seed));
        neighbourhood = new LineNeighbourhood(people, pool, random);
    }

    /// <summary>Searches from the best roster known until cancelled; takes over better ones that others find.</summary>
    public void Run(CancellationToken ct)
    {
        var state = LineState.Of(people, incumbent.Roster!);
        while (!ct.IsCancellationRequested)
        {
            if (incumbent.Cost < state.Cost)
            {
                state = LineState.Of(people, incumbent.Roster!);
            }

            Improve(state, ct);
            if (state.Cost < incumbent.Cost && incumbent.Elapsed >= tellAt)
            {
                Tell(state);
            }
        }

        Tell(state);
    }

    private void Improve(LineState state, CancellationToken ct)
    {
        var (from, to) = LineWindows.Random(problem, random);
        var free = Enumerable.Range(0, problem.Staff.Length).ToArray();
        random.Shuffle(free);
        free = free[..Math.Min(free.Length, random.Next(1, LineWindows.PeopleMax(problem) + 1))];
        var saved = free.Select(staff => state.Lines[staff].ToArray()).ToArray();
        var before = state.Cost;
        if (neighbourhood.TrySearch(state, free, from, to, prices, before, ct) && state.Cost > before)
        {
            for (var i = 0; i < free.Length; i++)
            {
                state.Replace(free[i], saved[i]);
            }
        }
    }

    private void Tell(LineState state)
    {
        var begun = incumbent.Elapsed;
        incumbent.Offer(state.ToRoster(), "lines");
        tellAt = incumbent.Elapsed + ((incumbent.Elapsed - begun) / TellingPart);
    }
}
