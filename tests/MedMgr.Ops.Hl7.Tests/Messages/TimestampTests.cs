using MedMgr.Ops.Hl7.Messages;

namespace MedMgr.Ops.Hl7.Tests.Messages;

public class TimestampTests
{
    private static readonly TimeZoneInfo Chicago = TimeZoneInfo.CreateCustomTimeZone(
        "test", TimeSpan.FromHours(-6), "test", "test", "test summer",
        [TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            new DateTime(2020, 1, 1), new DateTime(2030, 12, 31), TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 2, DayOfWeek.Sunday),
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 11, 1, DayOfWeek.Sunday))]);

    [Theory]
    [InlineData("2026", "2026-01-01T00:00:00-06:00", TimestampPrecision.Year)]
    [InlineData("202603", "2026-03-01T00:00:00-06:00", TimestampPrecision.Month)]
    [InlineData("20260315", "2026-03-15T00:00:00-05:00", TimestampPrecision.Day)]
    [InlineData("2026070113", "2026-07-01T13:00:00-05:00", TimestampPrecision.Hour)]
    [InlineData("202607011305", "2026-07-01T13:05:00-05:00", TimestampPrecision.Minute)]
    [InlineData("20260701130507", "2026-07-01T13:05:07-05:00", TimestampPrecision.Second)]
    [InlineData("20260701130507.25", "2026-07-01T13:05:07.25-05:00", TimestampPrecision.Fraction)]
    [InlineData("20260701130507+0530", "2026-07-01T13:05:07+05:30", TimestampPrecision.Second)]
    [InlineData("202607011305-0330", "2026-07-01T13:05:00-03:30", TimestampPrecision.Minute)]
    [InlineData(" 20260701 ", "2026-07-01T00:00:00-05:00", TimestampPrecision.Day)]
    [InlineData("20261101013000", "2026-11-01T01:30:00-06:00", TimestampPrecision.Second)]
    public void A_stamp_of_any_precision_is_an_instant_of_its_own_or_the_sites_zone(string text, string expected, TimestampPrecision precision)
    {
        Hl7Timestamp.TryParse(text, out Hl7Timestamp stamp).ShouldBeTrue();
        DateTimeOffset at = stamp.In(Chicago);
        at.ShouldBe(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));
        at.Offset.ShouldBe(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture).Offset);
        stamp.Precision.ShouldBe(precision);
    }

    [Theory]
    [InlineData("")]
    [InlineData("026")]
    [InlineData("20261301")]
    [InlineData("20260229")]
    [InlineData("20260000")]
    [InlineData("2026030124")]
    [InlineData("202603012360")]
    [InlineData("20260301120060")]
    [InlineData("20260301120000.")]
    [InlineData("202603011200.5")]
    [InlineData("20260301120000+01")]
    [InlineData("20260301120000+1500")]
    [InlineData("20260301120000+0160")]
    [InlineData("01.03.2026")]
    [InlineData("2026-03-01T12:00")]
    [InlineData("00010101")]
    [InlineData("２０２６")]
    public void What_is_no_calendar_time_is_refused(string text) => Hl7Timestamp.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void A_stamp_is_written_to_the_second_with_its_offset() =>
        Hl7Timestamp.Format(new DateTimeOffset(2026, 3, 1, 8, 15, 2, TimeSpan.FromHours(-6))).ShouldBe("20260301081502-0600");
}
