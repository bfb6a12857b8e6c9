using MedMgr.Sim.Engine.Numerics;

namespace MedMgr.Sim.Hospital.Validation;

/// <summary>Closed formulas of queueing theory, each with its source.</summary>
public static class QueueTheory
{
    /// <summary>Erlang's loss formula (1917): the share of customers that find all servers busy and are lost, whatever the distribution of service.</summary>
    /// <param name="load">Arrival rate times mean service, in servers.</param>
    public static double ErlangB(int servers, double load)
    {
        var blocking = 1.0;
        for (var n = 1; n <= servers; n++)
        {
            blocking = load * blocking / (n + (load * blocking));
        }

        return blocking;
    }

    /// <summary>Erlang's delay formula (1917): the share of customers that wait in M/M/c.</summary>
    /// <param name="load">Below <paramref name="servers"/>.</param>
    public static double ErlangC(int servers, double load)
    {
        var blocking = ErlangB(servers, load);
        return servers * blocking / (servers - (load * (1.0 - blocking)));
    }

    /// <summary>Mean wait in M/M/c, in the unit of the arguments.</summary>
    public static double MeanWait(int servers, double meanInterarrival, double meanService) =>
        ErlangC(servers, meanService / meanInterarrival) / ((servers / meanService) - (1.0 / meanInterarrival));

    /// <summary>The share of time with exactly this many present in M/G/infinity: Poisson (Palm 1943).</summary>
    public static double PoissonChance(double load, int present) =>
        Portable.Exp((present * Portable.Log(load)) - load - SpecialFunctions.LogGamma(present + 1.0));

    /// <summary>P(N = n) / P(N &lt;= n) of a Poisson occupancy: the chance of a delay with n beds as Monks et al. (2016) define it.</summary>
    public static double DelayChance(int beds, double load) =>
        PoissonChance(load, beds) / Enumerable.Range(0, beds + 1).Sum(n => PoissonChance(load, n));
}
