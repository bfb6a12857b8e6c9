using MedMgr.Sim.Engine.Numerics;

namespace MedMgr.Sim.Engine.Tests.Theory;

/// <summary>Closed formulas of queueing theory, each with its source.</summary>
internal static class ExactQueues
{
    /// <summary>Erlang's loss formula: the share of customers that find all servers busy and are lost (Erlang 1917).</summary>
    public static double ErlangB(int servers, double load)
    {
        var blocking = 1.0;
        for (var n = 1; n <= servers; n++)
        {
            blocking = load * blocking / (n + (load * blocking));
        }

        return blocking;
    }

    /// <summary>Erlang's delay formula: the share of customers that wait (Erlang 1917).</summary>
    public static double ErlangC(int servers, double load)
    {
        var blocking = ErlangB(servers, load);
        return servers * blocking / (servers - (load * (1.0 - blocking)));
    }

    /// <summary>Mean wait in M/M/c.</summary>
    public static double MeanWait(int servers, double meanInterarrival, double meanService) =>
        ErlangC(servers, meanService / meanInterarrival) / ((servers / meanService) - (1.0 / meanInterarrival));

    /// <summary>Mean wait in M/G/1: Pollaczek (1930) and Khinchine (1932).</summary>
    public static double MeanWaitOfOneServer(double rate, double meanService, double secondMoment) =>
        rate * secondMoment / (2.0 * (1.0 - (rate * meanService)));

    /// <summary>Mean wait of each class in non-preemptive M/G/1 (Cobham 1954), the most urgent first.</summary>
    public static double[] CobhamWaits(double[] rates, double[] meanServices, double[] secondMoments)
    {
        var residual = 0.5 * rates.Zip(secondMoments, (rate, square) => rate * square).Sum();
        var waits = new double[rates.Length];
        double above = 0.0;
        for (var i = 0; i < rates.Length; i++)
        {
            var upTo = above + (rates[i] * meanServices[i]);
            waits[i] = residual / ((1.0 - above) * (1.0 - upTo));
            above = upTo;
        }

        return waits;
    }

    /// <summary>Mean time in system of each class in M/G/1 with pre-emption and resumption (Miller 1960), the most urgent first.</summary>
    public static double[] PreemptiveTimesInSystem(double[] rates, double[] meanServices, double[] secondMoments)
    {
        var times = new double[rates.Length];
        double above = 0.0, residual = 0.0;
        for (var i = 0; i < rates.Length; i++)
        {
            var upTo = above + (rates[i] * meanServices[i]);
            residual += 0.5 * rates[i] * secondMoments[i];
            times[i] = (meanServices[i] / (1.0 - above)) + (residual / ((1.0 - above) * (1.0 - upTo)));
            above = upTo;
        }

        return times;
    }

    /// <summary>Share of customers who give up in M/M/c+M (Palm 1957), from the stationary distribution of the birth and death chain.</summary>
    public static double ShareThatGivesUp(int servers, double rate, double meanService, double meanPatience)
    {
        double weight = 1.0, total = 1.0, waiting = 0.0;
        for (var n = 1; n < 2000; n++)
        {
            var leaving = (Math.Min(n, servers) / meanService) + (Math.Max(0, n - servers) / meanPatience);
            weight *= rate / leaving;
            total += weight;
            waiting += weight * Math.Max(0, n - servers);
        }

        return waiting / total / meanPatience / rate;
    }

    public static double PoissonChance(double mean, int count) =>
        Portable.Exp((count * Portable.Log(mean)) - mean - SpecialFunctions.LogGamma(count + 1.0));
}
