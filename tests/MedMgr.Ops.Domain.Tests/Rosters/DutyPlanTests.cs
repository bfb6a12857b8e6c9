using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Domain.Tests.Wards;
using MedMgr.Ops.Domain.Units;
using MedMgr.Ops.Domain.Definition;
using static MedMgr.Ops.Domain.Tests.Rosters.RosterHouse;

namespace MedMgr.Ops.Domain.Tests.Rosters;

public sealed class DutyPlanTests
{
    private static readonly DateTimeOffset MondayNoon = At(Monday, 12);

    [Fact]
    public void Without_a_roster_everybody_works_by_the_standing_pattern() =>
        Who(new DutyPlan(Map, new Dictionary<UnitId, RosterState>()), MondayNoon).ShouldBe(["ADA MED", "PIA MED", "UMA MED", "INA ICU"]);

    [Fact]
    public void On_the_days_of_a_roster_its_nurses_work_and_others_of_the_unit_do_not_but_clerks_go_on() =>
        Who(Plan(Publish(Day(Ben, 0))), MondayNoon).ShouldBe(["BEN MED", "UMA MED", "INA ICU"]);

    [Fact]
    public void The_night_that_began_before_the_roster_belongs_to_the_standing_pattern() =>
        Who(Plan(Publish(Day(Ada, 0))), At(Monday, 6)).ShouldBe(["BEN MED"]);

    [Fact]
    public void After_the_last_day_the_standing_patterns_hold_again() =>
        Who(Plan(Publish()), At(Monday.AddDays(7), 12)).ShouldBe(["ADA MED", "PIA MED", "UMA MED", "INA ICU"]);

    [Fact]
    public void A_nurse_who_floats_by_the_roster_of_the_ward_does_not_work_the_standing_shift_of_her_own_unit() =>
        Who(Plan(Publish(Day(Ina, 0, ShiftKind.Float))), MondayNoon).ShouldBe(["INA MED", "UMA MED"]);

    [Fact]
    public void The_next_change_is_the_earliest_of_rosters_and_patterns()
    {
        Plan(Publish(Shift(Ada, 0, 7, 8, "E"))).NextChange(MondayNoon).ShouldBe(At(Monday, 15));
        Plan(Publish(Day(Ada, 0))).NextChange(MondayNoon).ShouldBe(At(Monday, 19));
    }

    [Fact]
    public void Who_came_by_the_pattern_and_is_not_on_the_new_roster_is_no_longer_due_who_was_called_in_is()
    {
        var plan = Plan(Publish(Day(Ada, 0)));
        OnDuty Standing(StaffId who) => new(who, StaffRole.RegisteredNurse, At(Monday, 7), At(Monday, 19));

        plan.IsNoLongerDue(Map.Staff(Pia)!, Standing(Pia)).ShouldBeTrue();
        plan.IsNoLongerDue(Map.Staff(Ada)!, Standing(Ada)).ShouldBeFalse();
        plan.IsNoLongerDue(Map.Staff(Uma)!, Standing(Uma)).ShouldBeFalse();
        plan.IsNoLongerDue(Map.Staff(Pia)!, Standing(Pia) with { Since = At(Monday, 9) }).ShouldBeFalse();
    }

    private static DutyPlan Plan(RosterCommand.Publish roster) =>
        new(Map, new Dictionary<UnitId, RosterState> { [SmallHospital.Med] = Published(RosterState.New, roster) });

    private static IEnumerable<string> Who(DutyPlan plan, DateTimeOffset instant) => plan.At(instant).Select(d => $"{d.Staff} {d.Unit}");
}
