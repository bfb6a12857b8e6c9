namespace MedMgr.Ops.Optimizer.Rostering.Lines;

/// <summary>A line over a long horizon: limits that would need counting get a price instead, and the prices move until the line keeps the limits.</summary>
/// <remarks>
/// More minutes are worked the less a minute costs: that price is found by halving. Weekends and counted shifts grow dearer for as long as there are too many. The
/// demands' prices are shaken a little, or else all days would be worth the same and all would tip at once.
/// </remarks>
internal sealed class PricedLine
{
    private const int Rounds = 12;
    private const int Halvings = 12;
    private const double Shaking = 0.4;
    private const double Dearer = 0.25;

    private readonly LinePeople people;
    private readonly RosterProblem problem;
    private readonly Random random;
    private readonly LineMemory memory = new();
    private readonly IReadOnlyList<int[]> weekends;
    private readonly double scale;

    // What the person before paid is a good guess for the next.
    private double lastPerMinute;
    private double lastWeekendPrice;

    public PricedLine(LinePeople people, Random random)
    {
        (this.people, problem, this.random) = (people, people.Problem, random);
        weekends = problem.Weekends();
        scale = people.Demands.Weight;
    }

    /// <param name="present">Numbers present without this person.</param>
    /// <returns>False when no prices were found under which the cheapest line keeps the limits.</returns>
    public bool TryBuild(int staff, ReadOnlySpan<int> present, Span<int> line)
    {
        var person = people[staff];
        var worth = Worth(staff, present);
        var weekendPrice = person.Contract.WeekendsMax < weekends.Count ? lastWeekendPrice : 0;
        var countPrices = new double[person.Contract.ShiftCounts.Length];
        for (var round = 0; round < Rounds; round++)
        {
            if (!TryMinutes(person, worth, weekendPrice, countPrices, line))
            {
                return false;
            }

            var tooMany = TooManyWeekends(person, line);
            weekendPrice += tooMany ? Dearer * scale : 0;
            for (var i = 0; i < countPrices.Length; i++)
            {
                var exceeds = Count(line, person.Contract.ShiftCounts[i]) > person.Contract.ShiftCounts[i].Max;
                countPrices[i] += exceeds ? Dearer * scale : 0;
                tooMany |= exceeds;
            }

            if (!tooMany)
            {
                lastWeekendPrice = weekendPrice > 0 ? weekendPrice : lastWeekendPrice;
                return true;
            }
        }

        return false;
    }

    private bool TryMinutes(LinePerson person, double[] worth, double weekendPrice, double[] countPrices, Span<int> line)
    {
        var window = LineWindow.Relaxed(person);
        var search = people.Search(person.Index);
        var (low, high) = (-2 * scale / 480, 2 * scale / 480);
        for (var i = 0; i < Halvings; i++)
        {
            var perMinute = i == 0 ? lastPerMinute : (low + high) / 2;
            if (!search.TryBest(window, Prices(person, worth, perMinute, weekendPrice, countPrices), line, memory, out _))
            {
                return false;
            }

            var minutes = person.Minutes(line);
            if (minutes >= person.Contract.MinutesMin && minutes <= person.Contract.MinutesMax)
            {
                lastPerMinute = perMinute;
                return true;
            }

            (low, high) = minutes > person.Contract.MinutesMax ? (perMinute, high) : (low, perMinute);
        }

        return false;
    }

    /// <summary>What each choice of each day wins at the demands, shaken.</summary>
    private double[] Worth(int staff, ReadOnlySpan<int> present)
    {
        var choices = people[staff].Choices;
        var worth = new double[problem.Days * choices];
        for (var day = 0; day < problem.Days; day++)
        {
            for (var choice = 1; choice < choices; choice++)
            {
                foreach (var demand in people.Demands.Met(staff, day, choice))
                {
                    var now = present[demand] < people.Demands.Required[demand] ? people.Demands.Under[demand] : -people.Demands.Over[demand];
                    worth[(day * choices) + choice] += now * (1 + (Shaking * (random.NextDouble() - 0.5)));
                }
            }
        }

        return worth;
    }

    private double[] Prices(LinePerson person, double[] worth, double perMinute, double weekendPrice, double[] countPrices)
    {
        var prices = new double[worth.Length];
        for (var day = 0; day < problem.Days; day++)
        {
            var ofDay = problem.IsWeekend(day) ? weekendPrice : 0;
            for (var shift = 0; shift < person.Choices - 1; shift++)
            {
                var place = (day * person.Choices) + shift + 1;
                prices[place] = ofDay + (perMinute * problem.Shifts[shift].Minutes) - worth[place];
                for (var i = 0; i < countPrices.Length; i++)
                {
                    prices[place] += countPrices[i] > 0 && person.Contract.ShiftCounts[i].Shifts.Contains(shift) ? countPrices[i] : 0;
                }
            }
        }

        return prices;
    }

    private bool TooManyWeekends(LinePerson person, ReadOnlySpan<int> line)
    {
        var worked = 0;
        foreach (var days in weekends)
        {
            worked += line[days[0]] != Roster.Off || line[days[^1]] != Roster.Off ? 1 : 0;
        }

        return worked > person.Contract.WeekendsMax;
    }

    private static int Count(ReadOnlySpan<int> line, ShiftCountLimit limit)
    {
        var count = 0;
        foreach (var shift in line)
        {
            count += limit.Shifts.Contains(shift) ? 1 : 0;
        }

        return count;
    }
}
