using System.Collections.Immutable;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;
using static MedMgr.Ops.Optimizer.Tests.Rostering.UnitRosters.TwoWards;

namespace MedMgr.Ops.Optimizer.Tests.Rostering.UnitRosters;

public sealed class UnitDemandTests
{
    private static readonly NurseRatio OneToFive = new(RatioMeaning.AtAllTimes, 5, 5, 0, "California");
    private static readonly NurseRatio FourOnAverage = new(RatioMeaning.AveragedWithMaximum, 4, 5, 12, "Oregon");

    [Theory]
    [InlineData(new double[] { 10, 10, 11, 10 }, 3)] // the fullest hour decides, not the average of 10.25
    [InlineData(new double[] { 10, 10, 10, 10 }, 2)]
    [InlineData(new double[] { 0, 0, 0, 0 }, 0)]
    public void At_all_times_the_fullest_hour_decides(double[] patients, int nurses) => UnitDemand.NursesFor(OneToFive, patients).ShouldBe(nurses);

    [Theory]
    [InlineData(new double[] { 10, 10, 14, 10 }, 3)] // average 11 asks for 3, the fullest hour of 14 for 3 at 1 : 5
    [InlineData(new double[] { 2, 2, 14, 2 }, 3)]    // average 5 asks for 2, the fullest hour for 3
    [InlineData(new double[] { 9, 9, 9, 9 }, 3)]     // 1 : 5 would do with 2, the average of 4 does not
    public void Averaged_ratios_ask_for_the_average_and_for_the_maximum_of_every_hour(double[] patients, int nurses) =>
        UnitDemand.NursesFor(FourOnAverage, patients).ShouldBe(nurses);

    [Fact]
    public void Nurses_are_planned_for_eighty_per_cent_of_the_courses()
    {
        // Ten courses with 5, 10, ... 50 patients: eight of them have 40 or fewer.
        var demand = Demand(courses: 10, patients: (course, _) => 5 * (course + 1));

        demand.Needs[0].Nurses.ShouldBe(8);
        demand.Needs[0].Patients.ShouldBe(40);
        demand.Source.ShouldBe("test");
    }

    [Fact]
    public void The_night_reaches_into_the_morning_of_the_day_after_and_the_day_does_not()
    {
        // 20 patients from 5 to 6 o'clock of Tuesday: in Monday's night, in no day.
        var demand = Demand(courses: 1, patients: (_, hour) => hour == 24 + 5 ? 20 : 5);

        demand.Needs.Select(n => (n.Day.DayNumber - Monday.DayNumber, n.Shift, n.Nurses)).ShouldBe([(0, "D", 1), (0, "N", 4), (1, "D", 1), (1, "N", 1)]);
    }

    [Fact]
    public void Half_of_five_nurses_rounded_up_are_registered_and_an_empty_unit_has_a_charge_nurse()
    {
        Demand(1, (_, _) => 25).Needs[0].ShouldSatisfyAllConditions(n => n.Nurses.ShouldBe(5), n => n.Registered.ShouldBe(3));
        Demand(1, (_, _) => 0).Needs[0].ShouldSatisfyAllConditions(n => n.Nurses.ShouldBe(1), n => n.Registered.ShouldBe(1));
    }

    [Theory]
    [InlineData(0, 0, 8)]
    [InlineData(10, 0, 9)]   // 44 patients
    [InlineData(0, 6, 10)]   // 46 patients
    [InlineData(10, 2, 10)]  // 46 patients: surge beds are full, not ten per cent fuller
    public void More_patients_ask_for_more_nurses(int plusPercent, int surgeBeds, int nurses) =>
        Demand(1, (_, _) => 40, new DemandChange(plusPercent, surgeBeds)).Needs[0].Nurses.ShouldBe(nurses);

    private static UnitDemand Demand(int courses, Func<int, int, float> patients, DemandChange? change = null)
    {
        ImmutableArray<ImmutableArray<float>> all = [.. Enumerable.Range(0, courses).Select(c => Enumerable.Range(0, 3 * 24).Select(h => patients(c, h)).ToImmutableArray())];
        return UnitDemand.Of(Definition, Map.Unit(West)!, new UnitCensus("test", Monday, all), days: 2, change);
    }
}
