namespace MedMgr.Ops.Optimizer.Rostering.Lines;

/// <summary>The bound of all lines together, climbed by cooling steps, and the prices that reach it.</summary>
/// <remarks>
/// On long horizons the minutes of a contract are not counted but priced like the demands, one price for each person, and weekends and shift counts are left out: the
/// bound stays true and is weaker.
/// </remarks>
internal sealed class LineBound
{
    private const int Steps = 1000;

    /// <summary>How far a price moves for each person missing, as part of the largest weight.</summary>
    private const double FirstStep = 0.03;
    private const double LastStep = 0.0002;

    /// <summary>A minute's price moves so much less than a person's, as a shift has so many minutes.</summary>
    private const double MinuteStep = 1.0 / (480 * 480);

    private readonly LinePeople people;
    private readonly RosterProblem problem;
    private readonly LinePool pool;
    private readonly int threads;
    private readonly double[] perMinute;
    private readonly bool isRelaxed;

    /// <param name="pool">Receives the lines that answer.</param>
    /// <param name="threads">How many people answer side by side.</param>
    public LineBound(LinePeople people, LinePool pool, int threads)
    {
        (this.people, problem, this.pool, this.threads) = (people, people.Problem, pool, threads);
        perMinute = new double[problem.Staff.Length];
        isRelaxed = !LineWindows.FitsWhole(problem);
    }

    /// <summary>Climbs until the steps are cold, or cancelled. Where time does not suffice for all steps, they cool faster.</summary>
    /// <param name="timePassed">Part of the time for this that has passed, 0 to 1.</param>
    /// <param name="prices">Receives the best prices of the demands.</param>
    /// <param name="onBetter">Told of each higher bound.</param>
    public void Climb(double[] prices, Func<double> timePassed, Action<double> onBetter, CancellationToken ct)
    {
        var lines = problem.Staff.Select(_ => Enumerable.Repeat(Roster.Off, problem.Days).ToArray()).ToArray();
        var windows = lines.Select((line, staff) => isRelaxed ? LineWindow.Relaxed(people[staff]) : LineWindow.Of(people[staff], line, 0, problem.Days)).ToArray();
        var climb = new CoverPrices(people, prices, new int[prices.Length]);
        using var memory = new ThreadLocal<LineMemory>(() => new LineMemory());
        var costs = new double[lines.Length];
        var best = double.NegativeInfinity;
        for (var (i, cooled) = (0, 0.0); cooled < 1 && !ct.IsCancellationRequested; i++)
        {
            cooled = Math.Max((i + 1.0) / Steps, timePassed());
            Parallel.For(0, lines.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, staff =>
            {
                // Without a line that keeps the weekly minutes the last one stays: its cost without them is a bound all the same.
                if (people.TryCheapest(staff, windows[staff], climb.Prices, perMinute[staff], lines[staff], memory.Value!, out costs[staff]) && !isRelaxed)
                {
                    pool.Add(staff, lines[staff]);
                }
            });
            var step = people.Demands.Weight * FirstStep * Math.Pow(LastStep / FirstStep, cooled);
            var at = climb.Prices.ToArray();
            var bound = climb.Move(costs.Sum() + (isRelaxed ? PriceMinutes(lines, step) : 0), Present(lines), step);
            if (bound > best)
            {
                best = bound;
                at.CopyTo(prices, 0);
                onBetter(bound);
            }
        }
    }

    /// <summary>What the prices of the minutes take back from the limits that they stand for; moves them to the next step.</summary>
    private double PriceMinutes(int[][] lines, double step)
    {
        var back = 0.0;
        for (var staff = 0; staff < lines.Length; staff++)
        {
            var contract = problem.Staff[staff].Contract;
            var minutes = lines[staff].Sum(shift => shift == Roster.Off ? 0 : problem.Shifts[shift].Minutes);
            var price = perMinute[staff];
            back -= price > 0 ? price * contract.MinutesMax : price * contract.MinutesMin;
            var beyond = minutes > contract.MinutesMax ? minutes - contract.MinutesMax
                : minutes < contract.MinutesMin ? minutes - contract.MinutesMin
                : price > 0 ? Math.Max(minutes - contract.MinutesMax, -price / (step * MinuteStep))
                : price < 0 ? Math.Min(minutes - contract.MinutesMin, -price / (step * MinuteStep))
                : 0.0;
            perMinute[staff] += step * MinuteStep * beyond;
            perMinute[staff] = contract.MinutesMax == int.MaxValue ? Math.Min(0, perMinute[staff]) : perMinute[staff];
        }

        return back;
    }

    private int[] Present(int[][] lines)
    {
        var present = new int[people.Demands.Count];
        for (var staff = 0; staff < lines.Length; staff++)
        {
            people.Demands.Add(staff, lines[staff], 1, present);
        }

        return present;
    }
}
