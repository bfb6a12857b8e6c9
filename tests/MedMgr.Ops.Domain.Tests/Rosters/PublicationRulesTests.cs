using MedMgr.Ops.Domain.Rosters;
using static MedMgr.Ops.Domain.Tests.Rosters.RosterHouse;

namespace MedMgr.Ops.Domain.Tests.Rosters;

public sealed class PublicationRulesTests
{
    [Fact]
    public void A_published_roster_counts_up_and_keeps_its_shifts_in_the_order_of_time_and_in_the_houses_zone()
    {
        var first = Published(RosterState.New, Publish(Night(Ben, 1), Day(Ada, 1)));
        var second = Published(first, Publish(Day(Ada, 2) with { Start = At(Monday.AddDays(2), 7).ToUniversalTime() }));

        first.Rosters.Single().Shifts.Select(s => s.Staff).ShouldBe([Ada, Ben]);
        second.Publications.ShouldBe(2);
        second.Rosters.Single().Number.ShouldBe(2);
        second.Rosters.Single().Shifts.Single().Start.Offset.ShouldBe(TimeSpan.FromHours(-7));
        second.Rosters.Single().Shifts.Single().Day.ShouldBe(Monday.AddDays(2));
    }

    [Fact]
    public void Publishing_the_same_again_changes_nothing()
    {
        var state = Published(RosterState.New, Publish(Day(Ada, 1)));

        Published(state, Publish(Day(Ada, 1))).ShouldBeSameAs(state);
    }

    [Fact]
    public void Who_publishes_knowing_an_older_state_is_refused_and_told_by_whom_it_changed()
    {
        var note = new PublicationNote("Mara", At(Monday, 7), "two sick calls");
        var first = Published(RosterState.New, Publish(Day(Ada, 1)) with { Note = note, Knowing = RosterState.New.Version });
        var withdrawn = Published(first, new RosterCommand.Withdraw(Monday.AddDays(4), "strike") { At = At(Monday, 9) });

        new[] { RosterState.New.Version, first.Version, withdrawn.Version }.ShouldBeUnique();
        first.Rosters.Single().Note.ShouldBe(note);
        Refusal(withdrawn, Publish(Day(Ada, 2)) with { Knowing = first.Version }).Code.ShouldBe(RejectionCode.RosterChanged);
        Refusal(first, Publish(Day(Ada, 2)) with { Knowing = RosterState.New.Version }).Because.ShouldContain("the latest by Mara (two sick calls)");
        Published(first, Publish(Day(Ada, 2)) with { Knowing = first.Version }).Publications.ShouldBe(2);
    }

    [Fact]
    public void A_later_publication_takes_its_days_and_leaves_those_before_and_after()
    {
        var week = Published(RosterState.New, Publish(Day(Ada, 0), Day(Ada, 2), Day(Ada, 3), Day(Ada, 6)));
        var middle = new RosterCommand.Publish(Monday.AddDays(2), Monday.AddDays(4), [Day(Pia, 2)]) { At = At(Monday, 8) };

        var after = Published(week, middle);

        after.Rosters.Select(r => (r.Number, r.From.DayNumber - Monday.DayNumber, r.Until.DayNumber - Monday.DayNumber)).ShouldBe([(1, 0, 2), (2, 2, 4), (1, 4, 7)]);
        after.Rosters.SelectMany(r => r.Shifts).Select(s => (s.Staff, s.Day.DayNumber - Monday.DayNumber)).ShouldBe([(Ada, 0), (Pia, 2), (Ada, 6)]);
    }

    [Fact]
    public void A_roster_that_ended_nine_days_before_the_next_publication_is_forgotten_one_of_last_week_is_not()
    {
        var state = Published(RosterState.New, Publish(Day(Ada, 1)));
        RosterCommand.Publish Later(int days) => new(Monday.AddDays(days), Monday.AddDays(days + 1), []) { At = At(Monday.AddDays(days), 6) };

        Published(state, Later(14)).Rosters.Length.ShouldBe(2);
        Published(state, Later(16)).Rosters.Length.ShouldBe(1);
    }

    [Fact]
    public void A_withdrawn_roster_ends_on_the_day_before()
    {
        var state = Published(RosterState.New, Publish(Day(Ada, 1), Day(Ada, 5)));

        var withdrawn = Published(state, new RosterCommand.Withdraw(Monday.AddDays(4), "strike") { At = At(Monday, 9) });

        withdrawn.Rosters.Single().Until.ShouldBe(Monday.AddDays(4));
        withdrawn.Rosters.Single().Shifts.Single().Day.ShouldBe(Monday.AddDays(1));
        Published(withdrawn, new RosterCommand.Withdraw(Monday.AddDays(4), "strike") { At = At(Monday, 9) }).ShouldBeSameAs(withdrawn);
        Refusal(new RosterCommand.Withdraw(Monday, " ") { At = At(Monday, 9) }).Code.ShouldBe(RejectionCode.ReasonMissing);
    }

    [Fact]
    public void Somebody_unknown_is_refused_unless_an_agency_sends_the_nurse()
    {
        var agency = new StaffId("AGENCY-1");

        Refusal(Publish(Day(agency, 1))).Code.ShouldBe(RejectionCode.StaffUnknown);
        Published(RosterState.New, Publish(Day(agency, 1, ShiftKind.Agency))).Rosters.Single().Shifts.Length.ShouldBe(1);
        Refusal(Publish(Day(Ada, 1, ShiftKind.Agency))).Because.ShouldContain("belongs to the house");
    }

    [Fact]
    public void A_clerk_is_not_planned_by_a_roster() => Refusal(Publish(Day(Uma, 1))).Because.ShouldContain("no licensed nurse");

    [Fact]
    public void A_licence_holds_through_its_last_day_and_no_override_lengthens_it()
    {
        Published(RosterState.New, Publish(Night(Ben, 3))).Publications.ShouldBe(1);
        Refusal(Publish(Night(Ben, 4)) with { Override = new Override("short of nurses", "matron") }).Code.ShouldBe(RejectionCode.StaffLicenceExpired);
    }

    [Fact]
    public void Ten_hours_of_rest_are_enough_nine_are_not()
    {
        Published(RosterState.New, Publish(Shift(Ada, 1, 7, 12, "D"), Shift(Ada, 2, 5, 8, "E"))).Publications.ShouldBe(1);
        var refusal = Refusal(Publish(Shift(Ada, 1, 7, 12, "D"), Shift(Ada, 2, 4, 8, "E")));
        refusal.Code.ShouldBe(RejectionCode.StaffRestTooShort);
        refusal.Overridable.ShouldBeTrue();
    }

    [Fact]
    public void Five_shifts_of_twelve_hours_within_seven_days_are_allowed_and_a_sixth_is_not_without_an_override()
    {
        var five = Publish(Day(Ada, 0), Day(Ada, 1), Day(Ada, 2), Day(Ada, 3), Day(Ada, 4));
        var six = five with { Shifts = five.Shifts.Add(Day(Ada, 5)) };

        Published(RosterState.New, five).Publications.ShouldBe(1);
        Refusal(six).Code.ShouldBe(RejectionCode.StaffHoursExceeded);
        Published(RosterState.New, six with { Override = new Override("mass casualty", "matron") }).Publications.ShouldBe(1);
    }

    [Fact]
    public void Nobody_works_twice_at_once_whatever_the_override() =>
        Refusal(Publish(Day(Ada, 1), Shift(Ada, 1, 15, 8, "L")) with { Override = new Override("short", "matron") }).Code.ShouldBe(RejectionCode.StaffOnShift);

    [Fact]
    public void Shifts_outside_the_days_of_the_roster_that_end_before_they_begin_or_are_too_long_are_refused()
    {
        Refusal(Publish(Day(Ada, 7))).Because.ShouldContain("outside the days of the roster");
        Refusal(Publish(Shift(Ada, 1, 7, -1, "D"))).Code.ShouldBe(RejectionCode.ShiftTimes);
        Refusal(Publish(Shift(Ada, 1, 7, 14, "D"))).Code.ShouldBe(RejectionCode.StaffHoursExceeded);
        Refusal(Publish() with { Until = Monday }).Code.ShouldBe(RejectionCode.Invalid);
    }

    [Fact]
    public void A_nurse_of_the_icu_who_is_trained_for_the_ward_floats_there_and_one_who_is_not_does_not()
    {
        Published(RosterState.New, Publish(Day(Ina, 1, ShiftKind.Float))).Publications.ShouldBe(1);
        var icu = Map.Unit(new UnitId("ICU"))!;
        PublicationRules.Decide(Map, icu, RosterState.New, Publish(Day(Pia, 1, ShiftKind.Float)))
            .ShouldBeOfType<Decision<RosterEvent>.Rejected>().Because.Code.ShouldBe(RejectionCode.StaffSkillMissing);
    }
}
