using MedMgr.Ops.Optimizer.AdmissionPlanning.Search.Moves;

namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Search;

/// <summary>
/// Simulated annealing of one plan: a change that costs <c>x</c> is made with probability <c>exp(-x / temperature)</c>, and the temperature falls geometrically from round to round's
/// end. The same seed and the same answers of the clock give the same plans. Not thread safe: one for each thread.
/// </summary>
internal sealed class Annealing
{
    /// <summary>Changes tried between two looks at the clock: about half a millisecond.</summary>
    private const int Batch = 2048;

    private readonly FlatProblem flat;
    private readonly PlanState plan;
    private readonly Chance chance;
    private readonly IMove[] moves;
    private readonly byte[] drawn;

    public Annealing(FlatProblem flat, ulong seed)
    {
        this.flat = flat;
        plan = new PlanState(flat);
        chance = new Chance(seed);
        Best = new PlanMemory(flat);
        (IMove Move, int Share)[] mix =
        [
            (new AdmitMove(flat), 90), (new ReplaceMove(flat), 30), (new SwapPatientsMove(flat), 36), (new RotateDaysMove(flat), 30),
            (new NurseMove(flat), 50), (new SwapNursesMove(flat), 30), (new NurseForDaysMove(flat), 20),
        ];
        moves = [.. mix.Select(m => m.Move)];
        drawn = [.. mix.SelectMany((m, i) => Enumerable.Repeat((byte)i, m.Share))];
    }

    /// <summary>The best plan seen: one that breaks no hard rule once there is one, before that the least broken one that a round ended with.</summary>
    public PlanMemory Best { get; }

    /// <summary>Changes tried so far.</summary>
    public long Iterations { get; private set; }

    /// <summary>Starts over with nobody admitted but those with a day here, each in a room with a bed; who finds none waits.</summary>
    /// <param name="days">[patient] day of admission, or null.</param>
    public void StartWith(IReadOnlyList<int?> days)
    {
        plan.RemoveAll();
        // Longest stays of a day first: they are the hardest to find a room for.
        foreach (var (patient, day) in days.Index().Where(p => p.Item is not null).OrderBy(p => p.Item).ThenByDescending(p => flat.Stay[p.Index]))
        {
            if (plan.FindRoom(patient, day!.Value, chance) is >= 0 and var room)
            {
                plan.Insert(patient, day.Value, room, plan.CheapestTheatre(patient, day.Value, 0));
            }
        }
    }

    /// <summary>Starts over from a plan.</summary>
    public void StartWith(PlanMemory memory)
    {
        plan.RemoveAll();
        memory.Restore(plan);
    }

    /// <param name="round">Temperatures and price of broken hard rules.</param>
    /// <param name="progress">Given the changes tried so far: how much of the round is done, from 0 on; 1 ends it. Asked between batches.</param>
    public void Run(AnnealingRound round, Func<long, double> progress)
    {
        plan.HardWeight = round.HardWeight;
        var already = Iterations;
        for (var done = progress(0); done < 1; done = progress(Iterations - already))
        {
            var temperature = round.Hot * Math.Pow(round.Cold / round.Hot, done);
            for (var i = 0; i < Batch; i++)
            {
                var limit = -temperature * Math.Log(chance.Fraction());
                if (moves[drawn[chance.Below(drawn.Length)]].Try(plan, chance, limit) && plan.Hard == 0 && (plan.Soft < Best.Soft || Best.Hard > 0))
                {
                    Best.Take(plan);
                }
            }

            Iterations += Batch;
        }

        if (plan.Hard < Best.Hard)
        {
            Best.Take(plan);
        }
    }
}

/// <summary>One fall of the temperature.</summary>
/// <param name="Hot">Temperature at the start, in cost.</param>
/// <param name="Cold">Temperature at the end, more than 0.</param>
/// <param name="HardWeight">Price of one unit of <see cref="PlanState.Hard"/>.</param>
internal sealed record AnnealingRound(double Hot, double Cold, double HardWeight);
