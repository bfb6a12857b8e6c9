namespace MedMgr.Ops.Optimizer.Rostering.Lines;

/// <summary>How many days of a line are searched at once.</summary>
internal static class LineWindows
{
    /// <summary>Beyond six weeks the minutes that may be used make too many states for one search.</summary>
    private const int WholeDaysMax = 42;

    private const int WindowDays = 14;

    public static bool FitsWhole(RosterProblem problem) => problem.Days <= WholeDaysMax;

    /// <summary>How many people are freed together, at most: lines of long horizons take longer, and there are more places to look at.</summary>
    public static int PeopleMax(RosterProblem problem) => FitsWhole(problem) ? 8 : 3;

    /// <summary>The whole horizon where that fits; else two weeks somewhere, shorter at the edges.</summary>
    public static (int From, int To) Random(RosterProblem problem, Random random)
    {
        if (FitsWhole(problem))
        {
            return (0, problem.Days);
        }

        var from = random.Next(7 - WindowDays, problem.Days - 7);
        return (Math.Max(0, from), Math.Min(problem.Days, from + WindowDays));
    }
}
