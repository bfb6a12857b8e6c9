using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Sim.Hospital.Model;

/// <summary>What comes when: rates for each simulated hour, the theatre list, the chance of a group by source.</summary>
internal sealed class SourceTables
{
    public SourceTables(Scenario scenario, LocalClock clock, double counted)
    {
        var hours = clock.Hours;
        var e = scenario.Emergency;
        Emergency = By(hours, h => e.ArrivalsPerDay * e.WeekdayFactors[clock.Weekday(h)] * e.HourShares[clock.HourOfDay(h)]);
        var epidemic = By(hours, h => scenario.Epidemic?.AdmissionsPerDay(clock.DayNumber(h) + (clock.HourOfDay(h) / 24.0)) ?? 0);
        EpidemicAdmissions = By(hours, h => epidemic[h] * e.HourShares[clock.HourOfDay(h)]);
        EpidemicVisits = By(hours, h => EpidemicAdmissions[h] * (scenario.Epidemic?.EdVisitsPerAdmission ?? 0));

        // Other hospitals ask by day.
        TransfersIn = By(hours, h => clock.HourOfDay(h) is >= 8 and < 20 ? (scenario.TransfersIn?.PerDay ?? 0) / 12.0 : 0);
        Births = By(hours, _ => (scenario.Births?.PerDay ?? 0) / 24.0);
        var staff = scenario.Staff;
        Absence = By(hours, h =>
        {
            var day = (h - counted) / 24.0;
            var extra = day >= staff.ExtraFromDay && day < staff.ExtraToDay ? staff.Extra : 0;
            var perThousandWeekly = scenario.Epidemic is { } x ? epidemic[h] * 7.0 / x.Catchment * 1000.0 : 0;
            return Math.Min(0.9, staff.Absence + extra + (staff.EpidemicFactor * perThousandWeekly));
        });
        Electives = [.. List(scenario, clock)];
        GroupsOfEmergency = Cumulative(scenario, w => w.Emergency);
        GroupsOfElective = Cumulative(scenario, w => w.Elective);
        GroupsOfTransfersIn = Cumulative(scenario, w => w.TransfersIn);
        GroupsOfBirths = Cumulative(scenario, w => w.Births);
        GroupsOfEpidemic = Cumulative(scenario, w => w.Epidemic);
        GroupsOfCasualties = Cumulative(scenario, w => w.Casualties);
        DischargeHours = Running(scenario.Discharge.HourShares);
        MeanDischargeHour = scenario.Discharge.HourShares.Select((share, hour) => share * (hour + 0.5)).Sum();
    }

    /// <summary>Arrivals an hour. The others likewise.</summary>
    public double[] Emergency { get; }

    public double[] EpidemicAdmissions { get; }

    public double[] EpidemicVisits { get; }

    public double[] TransfersIn { get; }

    public double[] Births { get; }

    /// <summary>Share of planned shifts missed.</summary>
    public double[] Absence { get; }

    /// <summary>When each operation's patient is due in recovery, with a number that stays the same in every scenario.</summary>
    public (double Time, ulong Number)[] Electives { get; }

    public double[] GroupsOfEmergency { get; }

    public double[] GroupsOfElective { get; }

    public double[] GroupsOfTransfersIn { get; }

    public double[] GroupsOfBirths { get; }

    public double[] GroupsOfEpidemic { get; }

    public double[] GroupsOfCasualties { get; }

    /// <summary>Cumulative shares of the 24 hours.</summary>
    public double[] DischargeHours { get; }

    public double MeanDischargeHour { get; }

    /// <summary>The first index whose cumulative share exceeds the draw.</summary>
    public static int Pick(double[] cumulative, double unit)
    {
        var i = 0;
        while (i < cumulative.Length - 1 && unit >= cumulative[i])
        {
            i++;
        }

        return i;
    }

    public static double[] Running(IEnumerable<double> shares)
    {
        var sum = 0.0;
        return [.. shares.Select(share => sum += share)];
    }

    private static double[] Cumulative(Scenario scenario, Func<SourceWeights, double> weight)
    {
        var total = scenario.Groups.Sum(g => weight(g.Weights));
        return total > 0 ? Running(scenario.Groups.Select(g => weight(g.Weights) / total)) : [];
    }

    private static double[] By(int hours, Func<int, double> rate) => [.. Enumerable.Range(0, hours).Select(rate)];

    private static IEnumerable<(double, ulong)> List(Scenario scenario, LocalClock clock)
    {
        if (scenario.Elective is not { } list)
        {
            yield break;
        }

        for (var hour = 0; hour < clock.Hours; hour++)
        {
            if (hour > 0 && clock.HourOfDay(hour) != 0)
            {
                continue;
            }

            var (midnight, planned) = (clock.Midnight(hour), list.PerWeekday[clock.Weekday(hour)]);
            for (var i = 0; i < planned; i++)
            {
                var time = midnight + list.OverHour + (list.SpreadHours * (i + 0.5) / planned);
                if (time >= hour && time < clock.Hours)
                {
                    yield return (time, ((ulong)clock.DayNumber(hour) * 1000) + (ulong)i);
                }
            }
        }
    }
}
