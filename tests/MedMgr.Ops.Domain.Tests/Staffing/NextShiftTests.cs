using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Domain.Tests.Wards;

namespace MedMgr.Ops.Domain.Tests.Staffing;

public class NextShiftTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_next_shift_is_the_handover_with_most_nurses_and_not_the_first_to_come()
    {
        var next = Next(Nurse("A", 19), Nurse("B", 19), Nurse("C", 15));
        next!.At.ShouldBe(Noon.AddHours(7));
        next.Units.Single(u => u.Unit == SmallHospital.Med).ShouldBe(new UnitNextShift(SmallHospital.Med, Nurses: 3, Capacity: 15, PatientsPerNurse: 5));
        next.Units.Single(u => u.Unit == SmallHospital.Icu).Nurses.ShouldBe(0);
    }

    [Fact]
    public void Clerks_and_nurses_on_their_days_off_are_not_counted()
    {
        var next = Next(Nurse("A", 19), Nurse("B", 19) with { Role = StaffRole.Clerk }, Nurse("C", 19) with { Pattern = new StandingPattern(new TimeOnly(19, 0), 12, 1, 6, 3) });
        next!.Units.Single(u => u.Unit == SmallHospital.Med).Nurses.ShouldBe(1);
    }

    [Fact]
    public void Nobody_begins_within_twelve_hours() => Next(Nurse("A", 7)).ShouldBeNull();

    [Theory]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    [InlineData(11, 2)]
    public void A_gap_is_the_nurses_missing_for_the_patients_beyond_the_capacity(int patients, int gap) =>
        new UnitNextShift(SmallHospital.Med, 1, 5, 5).GapFor(patients).ShouldBe(gap);

    private static NextShift? Next(params ReadOnlySpan<StaffDefinition> staff) => NextShift.Of(SmallHospital.Definition with { Staff = [.. staff] }, TimeZoneInfo.Utc, Noon);

    private static StaffDefinition Nurse(string id, int startHour) => new(
        new StaffId(id), id, StaffRole.RegisteredNurse, SmallHospital.Med, [LevelOfCare.General], null, new StandingPattern(new TimeOnly(startHour, 0), 12, 7, 0, 0));
}
