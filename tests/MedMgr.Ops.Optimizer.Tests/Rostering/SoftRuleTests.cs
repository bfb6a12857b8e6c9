using MedMgr.Ops.Optimizer.Rostering;
using static MedMgr.Ops.Optimizer.Tests.Rostering.TinyRosters;

namespace MedMgr.Ops.Optimizer.Tests.Rostering;

/// <summary>One test for each soft rule: what exactly it charges.</summary>
public class SoftRuleTests
{
    [Fact]
    public void Two_missing_cost_twice_the_weight_and_one_too_many_costs_the_other_weight()
    {
        var problem = Problem(2, Nurse("Ada"), Nurse("Ben"), Nurse("Cem")) with
        {
            Cover = [new CoverDemand(0, Day, 3, UnderWeight: 100, OverWeight: 1), new CoverDemand(1, Day, 1, UnderWeight: 100, OverWeight: 7)],
        };

        Charged(problem, "D-", "-D", "-D").ShouldBe(["cover 207"]);
    }

    [Fact]
    public void Only_people_with_the_skill_count_for_a_demand_that_names_one()
    {
        var problem = Problem(1, Nurse("Ada") with { Skills = ["RN"] }, Nurse("Ben")) with
        {
            Cover = [new CoverDemand(0, Day, 2, 10, 0), new CoverDemand(0, Day, 1, 1000, 0) { Skill = "RN" }],
        };

        Charged(problem, "D", "-").ShouldBe(["cover 10"]);
        Charged(problem, "-", "D").ShouldBe(["cover 1010"]);
    }

    [Fact]
    public void Shift_without_anybody_in_charge_costs_what_its_demand_says()
    {
        var problem = Problem(2, Nurse("Ada") with { MayTakeCharge = true }, Nurse("Ben")) with { Charge = [new ChargeDemand(0, Night, 40), new ChargeDemand(1, Night, 50)] };

        Charged(problem, "N-", "-N").ShouldBe(["charge-nurse-wanted 50"]);
    }

    [Fact]
    public void Request_for_a_night_is_not_granted_by_a_day_and_a_wish_for_the_day_off_by_no_shift()
    {
        var problem = Problem(3, Nurse("Ada")) with
        {
            Requests = [new ShiftRequest(0, 0, Night, On: true, 5), new ShiftRequest(0, 1, null, On: false, 30), new ShiftRequest(0, 2, Day, On: false, 200)],
        };

        Charged(problem, "N-N").ShouldBeEmpty();
        Charged(problem, "DND").ShouldBe(["requests 235"]);
    }

    [Fact]
    public void Agency_night_costs_its_price_and_a_day_off_nothing()
    {
        var problem = Problem(3, Nurse("Ada") with { Pay = [200, 260] }, Nurse("Agency") with { Pay = [500, 700] });

        Charged(problem, "DD-", "--N").ShouldBe(["pay 1100"]);
    }

    [Fact]
    public void Overtime_is_paid_for_each_begun_hour_beyond_the_contract()
    {
        // Two days and a night are 1560 minutes: 6 hours and 10 minutes beyond 1190.
        var problem = Problem(3, Nurse("Ada") with { Overtime = new OvertimePay(1190, PerHour: 30) });

        Charged(problem, "DDN").ShouldBe(["overtime 210"]);
        Charged(problem, "DD-").ShouldBeEmpty();
    }

    [Fact]
    public void Money_above_the_budget_costs_extra_overtime_included()
    {
        var problem = Problem(2, Nurse("Ada") with { Pay = [200, 260], Overtime = new OvertimePay(480, 10) }) with { Budget = new PayBudget(300, WeightPerUnitOver: 2) };

        // Pay 400, overtime 8 hours at 10: 180 above the budget.
        Charged(problem, "DD").ShouldBe(["pay 400", "overtime 80", "budget 360"]);
        Charged(problem, "D-").ShouldBe(["pay 200"]);
    }

    [Fact]
    public void Three_nights_above_the_share_of_one_person_cost_more_than_one_of_each_of_three()
    {
        var share = new FairShare("nights", [Night], Share: 1, Weight: 10);
        var problem = Problem(4, Nurse("Ada") with { FairShares = [share] }, Nurse("Ben") with { FairShares = [share] }, Nurse("Cem") with { FairShares = [share] });

        Charged(problem, "NNNN", "NDDD", "DDDD").ShouldBe(["fairness 60"]);
        Charged(problem, "NN--", "NN--", "-NN-").ShouldBe(["fairness 30"]);
    }

    [Fact]
    public void Weekend_share_counts_saturdays_and_sundays_only()
    {
        var problem = Problem(7, Nurse("Ada") with { FairShares = [new FairShare("weekends", [], 1, 10) { WeekendDaysOnly = true }] });

        Charged(problem, "DDDDDD-").ShouldBeEmpty();
        Charged(problem, "-----DN").ShouldBe(["fairness 10"]);
    }

    [Fact]
    public void Each_day_that_differs_from_the_known_roster_costs_the_change_weight()
    {
        var problem = Problem(3, Nurse("Ada"), Nurse("Ben"));
        problem = problem with { Reference = new ReferenceRoster(Of(problem, "DD-", "-NN"), ChangeWeight: 4) };

        Charged(problem, "DD-", "-NN").ShouldBeEmpty();
        Charged(problem, "DN-", "--N").ShouldBe(["changes 8"]);
    }

    /// <summary>The rules that charge something.</summary>
    private static string[] Charged(RosterProblem problem, params string[] lines) =>
        [.. RosterCost.ByRule(problem, Of(problem, lines)).Where(c => c.Cost != 0).Select(c => $"{c.Rule} {c.Cost}")];
}
