using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Tests.Wards;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Tests.Units;

/// <summary>Both meanings of "1 nurse : n patients", with figures computed by hand.</summary>
public class StaffedCapacityTests
{
    private static readonly DateTimeOffset Noon = Ward.Start.AddHours(4);

    /// <summary>ORS 441.765: an emergency department averages 4 over 12 hours, and no nurse has more than 5.</summary>
    private static readonly NurseRatio OregonEd = new(RatioMeaning.AveragedWithMaximum, 4, 5, 12, "Oregon ORS 441.765");

    [Theory]
    [InlineData(5, 3, 15)] // medical/surgical 1:5
    [InlineData(2, 3, 6)] // intensive care 1:2
    [InlineData(4, 0, 0)] // nobody on duty
    public void California_at_all_times_is_nurses_times_patients(int patientsPerNurse, int nurses, int expected) =>
        StaffedCapacity.Of(SmallHospital.AtAllTimes(patientsPerNurse), nurses, LoadHistory.Empty, Noon).ShouldBe(expected); // Title 22 s.70217

    [Fact]
    public void California_does_not_average_a_quiet_morning_allows_nothing_more_at_noon()
    {
        var quiet = LoadHistory.Empty.Note(Noon.AddHours(-6), patients: 0, nurses: 3, TimeSpan.FromHours(12));
        StaffedCapacity.Of(SmallHospital.AtAllTimes(5), 3, quiet, Noon).ShouldBe(15);
    }

    [Fact]
    public void Oregon_without_a_past_allows_the_average() =>
        StaffedCapacity.Of(OregonEd, 2, LoadHistory.Empty, Noon).ShouldBe(8); // 4 x 2 nurses x 6 h = 48 patient-hours over the 6 h to come

    [Fact]
    public void Oregon_after_a_quiet_morning_allows_up_to_the_maximum_of_five()
    {
        // Past 6 h: 2 nurses, 4 patients = 24 patient-hours of 48 allowed. To come: (96 - 24) / 6 = 12, but never above 5 x 2.
        var quiet = LoadHistory.Empty.Note(Noon.AddHours(-6), 4, 2, TimeSpan.FromHours(12));
        StaffedCapacity.Of(OregonEd, 2, quiet, Noon).ShouldBe(10);
    }

    [Fact]
    public void Oregon_after_a_busy_morning_allows_less_than_the_average()
    {
        // Past 6 h: 2 nurses, 10 patients = 60 patient-hours. To come: (96 - 60) / 6 = 6.
        var busy = LoadHistory.Empty.Note(Noon.AddHours(-6), 10, 2, TimeSpan.FromHours(12));
        StaffedCapacity.Of(OregonEd, 2, busy, Noon).ShouldBe(6);
    }

    [Fact]
    public void Oregon_rounds_down_to_whole_patients_and_keeps_a_whole_one_whole()
    {
        // Past 6 h: 3 h with 9 patients and 3 h with 8 = 51 patient-hours. To come: (96 - 51) / 6 = 7.5.
        var mixed = LoadHistory.Empty.Note(Noon.AddHours(-6), 9, 2, TimeSpan.FromHours(12)).Note(Noon.AddHours(-3), 8, 2, TimeSpan.FromHours(12));
        StaffedCapacity.Of(OregonEd, 2, mixed, Noon).ShouldBe(7);

        // Past 6 h: 2 h with 9, 4 h with 7.5 on average as 8, 7: 18 + 16 + 14 = 48. To come: exactly 8, not 7 by rounding.
        var whole = LoadHistory.Empty.Note(Noon.AddHours(-6), 9, 2, TimeSpan.FromHours(12)).Note(Noon.AddHours(-4), 8, 2, TimeSpan.FromHours(12))
            .Note(Noon.AddHours(-2), 7, 2, TimeSpan.FromHours(12));
        StaffedCapacity.Of(OregonEd, 2, whole, Noon).ShouldBe(8);
    }

    [Fact]
    public void Oregon_counts_the_nurses_who_were_there_and_not_those_of_now()
    {
        // Past 6 h: 3 nurses, 12 patients: exactly the average. One nurse goes home: 4 x (18 + 12) = 120 - 72 = 48 over 6 h = 8.
        var past = LoadHistory.Empty.Note(Noon.AddHours(-6), 12, 3, TimeSpan.FromHours(12));
        StaffedCapacity.Of(OregonEd, 2, past, Noon).ShouldBe(8);
    }

    [Fact]
    public void Oregon_never_allows_less_than_nobody_and_nothing_at_all_without_nurses()
    {
        var overrun = LoadHistory.Empty.Note(Noon.AddHours(-6), 30, 2, TimeSpan.FromHours(12));
        StaffedCapacity.Of(OregonEd, 2, overrun, Noon).ShouldBe(0);
        StaffedCapacity.Of(OregonEd, 0, LoadHistory.Empty, Noon).ShouldBe(0);
    }

    [Fact]
    public void Oregon_forgets_what_lies_further_back_than_half_the_window()
    {
        var before = LoadHistory.Empty.Note(Noon.AddHours(-12), 10, 2, TimeSpan.FromHours(12)).Note(Noon.AddHours(-6), 8, 2, TimeSpan.FromHours(12));
        StaffedCapacity.Of(OregonEd, 2, before, Noon).ShouldBe(8);
    }
}
