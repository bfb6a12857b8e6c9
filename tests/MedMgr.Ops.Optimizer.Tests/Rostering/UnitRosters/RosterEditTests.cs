using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;
using static MedMgr.Ops.Optimizer.Tests.Rostering.UnitRosters.TwoWards;

namespace MedMgr.Ops.Optimizer.Tests.Rostering.UnitRosters;

/// <summary>Single days changed by hand, and what the judge says of them.</summary>
public sealed class RosterEditTests
{
    private static readonly StaffId First = new("W-D1");

    [Fact]
    public void The_fourth_shift_given_by_hand_is_overtime_and_taking_an_earlier_one_away_makes_it_ordinary_again()
    {
        var task = Task();
        ImmutableArray<RosteredShift> three = [Shift("W-D1", 0, Day), Shift("W-D1", 1, Day), Shift("W-D1", 3, Day)];

        var four = new RosterEdit(First, Monday.AddDays(5), "D").Apply(task, three);
        var again = new RosterEdit(First, Monday.AddDays(1), null).Apply(task, four);

        four.Select(s => s.Kind).ShouldBe([ShiftKind.Own, ShiftKind.Own, ShiftKind.Own, ShiftKind.Overtime]);
        again.Select(s => (s.Day.DayNumber - Monday.DayNumber, s.Kind)).ShouldBe([(0, ShiftKind.Own), (3, ShiftKind.Own), (5, ShiftKind.Own)]);
    }

    [Fact]
    public void Who_is_in_charge_stays_so_until_taken_off_or_relieved_by_hand()
    {
        var task = Task();
        ImmutableArray<RosteredShift> before = [Shift("W-D1", 0, Day, charge: true), Shift("W-D2", 1, Day, charge: true)];

        var joined = new RosterEdit(new StaffId("W-D2"), Monday, "D").Apply(task, before);
        var relieved = new RosterEdit(new StaffId("W-D2"), Monday, "D", Charge: true).Apply(task, before);
        var left = new RosterEdit(First, Monday, null).Apply(task, joined);

        Leaders(joined).ShouldBe(["W-D1", "W-D2"]);
        Leaders(relieved).ShouldBe(["W-D2", "W-D2"]);
        Leaders(left).ShouldBe(["W-D2", "W-D2"]);
    }

    [Fact]
    public void A_sister_nurse_floats_and_an_agencys_place_is_one_of_its_shift()
    {
        var task = Task();

        var shifts = new RosterEdit(new StaffId("E-D1"), Monday, "D").Apply(task, new RosterEdit(new StaffId("AGENCY-1"), Monday, "N", Place: "N").Apply(task, [Shift("AGENCY-1", 0, Day, ShiftKind.Agency)]));
        var without = new RosterEdit(new StaffId("AGENCY-1"), Monday, null, Place: "N").Apply(task, shifts);

        shifts.Select(s => (s.Staff.Value, s.Shift, s.Kind)).ShouldBe([("E-D1", "D", ShiftKind.Float), ("AGENCY-1", "D", ShiftKind.Agency), ("AGENCY-1", "N", ShiftKind.Agency)]);
        without.Select(s => (s.Staff.Value, s.Shift)).ShouldBe([("E-D1", "D"), ("AGENCY-1", "D")]);
    }

    [Theory]
    [InlineData("W-D1", 7, "D", null, "is no day of this roster")]
    [InlineData("W-D1", 0, "X", null, "is no shift of WEST: use one of D, N")]
    [InlineData("NOBODY", 0, "D", null, "no member of staff NOBODY")]
    [InlineData("W-D1", 0, "D", "D", "can not be sent by an agency")]
    [InlineData("AGENCY-1", 0, "D", "N", "one of D, N")]
    public void What_is_not_in_the_grid_can_not_be_changed(string staff, int day, string shift, string? place, string because) =>
        Should.Throw<ArgumentException>(() => new RosterEdit(new StaffId(staff), Monday.AddDays(day), shift, place).Apply(Task(), [])).Message.ShouldContain(because);

    [Fact]
    public void The_judge_names_broken_rules_with_name_day_and_what_publishing_would_meet()
    {
        var task = Task(absences: new Absence(new StaffId("W-D2"), Monday.AddDays(1), Monday.AddDays(1), "leave"));
        var judge = new UnitRosterJudge(task);

        var judgement = judge.Judge([Shift("W-D1", 0, Night), Shift("W-D1", 1, Day), Shift("W-D2", 1, Day), Shift("W-OLD", 2, Day), Shift("E-D1", 2, Day, ShiftKind.Float), Shift("E-X1", 2, Day, ShiftKind.Float)]);

        var rest = judgement.Breaches.Single(b => b.Rule == "staff-rest-too-short");
        (rest.Staff, rest.Day, rest.Publication).ShouldBe((First, Monday.AddDays(1), PublicationStop.NeedsOverride));
        rest.Says.ShouldStartWith("Nurse W-D1 would begin");
        var leave = judgement.Breaches.Single(b => b.Rule == "leave");
        (leave.Staff, leave.Day, leave.Publication).ShouldBe((new StaffId("W-D2"), Monday.AddDays(1), PublicationStop.NeedsReason));
        leave.Says.ShouldStartWith("Nurse W-D2, Tue 27 Oct");
        judgement.Breaches[0].Publication.ShouldBe(PublicationStop.Never);
        judgement.Breaches.Where(b => b.Publication == PublicationStop.Never).Select(b => b.Staff!.Value.Value).ShouldBe(["E-X1", "W-OLD"], ignoreOrder: true);
        judgement.Cover.First(c => c.Need.Day == Monday && c.Need.Shift == "N").Missing.ShouldBe(1);
    }

    [Fact]
    public void A_third_agency_nurse_on_a_shift_for_two_has_no_place()
    {
        ImmutableArray<RosteredShift> three = [.. Enumerable.Range(1, 3).Select(n => Shift($"AGENCY-{n}", 2, Day, ShiftKind.Agency))];

        new UnitRosterJudge(Task()).Judge(three).Breaches.Single(b => b.Rule == "guest-places").Says.ShouldBe("AGENCY-3 has no place on D of Wed 28 Oct.");
    }

    private static IEnumerable<string> Leaders(ImmutableArray<RosteredShift> shifts) => shifts.Where(s => s.Charge).Select(s => s.Staff.Value);
}
