using System.Collections.Immutable;
using MedMgr.Load.Season;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Load.Tests.Season;

public sealed class SeasonRateTests
{
    private static readonly SeasonShape FluSeason = SeasonShape.Of(RepositoryFile.FluSeason());

    // One kind of patient, 60 an hour at noon and 30 in any other hour.
    private static readonly SeasonShape Plain = new(
        "plain", new DateOnly(2025, 2, 3), [.. Enumerable.Range(0, 24).Select(h => new SeasonHour(h == 12 ? 60 : 30, 0, 0, 0))]);

    [Fact]
    public void The_flu_seasons_busiest_day_is_a_Monday_at_its_second_peak()
    {
        FluSeason.Day.DayOfWeek.ShouldBe(DayOfWeek.Monday);
        FluSeason.Day.ShouldBe(new DateOnly(2025, 2, 3));
    }

    [Fact]
    public void Its_patients_are_those_of_the_scenario()
    {
        var scenario = RepositoryFile.FluSeason();

        // The scenario's own figures: visits of a Monday, the epidemic's admissions and visits, the theatre list, transfers, births.
        var epidemic = scenario.Epidemic!.AdmissionsPerDay(FluSeason.Day.DayNumber + 0.5);
        var expected = (scenario.Emergency.ArrivalsPerDay * 1.08) + (epidemic * 7) + 13 + 2.5 + 8;
        FluSeason.Hours.Sum(h => h.Total).ShouldBe(expected, 0.5);
        FluSeason.Hours.Sum(h => h.Elective).ShouldBe(13, 1e-9);
        FluSeason.Hours[3].Elective.ShouldBe(0);
    }

    [Fact]
    public void Each_kind_of_patient_is_picked_as_often_as_it_comes()
    {
        var hour = new SeasonHour(5, 3, 2, 10);
        var picked = Enumerable.Range(0, 20).Select(i => hour.Pick((i + 0.5) / 20)).CountBy(k => k).ToDictionary();
        picked.ShouldBe(new Dictionary<VisitKind, int>
        {
            [VisitKind.EmergencyHome] = 5, [VisitKind.EmergencyAdmitted] = 3, [VisitKind.Elective] = 2, [VisitKind.Direct] = 10,
        });
    }

    [Fact]
    public void Twenty_times_the_factor_is_twenty_times_the_patients_and_the_pace_counts_alike()
    {
        var one = new SeasonRate(Plain, Factor: 1, Pace: 60, ConsoleShare: 0, Steady: true);
        one.PatientsPerSecond.ShouldBe(1); // 60 an hour, an hour a minute
        (one with { Factor = 20 }).PatientsPerSecond.ShouldBe(20, 1e-9);
        (one with { Pace = 1 }).PatientsPerSecond.ShouldBe(1 / 60.0, 1e-9);
    }

    [Fact]
    public void Messages_of_the_console_are_not_sent_over_MLLP()
    {
        var told = new SeasonRate(Plain, 1, 60, ConsoleShare: 0, Steady: true);
        told.MessagesPerPatient.ShouldBe(3 + 2 + 0.02, 1e-9); // A04 A08 A03, A20 twice, the cancelled departures
        (told with { ConsoleShare = 1 }).MessagesPerPatient.ShouldBe(3 + 0.02, 1e-9);
        told.AtMessages(100).MessagesPerSecond.ShouldBe(100, 1e-9);
    }

    [Fact]
    public void The_rate_rises_in_the_first_half_of_the_ramp_and_is_Poisson_then()
    {
        var rate = new SeasonRate(Plain, Factor: 100, Pace: 60, ConsoleShare: 0, Steady: true);
        var random = new Random(11);
        var ramp = TimeSpan.FromSeconds(10);
        var counts = new int[20];
        for (var at = rate.Next(TimeSpan.Zero, ramp, Draw(random)); at < TimeSpan.FromSeconds(20); at = rate.Next(at, ramp, Draw(random)))
        {
            counts[(int)at.TotalSeconds]++;
        }

        // 100 a second from the fifth second on; before it 10, 30, 50, 70, 90.
        counts[..5].Sum().ShouldBeInRange(250 - 64, 250 + 64);
        counts[0].ShouldBeLessThan(30);
        counts[5..].Sum().ShouldBeInRange(1500 - 155, 1500 + 155);
    }

    [Fact]
    public void The_day_goes_on_from_its_busiest_hour_unless_it_is_to_stay()
    {
        var moving = new SeasonRate(Plain, 1, 60, 0, Steady: false);
        moving.HourAt(TimeSpan.FromSeconds(59)).Total.ShouldBe(60);
        moving.HourAt(TimeSpan.FromSeconds(61)).Total.ShouldBe(30);
        moving.HourAt(TimeSpan.FromMinutes(24)).Total.ShouldBe(60);
        (moving with { Steady = true }).HourAt(TimeSpan.FromSeconds(61)).Total.ShouldBe(60);
    }

    [Theory]
    [InlineData(100, 3.0)]     // half of 100 beds for 10 patients a second: 5 s each, no longer than asked for
    [InlineData(60, 2.2)]      // 30 beds: 3 s, of which 0.8 for the turnover
    [InlineData(40, null)]     // 20 beds: 1.2 s left, too short to be shown
    public void Visits_are_compressed_to_what_half_of_the_free_beds_can_hold(int freeBeds, double? seconds)
    {
        var rate = new SeasonRate(Plain, Factor: 10, Pace: 60, ConsoleShare: 0, Steady: true);
        rate.StayIn(freeBeds, TimeSpan.FromSeconds(3))?.TotalSeconds.ShouldBe(seconds!.Value, 1e-9);
        (rate.StayIn(freeBeds, TimeSpan.FromSeconds(3)) is null).ShouldBe(seconds is null);
    }

    private static double Draw(Random random) => -Math.Log(1 - random.NextDouble());
}

internal static class RepositoryFile
{
    public static string Path(params string[] parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "MedMgr.Ops.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return System.IO.Path.Combine([folder.FullName, .. parts]);
    }

    public static Scenario FluSeason() => ((ScenarioReading.Read)ScenarioFile.Load(Path("scenarios", "flu-season.yaml"))).Scenario;
}
