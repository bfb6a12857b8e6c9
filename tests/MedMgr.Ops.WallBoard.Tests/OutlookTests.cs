using System.Collections.Immutable;
using System.Globalization;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.WallBoard.Live;
using MedMgr.Ops.WallBoard.Rendering;
using MedMgr.Ops.WallBoard.Tests.Support;

namespace MedMgr.Ops.WallBoard.Tests;

/// <summary>The day so far and the fan of the next two days as curves.</summary>
public sealed class OutlookTests
{
    private static readonly DateTimeOffset From = SyntheticHospital.Now;

    [Fact]
    public void Now_stands_at_a_third_and_the_fan_ends_at_the_right_edge()
    {
        var fan = OutlookFan.Of([], SyntheticOutlook.Make(From));
        Points(fan.Now).Select(p => p.X).ShouldAllBe(x => x == OutlookFan.Width / 3.0);
        Points(fan.Middle)[^1].X.ShouldBe(OutlookFan.Width);
        Points(fan.Staffed).Length.ShouldBe(48);
    }

    [Fact]
    public void More_beds_stand_higher_and_everything_stays_in_the_picture()
    {
        var fan = OutlookFan.Of(Past((-20, 200), (-2, 320)), SyntheticOutlook.Make(From));
        var past = Points(fan.Past);
        past[1].Y.ShouldBeLessThan(past[0].Y, "SVG counts from the top");
        new[] { fan.Past, fan.Band, fan.Middle, fan.Staffed }.SelectMany(Points).ShouldAllBe(p => p.Y >= 0 && p.Y <= OutlookFan.Height && p.X >= 0 && p.X <= OutlookFan.Width);
    }

    [Fact]
    public void The_fan_opens_where_the_day_so_far_ends()
    {
        var fan = OutlookFan.Of(Past((-3, 310), (-1, 325)), SyntheticOutlook.Make(From));
        Points(fan.Middle)[0].ShouldBe(Points(fan.Past)[^1]);
        Points(fan.Band)[0].ShouldBe(Points(fan.Past)[^1]);
    }

    [Fact]
    public void What_is_older_than_a_day_or_younger_than_the_forecast_is_not_drawn() =>
        Points(OutlookFan.Of(Past((-25, 100), (-5, 300), (1, 400)), SyntheticOutlook.Make(From)).Past).Length.ShouldBe(2, "one sample and the moment of the forecast");

    [Fact]
    public void An_outlook_that_reaches_a_day_says_nothing_of_two()
    {
        var day = new Outlook(From, SyntheticOutlook.Make(From).Hours[..24]);
        day.In(24)!.At.ShouldBe(From.AddHours(24));
        day.In(48).ShouldBeNull();
    }

    [Theory]
    [InlineData("", "overview")]
    [InlineData("flow", "flow")]
    [InlineData("unit:4 East", "unit")]
    [InlineData("pin:ICU", "overview")]
    public void A_page_is_named_and_found_by_its_name(string name, string kind)
    {
        var page = BoardPage.Parse(name)!;
        page.Name.ShouldBe(name);
        page.Kind.ToString().ShouldBe(kind, StringCompareShould.IgnoreCase);
    }

    [Theory]
    [InlineData("flow:ICU")]
    [InlineData("unit")]
    [InlineData("unit:")]
    [InlineData("unit:a/b")]
    [InlineData("roster:ICU")]
    public void A_name_that_is_no_page_is_none(string name) => BoardPage.Parse(name).ShouldBeNull();

    [Theory]
    [InlineData(7, 19, 6.9, "dark")]
    [InlineData(7, 19, 7, "light")]
    [InlineData(7, 19, 19, "dark")]
    [InlineData(20, 4, 23, "light")]
    [InlineData(20, 4, 12, "dark")]
    [InlineData(8, 8, 8, "dark")]
    public void A_wall_is_light_from_one_time_until_the_other_over_midnight_too(int from, int until, double at, string theme) =>
        Daylight.ThemeAt(
            Domain.Definition.WallDefinition.Default with { LightFrom = new TimeOnly(from, 0), LightUntil = new TimeOnly(until, 0) }, TimeZoneInfo.Utc,
            new DateTimeOffset(2026, 2, 3, 0, 0, 0, TimeSpan.Zero).AddHours(at)).ShouldBe(theme);

    private static ImmutableArray<TrendSample> Past(params ReadOnlySpan<(int Hours, int Occupied)> samples)
    {
        var past = ImmutableArray.CreateBuilder<TrendSample>();
        foreach (var (hours, occupied) in samples)
        {
            past.Add(new TrendSample(From.AddHours(hours), occupied, 380, 0, null));
        }

        return past.ToImmutable();
    }

    private static (double X, double Y)[] Points(string path) =>
    [
        .. path.TrimEnd('Z').Split(['M', 'L'], StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split(' '))
            .Select(p => (double.Parse(p[0], CultureInfo.InvariantCulture), double.Parse(p[1], CultureInfo.InvariantCulture))),
    ];
}
