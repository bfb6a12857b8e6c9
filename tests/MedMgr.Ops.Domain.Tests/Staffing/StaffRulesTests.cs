using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Domain.Tests.Wards;

namespace MedMgr.Ops.Domain.Tests.Staffing;

/// <summary>Limits of the small hospital: 10 h rest, 13 h a shift, 60 h in 7 days.</summary>
public class StaffRulesTests
{
    private static readonly DateTimeOffset T = Ward.Start;
    private static readonly UnitDefinition Med = SmallHospital.Definition.Units.Single(u => u.Id == SmallHospital.Med);
    private static readonly UnitDefinition Icu = SmallHospital.Definition.Units.Single(u => u.Id == SmallHospital.Icu);
    private static readonly StaffDefinition Nurse = new(
        new("N-1"), "Nurse Okafor", StaffRole.RegisteredNurse, SmallHospital.Med, [LevelOfCare.General, LevelOfCare.Telemetry], new DateOnly(2026, 1, 31),
        new StandingPattern(new TimeOnly(7, 0), 12, 3, 4, 0));

    [Fact]
    public void A_shift_starts_floats_and_ends()
    {
        var on = After(StaffState.New, Start(T, 12), Med);
        on.Current.ShouldBe(new Shift(SmallHospital.Med, T, T.AddHours(12)));
        var floated = After(on, new StaffCommand.Float(SmallHospital.Icu, Say.ByTheMatron) { At = T.AddHours(2) }, Icu);
        floated.Current.ShouldBe(new Shift(SmallHospital.Icu, T, T.AddHours(12)), "the same shift goes on elsewhere");
        var off = After(floated, new StaffCommand.EndShift("end of shift") { At = T.AddHours(11) }, null);
        off.Current.ShouldBeNull();
        off.Past.ShouldBe([new Shift(SmallHospital.Icu, T, T.AddHours(11))]);
    }

    [Fact]
    public void The_licence_holds_on_its_last_day_and_no_override_lengthens_it()
    {
        var last = new DateTimeOffset(2026, 1, 31, 23, 0, 0, TimeSpan.Zero);
        Accepted(StaffState.New, Start(last, 8), Med);
        Refused(StaffState.New, Start(last.AddHours(1), 8) with { Override = Say.ByTheMatron }, Med)
            .ShouldBe(new Rejection(RejectionCode.StaffLicenceExpired, "The licence of Nurse Okafor ended on 2026-01-31.", Overridable: false));
    }

    [Fact]
    public void A_nurse_works_where_she_is_trained_or_by_override()
    {
        Refused(StaffState.New, Start(T, 8, SmallHospital.Icu), Icu).ShouldSatisfyAllConditions(
            r => r.Code.ShouldBe(RejectionCode.StaffSkillMissing), r => r.Overridable.ShouldBeTrue());
        Accepted(StaffState.New, Start(T, 8, SmallHospital.Icu) with { Override = Say.ByTheMatron }, Icu)
            .ShouldBeOfType<StaffEvent.ShiftStarted>().Override.ShouldBe(Say.ByTheMatron);
        Refused(StaffState.New, Start(T, 8, SmallHospital.Icu) with { Override = new Override(" ", "x") }, Icu).Code.ShouldBe(RejectionCode.ReasonMissing);
    }

    [Fact]
    public void A_porter_needs_no_training_for_a_level_of_care()
    {
        var porter = Nurse with { Role = StaffRole.Transport, Skills = [], LicenceUntil = null };
        StaffRules.Decide(porter, StaffState.New, Start(T, 8, SmallHospital.Icu), Icu, SmallHospital.Limits).ShouldBeOfType<Decision<StaffEvent>.Accepted>();
    }

    [Fact]
    public void Rest_of_exactly_ten_hours_is_enough_and_a_minute_less_is_not()
    {
        var rested = Worked((T, T.AddHours(8)));
        Accepted(rested, Start(T.AddHours(18), 8), Med);
        Refused(rested, Start(T.AddHours(18).AddMinutes(-1), 8), Med).Code.ShouldBe(RejectionCode.StaffRestTooShort);
    }

    [Fact]
    public void Rest_counts_from_the_true_end_of_the_shift_and_not_from_the_planned_one()
    {
        var late = After(After(StaffState.New, Start(T, 8), Med), new StaffCommand.EndShift("stayed on") { At = T.AddHours(10) }, null);
        Refused(late, Start(T.AddHours(18), 8), Med).Code.ShouldBe(RejectionCode.StaffRestTooShort);
    }

    [Fact]
    public void A_shift_of_thirteen_hours_is_allowed_and_a_longer_one_is_not()
    {
        Accepted(StaffState.New, Start(T, 13), Med);
        Refused(StaffState.New, Start(T, 13.25), Med).ShouldSatisfyAllConditions(
            r => r.Code.ShouldBe(RejectionCode.StaffHoursExceeded), r => r.Because.ShouldBe("A shift of 13.3 h is longer than the 13 h allowed."));
    }

    [Fact]
    public void Sixty_hours_in_seven_days_are_allowed_and_a_quarter_more_is_not()
    {
        var fourTwelves = Worked((T, T.AddHours(12)), (T.AddDays(1), T.AddDays(1).AddHours(12)), (T.AddDays(2), T.AddDays(2).AddHours(12)), (T.AddDays(3), T.AddDays(3).AddHours(12)));
        Accepted(fourTwelves, Start(T.AddDays(4), 12), Med);
        Refused(fourTwelves, Start(T.AddDays(4), 12.25), Med).Because.ShouldBe(
            "With this shift Nurse Okafor would work 60.3 h within 7 days; at most 60 h are allowed.");
    }

    [Fact]
    public void Only_the_part_of_a_shift_inside_the_seven_days_counts()
    {
        // The week that ends with the new shift at day 7, 16:00 begins at day 0, 16:00 of T's clock (08:00): 4 of the first 12 hours lie in it.
        var week = Worked(
            (T, T.AddHours(12)), (T.AddDays(1), T.AddDays(1).AddHours(12)), (T.AddDays(2), T.AddDays(2).AddHours(12)), (T.AddDays(3), T.AddDays(3).AddHours(12)),
            (T.AddDays(4), T.AddDays(4).AddHours(12)));
        Accepted(week, Start(T.AddDays(7), 8), Med); // 4 + 48 + 8 = 60
        Refused(week, Start(T.AddDays(7).AddMinutes(-30), 8), Med).Code.ShouldBe(RejectionCode.StaffHoursExceeded); // 4.5 + 48 + 8
    }

    [Fact]
    public void Shifts_of_more_than_a_week_ago_are_forgotten_when_a_shift_ends()
    {
        var old = Worked((T, T.AddHours(8)));
        var after = After(After(old, Start(T.AddDays(8), 8), Med), new StaffCommand.EndShift("end") { At = T.AddDays(8).AddHours(8) }, null);
        after.Past.ShouldBe([new Shift(SmallHospital.Med, T.AddDays(8), T.AddDays(8).AddHours(8))]);
    }

    [Fact]
    public void Hours_and_rest_may_be_set_aside_with_a_reason()
    {
        Accepted(Worked((T, T.AddHours(8))), Start(T.AddHours(9), 16) with { Override = Say.ByTheMatron }, Med);
    }

    [Fact]
    public void One_person_works_one_shift_at_a_time()
    {
        var on = After(StaffState.New, Start(T, 8), Med);
        Refused(on, Start(T.AddHours(1), 8, SmallHospital.Icu), Icu).Code.ShouldBe(RejectionCode.StaffOnShift);
        StaffRules.Decide(Nurse, on, Start(T.AddHours(1), 8), Med, SmallHospital.Limits).ShouldBeOfType<Decision<StaffEvent>.Accepted>().Events.ShouldBeEmpty();
        Refused(StaffState.New, new StaffCommand.EndShift("x") { At = T }, null).Code.ShouldBe(RejectionCode.StaffNotOnShift);
        Refused(StaffState.New, new StaffCommand.Float(SmallHospital.Icu) { At = T }, Icu).Code.ShouldBe(RejectionCode.StaffNotOnShift);
    }

    [Fact]
    public void Floating_needs_the_skill_of_the_other_unit_and_floating_to_where_one_is_is_nothing()
    {
        var on = After(StaffState.New, Start(T, 8), Med);
        Refused(on, new StaffCommand.Float(SmallHospital.Icu) { At = T }, Icu).Code.ShouldBe(RejectionCode.StaffSkillMissing);
        Accepted(on, new StaffCommand.Float(SmallHospital.Icu, Say.ByTheMatron) { At = T }, Icu).ShouldBe(
            new StaffEvent.Floated(SmallHospital.Med, SmallHospital.Icu, Say.ByTheMatron) { At = T });
        StaffRules.Decide(Nurse, on, new StaffCommand.Float(SmallHospital.Med) { At = T }, Med, SmallHospital.Limits)
            .ShouldBeOfType<Decision<StaffEvent>.Accepted>().Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_shift_does_not_end_before_it_begins()
    {
        Refused(StaffState.New, Start(T, 0), Med).Code.ShouldBe(RejectionCode.ShiftTimes);
        var early = After(After(StaffState.New, Start(T, 8), Med), new StaffCommand.EndShift("told late") { At = T.AddHours(-1) }, null);
        early.Past.ShouldHaveSingleItem().Until.ShouldBe(T);
    }

    private static StaffCommand.StartShift Start(DateTimeOffset at, double hours, UnitId? unit = null) => new(unit ?? SmallHospital.Med, at.AddHours(hours)) { At = at };

    private static StaffState Worked(params (DateTimeOffset Since, DateTimeOffset Until)[] shifts) =>
        new(null, [.. shifts.Select(s => new Shift(SmallHospital.Med, s.Since, s.Until))]);

    private static StaffEvent Accepted(StaffState state, StaffCommand command, UnitDefinition? unit) =>
        StaffRules.Decide(Nurse, state, command, unit, SmallHospital.Limits).ShouldBeOfType<Decision<StaffEvent>.Accepted>().Events.ShouldHaveSingleItem();

    private static StaffState After(StaffState state, StaffCommand command, UnitDefinition? unit) => StaffRules.Evolve(state, Accepted(state, command, unit));

    private static Rejection Refused(StaffState state, StaffCommand command, UnitDefinition? unit) =>
        StaffRules.Decide(Nurse, state, command, unit, SmallHospital.Limits).ShouldBeOfType<Decision<StaffEvent>.Rejected>().Because;
}
