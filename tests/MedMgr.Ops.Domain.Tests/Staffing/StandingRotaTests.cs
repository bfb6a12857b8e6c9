using FsCheck;
using FsCheck.Fluent;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Staffing;

namespace MedMgr.Ops.Domain.Tests.Staffing;

public class StandingRotaTests
{
    private static readonly TimeZoneInfo LosAngeles = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");
    private static readonly TimeSpan Winter = TimeSpan.FromHours(-8);
    private static readonly TimeSpan Summer = TimeSpan.FromHours(-7);

    private static readonly StandingPattern ThreeDaysOfSeven = new(new TimeOnly(7, 0), 12, OnDays: 3, OffDays: 4, Offset: 0);
    private static readonly StandingPattern EveryDay = new(new TimeOnly(7, 0), 12, OnDays: 1, OffDays: 0, Offset: 0);
    private static readonly StandingPattern EveryNight = EveryDay with { Start = new TimeOnly(19, 0) };

    [Theory]
    [InlineData("2024-01-01", 0, true)]
    [InlineData("2024-01-03", 0, true)]
    [InlineData("2024-01-04", 0, false)]
    [InlineData("2024-01-08", 0, true)]
    [InlineData("2024-01-01", 1, false)]
    [InlineData("2024-01-04", 1, true)]
    [InlineData("2023-12-31", 0, false)]
    [InlineData("2023-12-27", 0, true)]
    public void The_cycle_begins_on_the_first_day_of_2024_moved_by_the_offset_and_runs_backwards_too(string day, int offset, bool works) =>
        StandingRota.BeginsOn(ThreeDaysOfSeven with { Offset = offset }, DateOnly.Parse(day, null)).ShouldBe(works);

    [Theory]
    [InlineData("06:59:59", false)]
    [InlineData("07:00:00", true)]
    [InlineData("18:59:59", true)]
    [InlineData("19:00:00", false)]
    public void A_shift_covers_its_first_moment_and_not_its_last(string time, bool covered)
    {
        var instant = new DateTimeOffset(new DateOnly(2024, 1, 2).ToDateTime(TimeOnly.Parse(time, null)), Winter);

        (StandingRota.ShiftAt(ThreeDaysOfSeven, LosAngeles, instant) is not null).ShouldBe(covered);
    }

    [Fact]
    public void After_midnight_a_night_nurse_is_still_on_the_shift_of_the_day_before()
    {
        var firstNight = StandingRota.ShiftAt(ThreeDaysOfSeven with { Start = new TimeOnly(19, 0) }, LosAngeles, At(2024, 1, 2, 3, Winter));
        var afterTheLastNight = StandingRota.ShiftAt(ThreeDaysOfSeven with { Start = new TimeOnly(19, 0) }, LosAngeles, At(2024, 1, 4, 7, Winter));

        firstNight.ShouldBe(new RotaShift(At(2024, 1, 1, 19, Winter), At(2024, 1, 2, 7, Winter)));
        afterTheLastNight.ShouldBeNull();
    }

    [Fact]
    public void The_instant_may_come_with_any_offset()
    {
        var asUtc = At(2024, 1, 2, 8, Winter).ToUniversalTime();

        StandingRota.ShiftAt(ThreeDaysOfSeven, LosAngeles, asUtc).ShouldBe(new RotaShift(At(2024, 1, 2, 7, Winter), At(2024, 1, 2, 19, Winter)));
    }

    [Fact]
    public void The_next_change_is_the_end_of_the_shift_or_the_beginning_of_the_next_one()
    {
        StandingRota.NextChange(ThreeDaysOfSeven, LosAngeles, At(2024, 1, 3, 12, Winter)).ShouldBe(At(2024, 1, 3, 19, Winter));
        StandingRota.NextChange(ThreeDaysOfSeven, LosAngeles, At(2024, 1, 3, 19, Winter)).ShouldBe(At(2024, 1, 8, 7, Winter));
        StandingRota.NextChange(ThreeDaysOfSeven, LosAngeles, At(2024, 1, 8, 6, Winter)).ShouldBe(At(2024, 1, 8, 7, Winter));
    }

    [Fact]
    public void The_night_that_loses_an_hour_lasts_eleven_hours_and_still_hands_over_at_seven()
    {
        var night = StandingRota.ShiftAt(EveryNight, LosAngeles, At(2026, 3, 8, 1, Winter))!.Value;

        night.Start.ShouldBe(At(2026, 3, 7, 19, Winter));
        night.End.ShouldBe(At(2026, 3, 8, 7, Summer));
        (night.End - night.Start).ShouldBe(TimeSpan.FromHours(11));
    }

    [Fact]
    public void The_night_that_gains_an_hour_lasts_thirteen_hours_so_that_nobody_is_missing_at_six()
    {
        var night = StandingRota.ShiftAt(EveryNight, LosAngeles, At(2026, 11, 1, 6, Winter))!.Value;

        night.Start.ShouldBe(At(2026, 10, 31, 19, Summer));
        (night.End - night.Start).ShouldBe(TimeSpan.FromHours(13));
    }

    [Fact]
    public void A_shift_that_would_begin_in_the_skipped_hour_begins_when_the_clocks_jump()
    {
        var atHalfPastTwo = EveryDay with { Start = new TimeOnly(2, 30), Hours = 4 };

        StandingRota.ShiftAt(atHalfPastTwo, LosAngeles, At(2026, 3, 8, 3, Summer)).ShouldBe(
            new RotaShift(At(2026, 3, 8, 3, Summer), new DateTimeOffset(2026, 3, 8, 6, 30, 0, Summer)));
    }

    [Fact]
    public void A_shift_that_lies_in_the_skipped_hour_does_not_take_place()
    {
        var fromTwoToThree = EveryDay with { Start = new TimeOnly(2, 0), Hours = 1 };

        StandingRota.NextChange(fromTwoToThree, LosAngeles, At(2026, 3, 8, 1, Winter)).ShouldBe(At(2026, 3, 9, 2, Summer));
        StandingRota.ShiftsBetween(fromTwoToThree, LosAngeles, At(2026, 3, 8, 0, Winter), At(2026, 3, 8, 12, Summer)).ShouldBeEmpty();
    }

    [Fact]
    public void A_shift_that_begins_in_the_doubled_hour_begins_the_first_time()
    {
        var atHalfPastOne = EveryDay with { Start = new TimeOnly(1, 30), Hours = 4 };

        StandingRota.ShiftAt(atHalfPastOne, LosAngeles, At(2026, 11, 1, 3, Winter))!.Value.Start.ShouldBe(new DateTimeOffset(2026, 11, 1, 1, 30, 0, Summer));
    }

    [Fact]
    public void Of_a_day_and_a_night_worker_exactly_one_is_on_duty_at_every_hour_of_a_year()
    {
        var begin = At(2026, 1, 1, 0, Winter);
        for (var hour = 0; hour < 365 * 24; hour++)
        {
            var instant = begin.AddHours(hour);
            var day = StandingRota.ShiftAt(EveryDay, LosAngeles, instant) is not null;
            var night = StandingRota.ShiftAt(EveryNight, LosAngeles, instant) is not null;

            (day ^ night).ShouldBeTrue($"at {instant:O}");
        }
    }

    [Fact]
    public void The_shifts_between_two_moments_are_those_that_overlap_them()
    {
        StandingRota.ShiftsBetween(ThreeDaysOfSeven, LosAngeles, At(2024, 1, 2, 12, Winter), At(2024, 1, 8, 7, Winter)).ShouldBe(
            [new(At(2024, 1, 2, 7, Winter), At(2024, 1, 2, 19, Winter)), new(At(2024, 1, 3, 7, Winter), At(2024, 1, 3, 19, Winter))]);
        StandingRota.ShiftsBetween(ThreeDaysOfSeven, LosAngeles, At(2024, 1, 2, 12, Winter), At(2024, 1, 2, 12, Winter)).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_changes_between_an_instant_and_its_next_change()
    {
        var patterns =
            from start in Gen.Choose(0, 47)
            from hours in Gen.Choose(1, 24)
            from onDays in Gen.Choose(1, 7)
            from offDays in Gen.Choose(0, 7)
            from offset in Gen.Choose(0, onDays + offDays - 1)
            select new StandingPattern(TimeOnly.MinValue.AddMinutes(30 * start), hours, onDays, offDays, offset);
        var moments = Gen.Choose(0, 3 * 365 * 48).Select(halfHour => At(2025, 1, 1, 0, Winter).AddMinutes(30 * halfHour));

        // FsCheck prints the seed and the case when it fails.
        Prop.ForAll(patterns.Zip(moments).ToArbitrary(), drawn =>
        {
            var (pattern, instant) = drawn;
            var now = StandingRota.ShiftAt(pattern, LosAngeles, instant);
            var change = StandingRota.NextChange(pattern, LosAngeles, instant);
            return change > instant
                && StandingRota.ShiftAt(pattern, LosAngeles, change.AddTicks(-1)) == now
                && StandingRota.ShiftAt(pattern, LosAngeles, change) != now
                && StandingRota.ShiftsBetween(pattern, LosAngeles, instant, instant.AddTicks(1)).SequenceEqual(now is { } shift ? [shift] : []);
        }).QuickCheckThrowOnFailure();
    }

    private static DateTimeOffset At(int year, int month, int day, int hour, TimeSpan offset) => new(year, month, day, hour, 0, 0, offset);
}
