using MedMgr.Sim.Hospital.Epidemics;
using MedMgr.Sim.Hospital.Scenarios;
using MedMgr.Sim.Hospital.Tests.Support;

namespace MedMgr.Sim.Hospital.Tests;

/// <summary>More of what harms does more harm; each would fail for an inverted effect.</summary>
public class SenseTests
{
    private const int Replications = 10;

    private static readonly Scenario Peak = Shipped.Scenario("flu-season") with { Start = new DateOnly(2025, 2, 3), Days = 10, WarmUpDays = 12 };

    [Fact]
    public void More_flu_means_more_boarding_in_nearly_every_pair_of_replications()
    {
        var (mild, severe) = (Run(Flu(1.0)), Run(Flu(2.5)));
        var pairs = mild["boarding.hours"].PerReplication.Zip(severe["boarding.hours"].PerReplication).ToList();
        pairs.Count(p => p.Second > p.First).ShouldBeGreaterThanOrEqualTo(Replications - 1);
        severe["epidemic.census"].Estimate.Mean.ShouldBe(2.5 * mild["epidemic.census"].Estimate.Mean, 0.5 * mild["epidemic.census"].Estimate.Mean);
        severe["ed.leftUnseen"].Estimate.Mean.ShouldBeGreaterThan(mild["ed.leftUnseen"].Estimate.Mean);
    }

    [Fact]
    public void Scenarios_that_differ_in_flu_meet_the_same_other_patients()
    {
        // The theatre list and the births of both runs are those of the same chance, replication by replication.
        var (mild, severe) = (Run(Flu(0.0)), Run(Flu(1.0)));
        severe["births"].PerReplication.ShouldBe(mild["births"].PerReplication);
        var comparison = ScenarioComparison.Of(mild, severe);
        comparison.Differences.Single(d => d.Name == "ed.arrivals").Paired.Correlation.ShouldBeGreaterThan(0.6);
    }

    [Fact]
    public void More_sick_nurses_mean_more_missing_nurse_hours_and_more_boarding()
    {
        var (few, many) = (Run(Peak), Run(Peak with { Staff = Peak.Staff with { Absence = 0.15, CoveredShare = 0.2 } }));
        many["staffing.sickShare"].Estimate.Mean.ShouldBe(15.0 + (few["staffing.sickShare"].Estimate.Mean - 3.5), 1.0);
        many["staffing.gapHours"].Estimate.Low.ShouldBeGreaterThan(few["staffing.gapHours"].Estimate.High);
        many["boarding.hours"].Estimate.Mean.ShouldBeGreaterThan(few["boarding.hours"].Estimate.Mean);
    }

    [Fact]
    public void The_surge_plan_shortens_boarding_and_costs_operations()
    {
        var severe = Shipped.Scenario("flu-severe") with { Start = Peak.Start, Days = Peak.Days, WarmUpDays = Peak.WarmUpDays };
        var plan = Shipped.Scenario("flu-severe-surge").Plan;
        var comparison = ScenarioComparison.Run(severe, severe with { Plan = plan, Title = "with the plan" }, Replications, 7, 2);
        double Difference(string name) => comparison.Differences.Single(d => d.Name == name).Paired.Difference.Mean;
        Difference("boarding.hours").ShouldBeLessThan(0);
        Difference("electives.cancelled").ShouldBeGreaterThan(0);
        Difference("surge.hours").ShouldBeGreaterThan(24);
        Difference("staffing.agencyShifts").ShouldBeGreaterThan(0);
        comparison.Says.ShouldContain(s => s.StartsWith("Mean number of patients boarding", StringComparison.Ordinal) && s.Contains("less with \"with the plan\"", StringComparison.Ordinal));
    }

    [Fact]
    public void A_closed_ward_empties_and_the_others_fill()
    {
        var closed = Shipped.Scenario("ward-closure") with { Days = 10 };
        var (with, without) = (Run(closed), Run(closed with { WardClosures = [] }));
        double Occupied(Results.RunResult r, string unit) => r.ByUnit.Single(u => u.Unit == unit).Measures.Single(m => m.Name == "occupied.mean").Estimate.Mean;
        Occupied(with, "MED-4E").ShouldBeLessThan(0.8 * Occupied(without, "MED-4E"));
        Occupied(with, "SURG-5E").ShouldBeGreaterThan(Occupied(without, "SURG-5E"));
    }

    [Fact]
    public void A_mass_casualty_incident_adds_its_patients_to_those_who_come_anyway()
    {
        var incident = Shipped.Scenario("mass-casualty") with { Days = 3, Diversion = null };
        var (with, without) = (Run(incident), Run(incident with { MassCasualties = [] }));
        var more = with["ed.arrivals"].PerReplication.Zip(without["ed.arrivals"].PerReplication, (a, b) => a - b).Average();
        more.ShouldBe(60, 3);
        with["nedocs.max"].Estimate.Low.ShouldBeGreaterThan(without["nedocs.max"].Estimate.Mean);
    }

    [Fact]
    public void The_flu_season_peaks_where_the_median_trust_did()
    {
        // NHS 2022-23: peak flu share of open general beds, median 8.0 %, maximum 22.7 % (domain facts).
        var beds = Peak.Hospital.Units.Where(u => u.Id.Value is not ("ED" or "PACU")).Sum(u => u.Rooms.Sum(r => r.Beds.Count(b => !b.Surge)));
        var mild = 100 * Run(Peak)["epidemic.census"].Estimate.Mean / beds;
        var severe = 100 * Run(Shipped.Scenario("flu-severe") with { Start = Peak.Start, Days = Peak.Days, WarmUpDays = Peak.WarmUpDays })["epidemic.census"].Estimate.Mean / beds;
        mild.ShouldBe(8.0, 1.0);
        severe.ShouldBe(22.7, 3.5);
    }

    private static Scenario Flu(double multiplier) => Peak with { Epidemic = (Epidemic.Weekly)Peak.Epidemic! with { Multiplier = multiplier } };

    private static Results.RunResult Run(Scenario scenario) => HospitalSimulation.Run(scenario, Replications, 7, 2);
}
