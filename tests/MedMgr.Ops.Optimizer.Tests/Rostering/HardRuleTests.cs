using System.Collections.Immutable;
using MedMgr.Ops.Optimizer.Rostering;
using static MedMgr.Ops.Optimizer.Tests.Rostering.TinyRosters;

namespace MedMgr.Ops.Optimizer.Tests.Rostering;

/// <summary>One test for each hard rule: the roster that just keeps it, and the one that just does not.</summary>
public class HardRuleTests
{
    [Fact]
    public void Shift_that_does_not_exist_is_refused()
    {
        var problem = Problem(2, Nurse("Ada"));

        RosterCheck.Violations(problem, MedMgr.Ops.Optimizer.Rostering.Roster.From(problem, (_, day) => day == 0 ? Night : -1)).ShouldBeEmpty();
        RosterCheck.Violations(problem, MedMgr.Ops.Optimizer.Rostering.Roster.From(problem, (_, day) => day == 0 ? 2 : -1)).Select(v => v.Rule).ShouldBe(["one-shift-a-day"]);
    }

    [Fact]
    public void Nurse_without_the_licence_for_nights_works_days_only()
    {
        var problem = Problem(2, Nurse("Ada") with { MayNotWork = [Night] }, Nurse("Ben"));

        Broken(problem, "DD", "NN").ShouldBeEmpty();
        Broken(problem, "DN", "DD").ShouldBe(["licence-and-skill"]);
    }

    [Fact]
    public void Nobody_works_on_a_day_of_leave()
    {
        var problem = Problem(3, Nurse("Ada") with { Leave = [1] });

        Broken(problem, "D-D").ShouldBeEmpty();
        Broken(problem, "DD-").ShouldBe(["leave"]);
    }

    [Fact]
    public void Fixed_day_keeps_its_shift_and_a_fixed_day_off_stays_off()
    {
        var problem = Problem(3, Nurse("Ada") with { Fixed = new Dictionary<int, int> { [0] = Night, [2] = -1 }.ToImmutableDictionary() });

        Broken(problem, "N--").ShouldBeEmpty();
        Broken(problem, "---").ShouldBe(["fixed-days"]);
        RosterCheck.Violations(problem, Of(problem, "N-D")).Select(v => v.Says).ShouldBe(["Ada, day 2 (Wed 2026-03-04): is fixed to off and has D."]);
    }

    [Fact]
    public void Day_may_not_follow_a_night_but_a_night_may_follow_a_day()
    {
        var problem = Problem(2, Nurse("Ada"));
        problem = problem with { Shifts = [problem.Shifts[Day], problem.Shifts[Night] with { ForbiddenSuccessors = [Day] }] };

        Broken(problem, "DN").ShouldBeEmpty();
        Broken(problem, "ND").ShouldBe(["forbidden-sequence"]);
    }

    [Fact]
    public void Eleven_hours_of_rest_forbid_the_day_shift_after_a_night_that_ended_that_morning()
    {
        // The night ends at 07:00 of the next day: no rest before the day shift, 14 hours before the next night.
        var problem = Problem(2, Nurse("Ada")) with { RestMinutesMin = 660 };

        Broken(problem, "NN").ShouldBeEmpty();
        Broken(problem, "ND").ShouldBe(["rest"]);
    }

    [Fact]
    public void Night_before_the_horizon_forbids_the_day_shift_on_its_first_day()
    {
        var problem = Problem(1, Nurse("Ada") with { History = [Day, Night] }, Nurse("Ben") with { History = [Night, Day] }) with { RestMinutesMin = 660 };

        Broken(problem, "N", "D").ShouldBeEmpty();
        RosterCheck.Violations(problem, Of(problem, "D", "D")).Select(v => (v.Rule, v.Staff, v.Day)).ShouldBe([("rest", 0, 0)]);
    }

    [Fact]
    public void Third_night_of_somebody_who_may_work_two_is_refused()
    {
        var problem = Problem(4, Nurse("Ada", new ContractLimits { ShiftCounts = [new ShiftCountLimit([Night], 2)] }));

        Broken(problem, "DNND").ShouldBeEmpty();
        Broken(problem, "NNN-").ShouldBe(["shift-counts"]);
    }

    [Theory]
    [InlineData("DD--", true)] // 960 minutes
    [InlineData("DN--", true)] // 1080
    [InlineData("D---", false)] // 480
    [InlineData("NN--", false)] // 1200
    public void Minutes_of_the_horizon_lie_between_the_contracts_limits(string line, bool kept)
    {
        var problem = Problem(4, Nurse("Ada", new ContractLimits { MinutesMin = 960, MinutesMax = 1080 }));

        Broken(problem, line).ShouldBe(kept ? [] : ["horizon-minutes"]);
    }

    [Fact]
    public void Seven_days_across_the_begin_of_the_horizon_hold_no_more_than_the_weekly_minutes()
    {
        // Three days of 480 minutes lie in the history; the window of seven days may hold five.
        var problem = Problem(8, Nurse("Ada", new ContractLimits { WeeklyMinutesMax = 5 * 480 }) with { History = [Day, Day, Day] });

        Broken(problem, "DD--DDD-").ShouldBeEmpty(); // days -3 to 3 hold five, days 1 to 7 hold four
        Broken(problem, "DDD-----").ShouldBe(["weekly-minutes"]); // days -3 to 3 hold six
    }

    [Fact]
    public void Fourth_day_in_a_row_is_refused_where_three_are_allowed_also_across_the_begin_of_the_horizon()
    {
        var problem = Problem(5, Nurse("Ada", new ContractLimits { ConsecutiveShiftsMax = 3 }));
        var goingOn = problem with { Staff = [problem.Staff[0] with { History = [-1, Day, Day] }] };

        Broken(problem, "DDD-D").ShouldBeEmpty();
        Broken(problem, "DDDD-").ShouldBe(["consecutive-shifts-max"]);
        Broken(goingOn, "D-DDD").ShouldBeEmpty();
        Broken(goingOn, "DD---").ShouldBe(["consecutive-shifts-max"]);
    }

    [Fact]
    public void Single_day_of_work_between_days_off_is_refused_but_not_at_the_edges_of_what_is_known()
    {
        var problem = Problem(5, Nurse("Ada", new ContractLimits { ConsecutiveShiftsMin = 2 }));
        var begun = problem with { Staff = [problem.Staff[0] with { History = [-1, Day] }] };

        Broken(problem, "D-DD-").ShouldBeEmpty();
        Broken(problem, "----D").ShouldBeEmpty();
        Broken(problem, "--D--").ShouldBe(["consecutive-shifts-min"]);
        Broken(begun, "D----").ShouldBeEmpty();
        Broken(begun, "-DD--").ShouldBe(["consecutive-shifts-min"]);
    }

    [Fact]
    public void Single_day_off_between_days_of_work_is_refused_but_not_at_the_edges_of_what_is_known()
    {
        var problem = Problem(5, Nurse("Ada", new ContractLimits { ConsecutiveDaysOffMin = 2 }));

        Broken(problem, "-D--D").ShouldBeEmpty();
        Broken(problem, "DDDD-").ShouldBeEmpty();
        Broken(problem, "DD-DD").ShouldBe(["consecutive-days-off-min"]);
    }

    [Fact]
    public void Weekend_counts_once_whether_one_of_its_days_is_worked_or_both()
    {
        // Monday to the second Sunday: weekends on days 5, 6 and 12, 13.
        var problem = Problem(14, Nurse("Ada", new ContractLimits { WeekendsMax = 1 }));

        Broken(problem, "-----DD-------").ShouldBeEmpty();
        Broken(problem, "------D-----D-").ShouldBe(["weekends"]);
    }

    [Fact]
    public void Shift_below_its_hard_minimum_of_registered_nurses_is_refused_whoever_else_is_there()
    {
        var registered = Nurse("Ada") with { Skills = ["RN"] };
        var problem = Problem(1, registered, registered with { Id = "Ben" }, Nurse("Cem")) with
        {
            Cover = [new CoverDemand(0, Day, Required: 3, UnderWeight: 0, OverWeight: 0) { Skill = "RN", HardMinimum = 2 }],
        };

        Broken(problem, "D", "D", "-").ShouldBeEmpty();
        Broken(problem, "D", "-", "D").ShouldBe(["minimum-cover"]);
    }

    [Fact]
    public void Night_without_anybody_who_may_take_charge_is_refused()
    {
        var problem = Problem(1, Nurse("Ada") with { MayTakeCharge = true }, Nurse("Ben")) with { Charge = [new ChargeDemand(0, Night)] };

        Broken(problem, "N", "D").ShouldBeEmpty();
        Broken(problem, "D", "N").ShouldBe(["charge-nurse"]);
    }
}
