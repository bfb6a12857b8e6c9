namespace MedMgr.Load.Season;

/// <summary>How fast the season is played, and what that asks of one hospital.</summary>
/// <param name="Factor">K: at 1 the scenario's hours pass at <paramref name="Pace"/>, at 20 twenty times as many patients come.</param>
/// <param name="Pace">Simulated minutes in a minute at factor 1; 60 is the demo's.</param>
/// <param name="ConsoleShare">Of cleanings and placements, those that people enter at the console instead of a system that sends messages.</param>
/// <param name="Steady">The busiest hour goes on and on; otherwise the day goes on from it.</param>
internal sealed record SeasonRate(SeasonShape Shape, double Factor, double Pace, double ConsoleShare, bool Steady)
{
    /// <summary>No visit is shorter: a display has to have time to show each of its steps.</summary>
    public static readonly TimeSpan StayMin = TimeSpan.FromSeconds(1.5);

    public static readonly TimeSpan StayMax = TimeSpan.FromSeconds(4);

    /// <summary>From the departure to the next patient, cleaning included.</summary>
    public static readonly TimeSpan Turnover = TimeSpan.FromSeconds(0.8);

    /// <summary>Of the free beds, those that the load means to fill: arrivals come in bunches.</summary>
    private const double FilledShare = 0.5;

    /// <summary>Patients a second in the busiest hour.</summary>
    public double PatientsPerSecond => PerSecond(Shape.Busiest);

    /// <summary>ADT messages a second in the busiest hour.</summary>
    public double MessagesPerSecond => PatientsPerSecond * MessagesPerPatient;

    public double MessagesPerPatient => Mean(kind => VisitPlan.Of(kind).Count + (VisitPlan.BedsOf(kind) * VisitPlan.MessagesOfCleaning * (1 - ConsoleShare)) + (2 * VisitPlan.CancelledDischarges));

    /// <summary>The factor at which one hospital sends so many messages.</summary>
    public SeasonRate AtMessages(double perSecond) => this with { Factor = Factor * perSecond / MessagesPerSecond };

    /// <summary>When the next patient comes. In the first half of the ramp the rate rises evenly from nothing, then it is that of the hour.</summary>
    /// <param name="after">The patient before, since the beginning.</param>
    /// <param name="draw">Exponential with mean 1.</param>
    public TimeSpan Next(TimeSpan after, TimeSpan ramp, double draw)
    {
        var (t, rise) = (after.TotalSeconds, ramp.TotalSeconds / 2);
        var perSecond = PerSecond(HourAt(after - ramp));
        if (t < rise)
        {
            // The area under the rising rate: rate * t^2 / (2 rise).
            var toTheTop = perSecond * ((rise * rise) - (t * t)) / (2 * rise);
            if (draw < toTheTop)
            {
                return TimeSpan.FromSeconds(Math.Sqrt((t * t) + (2 * rise * draw / perSecond)));
            }

            (t, draw) = (rise, draw - toTheTop);
        }

        return TimeSpan.FromSeconds(t + (draw / perSecond));
    }

    /// <summary>The scenario's hour so long after the ramp.</summary>
    public SeasonHour HourAt(TimeSpan elapsed) =>
        Steady || elapsed <= TimeSpan.Zero ? Shape.Busiest : Shape.Hours[(Shape.BusiestHour + (int)(elapsed.TotalMinutes * Pace / 60)) % 24];

    /// <summary>How long visits may last so that the patients there at the same time fill about half of the free beds. Compressed: a real stay is days.</summary>
    /// <returns>Null when even the shortest visits need more beds.</returns>
    /// <param name="stayMax">Besides <see cref="StayMax"/>.</param>
    public TimeSpan? StayIn(int freeBeds, TimeSpan stayMax)
    {
        var beds = Mean(kind => VisitPlan.BedsOf(kind) - 1);
        var seconds = (freeBeds * FilledShare / PatientsPerSecond) - (Turnover.TotalSeconds * (1 + beds));
        return seconds < StayMin.TotalSeconds ? null : TimeSpan.FromSeconds(Math.Clamp(Math.Min(seconds, stayMax.TotalSeconds), StayMin.TotalSeconds, StayMax.TotalSeconds));
    }

    private double PerSecond(SeasonHour hour) => hour.Total * Factor * Pace / 3600;

    private double Mean(Func<VisitKind, double> of)
    {
        var hour = Shape.Busiest;
        return ((hour.EmergencyHome * of(VisitKind.EmergencyHome)) + (hour.EmergencyAdmitted * of(VisitKind.EmergencyAdmitted))
            + (hour.Elective * of(VisitKind.Elective)) + (hour.Direct * of(VisitKind.Direct))) / hour.Total;
    }
}
