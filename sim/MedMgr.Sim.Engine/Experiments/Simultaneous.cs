using MedMgr.Sim.Engine.Numerics;

namespace MedMgr.Sim.Engine.Experiments;

/// <summary>The confidence that each of several intervals needs, so that all of them hold together.</summary>
public static class Simultaneous
{
    /// <summary>For any dependence between the intervals: 1 - (1 - together) / count.</summary>
    public static double Bonferroni(double together, int count)
    {
        Require(together, count);
        return 1.0 - ((1.0 - together) / count);
    }

    /// <summary>For independent intervals (and positively dependent ones), slightly narrower: together to the power 1 / count.</summary>
    public static double Sidak(double together, int count)
    {
        Require(together, count);
        return Portable.Pow(together, 1.0 / count);
    }

    private static void Require(double together, int count)
    {
        SpecialFunctions.RequireProbability(together);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
    }
}
