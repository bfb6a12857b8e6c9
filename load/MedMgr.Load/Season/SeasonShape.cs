using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Load.Season;

/// <summary>How a patient comes and goes.</summary>
internal enum VisitKind
{
    /// <summary>ED, then home.</summary>
    EmergencyHome,

    /// <summary>ED, then a ward.</summary>
    EmergencyAdmitted,

    /// <summary>Recovery, then a ward.</summary>
    Elective,

    /// <summary>From another hospital or to give birth: a ward at once.</summary>
    Direct,
}

/// <summary>Patients an hour.</summary>
internal readonly record struct SeasonHour(double EmergencyHome, double EmergencyAdmitted, double Elective, double Direct)
{
    public double Total => EmergencyHome + EmergencyAdmitted + Elective + Direct;

    /// <param name="unit">From 0 to below 1.</param>
    public VisitKind Pick(double unit)
    {
        var at = unit * Total;
        return at < EmergencyHome ? VisitKind.EmergencyHome
            : at < EmergencyHome + EmergencyAdmitted ? VisitKind.EmergencyAdmitted
            : at < EmergencyHome + EmergencyAdmitted + Elective ? VisitKind.Elective
            : VisitKind.Direct;
    }
}

/// <summary>The busiest day of a scenario, hour by hour, for one hospital.</summary>
/// <param name="Hours">24, from midnight.</param>
internal sealed record SeasonShape(string Scenario, DateOnly Day, IReadOnlyList<SeasonHour> Hours)
{
    public int BusiestHour => Enumerable.Range(0, 24).MaxBy(h => Hours[h].Total);

    public SeasonHour Busiest => Hours[BusiestHour];

    /// <summary>The day on which most patients come; of several alike the first.</summary>
    public static SeasonShape Of(Scenario scenario) =>
        Enumerable.Range(0, scenario.Days)
            .Select(d => scenario.Start.AddDays(d))
            .Select(day => new SeasonShape(scenario.Id, day, [.. Enumerable.Range(0, 24).Select(hour => Hour(scenario, day, hour))]))
            .MaxBy(shape => shape.Hours.Sum(h => h.Total))!;

    private static SeasonHour Hour(Scenario scenario, DateOnly day, int hour)
    {
        var e = scenario.Emergency;
        var weekday = ((int)day.DayOfWeek + 6) % 7;
        var usual = e.ArrivalsPerDay * e.WeekdayFactors[weekday] * e.HourShares[hour];
        var admitted = Enumerable.Range(0, 5).Sum(i =>
            ((e.AmbulanceShare * e.AcuityAmbulance[i]) + ((1 - e.AmbulanceShare) * e.AcuityWalkIn[i])) * e.AdmittedByAcuity[i]);
        var epidemic = (scenario.Epidemic?.AdmissionsPerDay(day.DayNumber + (hour / 24.0)) ?? 0) * e.HourShares[hour];
        var elective = scenario.Elective is { } list && hour + 1 > list.OverHour && hour < list.OverHour + list.SpreadHours
            ? list.PerWeekday[weekday] * (Math.Min(hour + 1, list.OverHour + list.SpreadHours) - Math.Max(hour, list.OverHour)) / list.SpreadHours
            : 0;
        var transfers = hour is >= 8 and < 20 ? (scenario.TransfersIn?.PerDay ?? 0) / 12 : 0;
        return new SeasonHour(
            (usual * (1 - admitted)) + (epidemic * (scenario.Epidemic?.EdVisitsPerAdmission ?? 0)),
            (usual * admitted) + epidemic,
            elective,
            transfers + ((scenario.Births?.PerDay ?? 0) / 24));
    }
}
