using MedMgr.Ops.Domain.Encounters;
using MedMgr.Sim.Hospital.Scenarios;
using MedMgr.Sim.Hospital.Tests.Support;

namespace MedMgr.Sim.Hospital.Tests;

/// <summary>What the scenario states is what happens.</summary>
public class RatesTests
{
    private static readonly Scenario Winter = Shipped.Scenario("winter-week");

    private static readonly Scenario NothingButTheEd = Winter with
    {
        WarmUpDays = 0,
        Epidemic = null,
        Diversion = null,
        Groups = [.. Winter.Groups.Select(g => g with { ReadmissionShare = 0 })],
    };

    [Fact]
    public void As_many_come_to_the_ED_as_the_scenario_says()
    {
        // 7 days of 205, the factors of the weekdays being scaled to a mean of 1; 30 replications: standard error 7.
        var arrivals = HospitalSimulation.Run(NothingButTheEd, 30, 7, 2)["ed.arrivals"];
        arrivals.Estimate.Mean.ShouldBe(7 * 205, 4 * 7);
        arrivals.Estimate.StandardDeviation.ShouldBe(Math.Sqrt(7 * 205), 0.4 * Math.Sqrt(7 * 205));
    }

    [Fact]
    public void They_come_at_the_hours_that_the_scenario_says()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Winter.Hospital.TimeZone);
        var hours = Enumerable.Range(0, 3).SelectMany(r => HospitalSimulation.Record(NothingButTheEd with { Elective = null }, 7, r).Steps)
            .Where(s => s.Event is EncounterEvent.Registered { Here: true })
            .Select(s => TimeZoneInfo.ConvertTime(s.At, zone).Hour).ToList();
        double Share(int from, int to) => hours.Count(h => h >= from && h < to) / (double)hours.Count;
        double Stated(int from, int to) => Winter.Emergency.HourShares.Skip(from).Take(to - from).Sum();
        Share(2, 6).ShouldBe(Stated(2, 6), 0.025);
        Share(10, 14).ShouldBe(Stated(10, 14), 0.025);
        Share(16, 20).ShouldBe(Stated(16, 20), 0.025);
    }

    [Fact]
    public void Stays_are_as_long_as_their_group_although_everybody_leaves_by_day()
    {
        // Little: occupied beds = admissions a day times the stay. 40 days of warm-up, 5 replications of 100 days.
        var psychiatric = Winter.Groups.Single(g => g.Id == "psychiatric") with { BarrierShare = 0, ReadmissionShare = 0, DeterioratesShare = 0 };
        var scenario = NothingButTheEd with
        {
            Days = 100,
            WarmUpDays = 40,
            Groups = [psychiatric],
            Elective = null,
            TransfersIn = null,
            Births = null,
            Emergency = Winter.Emergency with { ArrivalsPerDay = 12 },
            Staff = Winter.Staff with { Absence = 0 },
        };
        var result = HospitalSimulation.Run(scenario, 5, 7, 2);
        var occupied = result.ByUnit.Single(u => u.Unit == "PSY").Measures.Single(m => m.Name == "occupied.mean").Estimate.Mean;
        var perDay = result["admissions"].Estimate.Mean / scenario.Days;
        perDay.ShouldBeGreaterThan(1.5);
        (occupied / perDay).ShouldBe(psychiatric.StayDays.Mean, 0.4);
    }

    [Fact]
    public void Sick_shifts_are_the_share_that_the_scenario_says()
    {
        var scenario = NothingButTheEd with { Days = 28, WarmUpDays = 28, Staff = Winter.Staff with { Absence = 0.08 } };
        HospitalSimulation.Run(scenario, 4, 7, 2)["staffing.sickShare"].Estimate.Mean.ShouldBe(8.0, 0.5);
    }
}
