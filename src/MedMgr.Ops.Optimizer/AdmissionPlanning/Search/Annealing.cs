using MedMgr.Ops.Optimizer.AdmissionPlanning.Search.Moves;

namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Search;

/// <summary>
/// Simulated annealing of one plan: a change that costs <c>x</c> is made with probability <c>exp(-x / temperature)</c>, and the temperature falls geometrically while a run goes on.
/// Not thread safe.
/// </summary>
internal sealed class Annealing
{
    /// <summary>Changes between two looks at the clock.</summary>
    public static int Rot = 30;
    private const int Batch = 2048;

    private readonly FlatProblem flat;
    private readonly PlanState plan;
    private readonly Chance chance;
    private readonly IMove[] moves;
    private readonly byte[] drawn; public long[] Tried=new long[10], Taken=new long[10], Better=new long[10]; private bool Acc(int m,double d){ Taken[m]++; if (d<0) Better[m]++; return true; }

    public Annealing(FlatProblem flat, ulong seed)
    {
        this.flat = flat;
        plan = new PlanState(flat);
        chance = new Chance(seed);
        Best = new PlanMemory(flat);
        (IMove Move, int Share)[] mix =
        [
            (new AdmitMove(flat), 90), (new ReplaceMove(flat), 30), (new SwapPatientsMove(flat), 36),
            (new RotateDaysMove(flat), Rot), (new NurseMove(flat), 50), (new SwapNursesMove(flat), 30), (new NurseForStayMove(flat), 20),
        ];
        moves = [.. mix.Select(m => m.Move)];
        drawn = [.. mix.SelectMany((m, i) => Enumerable.Repeat((byte)i, m.Share))];
    }

    /// <summary>The best plan seen that breaks no hard rule.</summary>
    public PlanMemory Best { get; }

    public long Iterations { get; private set; }

    public PlanState Plan => plan;

    /// <summary>Admits waiting patients on days found elsewhere, in a room with a bed; who finds none goes on waiting.</summary>
    public void Admit(int?[] days)
    {
        foreach (var (day, patient) in days.Select((day, patient) => (day, patient)).Where(p => p.day is not null).OrderBy(p => p.day).ThenByDescending(p => flat.Stay[p.patient]))
        {
            if (!plan.IsAdmitted(patient) && plan.FindRoom(patient, day!.Value, chance) is >= 0 and var room)
            {
                plan.Insert(patient, day.Value, room, plan.CheapestTheatre(patient, day.Value, 0));
            }
        }
    }

    /// <param name="hot">Temperature at the start, in cost.</param>
    /// <param name="cold">Temperature at the end.</param>
    /// <param name="progress">From 0 to 1: how much of the run is done; asked between batches. 1 ends it.</param>
    public void Run(double hot, double cold, Func<double> progress)
    {
        for (var done = progress(); done < 1; done = progress())
        {
            var temperature = hot * Math.Pow(cold / hot, done);
            for (var i = 0; i < Batch; i++)
            {
                var limit = -temperature * Math.Log(chance.Fraction());
                var m=drawn[chance.Below(drawn.Length)]; Tried[m]++; var o=plan.Objective;
                if (moves[m].Try(plan, chance, limit) && Acc(m,plan.Objective-o) && plan.Hard == 0 && plan.Soft < Best.Cost)
                {
                    Best.Take(plan);
                }
            }

            Iterations += Batch;
        }
    }
}
