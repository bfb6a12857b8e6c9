using FsCheck;
using FsCheck.Fluent;
using MedMgr.Sim.Hospital.Model;
using MedMgr.Sim.Hospital.Scenarios;
using MedMgr.Sim.Hospital.Tests.Support;

namespace MedMgr.Sim.Hospital.Tests;

/// <summary>What must hold of every hospital, whatever its rates.</summary>
public class LawsTests
{
    private static readonly Scenario Winter = Shipped.Scenario("winter-week") with { WarmUpDays = 2 };

    [Fact]
    public void Whoever_came_has_left_or_is_still_there_and_Littles_law_holds_exactly_over_random_scenarios()
    {
        var scenarios =
            from arrivals in Gen.Choose(20, 400)
            from stay in Gen.Choose(1, 30)
            from absence in Gen.Choose(0, 40)
            from patience in Gen.Choose(10, 600)
            from days in Gen.Choose(1, 4)
            from crew in Gen.Choose(1, 12)
            from plan in Gen.Elements<string>("", "-surge")
            from seed in Gen.Choose(1, 1_000_000)
            select (arrivals, stay: stay / 10.0, absence: absence / 100.0, patience, days, crew, plan, seed);
        Prop.ForAll(scenarios.ToArbitrary(), s =>
        {
            var scenario = Shipped.Scenario("winter-week" + s.plan) with
            {
                WarmUpDays = 2,
                Days = s.days,
                Emergency = Winter.Emergency with { ArrivalsPerDay = s.arrivals, PatienceMinutes = s.patience },
                Staff = Winter.Staff with { Absence = s.absence },
                Housekeeping = Winter.Housekeeping with { CrewMin = s.crew, CrewShare = 0 },
                Groups = [.. Winter.Groups.Select(g => g with { StayDays = new Spread(g.StayDays.Mean * s.stay, g.StayDays.Sd * s.stay) })],
            };
            var ledger = new HospitalRun(HospitalSimulation.Plan(scenario), (ulong)s.seed, 0, new GreedyPlacement(), null).Run().Ledger;
            return (ledger.Came == ledger.Went + ledger.Present).Label($"came {ledger.Came}, went {ledger.Went}, present {ledger.Present}")
                .And((Math.Abs(ledger.PresentArea - ledger.SojournHours) <= 1e-6 * ledger.PresentArea).Label($"L T = {ledger.PresentArea}, sum of W = {ledger.SojournHours}"));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        var scenario = Shipped.Scenario("flu-season-surge") with { Days = 2, WarmUpDays = 2 };
        var one = Bits(scenario, 1);
        Bits(scenario, 2).ShouldBe(one);
        Bits(scenario, 4).ShouldBe(one);
        Bits(scenario, 1, seed: 8).ShouldNotBe(one);
    }

    [Fact]
    public void A_replication_is_the_same_whether_others_run_or_not()
    {
        var three = HospitalSimulation.Run(Winter with { Days = 1 }, 3, 7);
        var two = HospitalSimulation.Run(Winter with { Days = 1 }, 2, 7);
        two["boarding.hours"].PerReplication.ShouldBe(three["boarding.hours"].PerReplication.Take(2));
    }

    [Fact]
    public void Patients_leave_at_the_hours_that_the_scenario_says_and_stay_as_long()
    {
        var recording = HospitalSimulation.Record(Winter with { Days = 6 }, seed: 9);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Winter.Hospital.TimeZone);
        var expected = recording.Steps.Select(s => s.Event).OfType<Ops.Domain.Encounters.EncounterEvent.DischargeExpected>()
            .Select(e => TimeZoneInfo.ConvertTime(e.Expected!.Value, zone).Hour).ToList();
        var share = expected.Count(h => h is >= 11 and < 16) / (double)expected.Count;
        share.ShouldBe(Winter.Discharge.HourShares.Skip(11).Take(5).Sum(), 0.06);
    }

    private static List<double> Bits(Scenario scenario, int threads, ulong seed = 7)
    {
        var result = HospitalSimulation.Run(scenario, 4, seed, threads);
        return [.. result.Measures.SelectMany(m => m.PerReplication), .. result.Series.SelectMany(s => s.Mean.Concat(s.P95)), .. result.ByUnit.SelectMany(u => u.Measures).Select(m => m.Estimate.Mean)];
    }
}
