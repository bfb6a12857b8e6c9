using MedMgr.Ops.Optimizer.AdmissionPlanning;
using static MedMgr.Ops.Optimizer.Tests.AdmissionPlanning.SmallWard;

namespace MedMgr.Ops.Optimizer.Tests.AdmissionPlanning;

public class HardRuleTests
{
    [Fact]
    public void Two_women_and_a_man_for_one_shared_day_are_one_patient_in_the_wrong_room()
    {
        var problem = With(Patient("p0"), Patient("p1"), Patient("p2", gender: GenderGroup.B)) with { Rooms = [new("r0", 3), new("r1", 3)] };
        // The man lies in the room on days 1 and 2, the women on days 0 and 1.
        Broken(problem, Plan(problem, new(0, 0, 0), new(0, 0, 0), new(1, 0, 0)), "RoomGenderMix").ShouldBe(1);
        Broken(problem, Plan(problem, new(0, 0, 0), new(0, 0, 0), new(1, 1, 0)), "RoomGenderMix").ShouldBe(0);
    }

    [Fact]
    public void An_occupant_keeps_the_other_gender_out_until_discharge()
    {
        var problem = With(Patient("p0", gender: GenderGroup.B)) with { Occupants = [Occupant("o0", room: 0, stay: 2)] };
        Broken(problem, Plan(problem, new Admission(0, 0, 0)), "RoomGenderMix").ShouldBe(2);
        Broken(problem, Plan(problem, new Admission(2, 0, 0)), "RoomGenderMix").ShouldBe(0);
    }

    [Fact]
    public void A_room_that_does_not_suit_is_one_violation_however_long_the_stay()
    {
        var problem = With(Patient("p0", stay: 3) with { UnsuitableRooms = [1] });
        Broken(problem, Plan(problem, new Admission(0, 1, 0)), "PatientRoomCompatibility").ShouldBe(1);
        Broken(problem, Plan(problem, new Admission(0, 0, 0)), "PatientRoomCompatibility").ShouldBe(0);
    }

    [Fact]
    public void A_surgeon_with_100_minutes_and_three_surgeries_of_60_is_80_minutes_over()
    {
        var problem = With(Patient("p0"), Patient("p1"), Patient("p2"), Patient("p3") with { Surgeon = 1 });
        Broken(problem, Plan(problem, new(0, 0, 0), new(0, 0, 1), new(0, 0, 0), null), "SurgeonOvertime").ShouldBe(80);
        Broken(problem, Plan(problem, new(2, 0, 0), new(2, 0, 0), new(2, 0, 0), new(1, 0, 0)), "SurgeonOvertime").ShouldBe(0);
    }

    [Fact]
    public void A_theatre_is_over_its_own_time_and_not_over_that_of_its_neighbour()
    {
        var problem = With(Patient("p0"), Patient("p1") with { Surgeon = 1 });
        Broken(problem, Plan(problem, new(2, 0, 0), new(2, 0, 0)), "OperatingTheaterOvertime").ShouldBe(60);
        Broken(problem, Plan(problem, new(2, 0, 1), new(2, 0, 1)), "OperatingTheaterOvertime").ShouldBe(0);
        Broken(problem, Plan(problem, new(0, 0, 1), null), "OperatingTheaterOvertime").ShouldBe(30);
    }

    [Fact]
    public void A_mandatory_patient_who_is_left_out_breaks_a_rule_and_an_optional_one_costs()
    {
        var problem = With(Patient("p0", mandatory: true, due: 2), Patient("p1"), Patient("p2"));
        Broken(problem, Plan(problem, null, null, null), "MandatoryUnscheduledPatients").ShouldBe(1);
        Cost(problem, Plan(problem, null, null, null), "ElectiveUnscheduledPatients").ShouldBe(2 * 290);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    public void A_patient_released_on_day_1_and_due_on_day_1_is_admitted_on_day_1(int day, int violations)
    {
        var problem = With(Patient("p0", mandatory: true, release: 1, due: 1));
        Broken(problem, Plan(problem, new Admission(day, 0, 0)), "AdmissionDay").ShouldBe(violations);
    }

    [Fact]
    public void An_optional_patient_may_come_on_any_day_from_the_release_on()
    {
        var problem = With(Patient("p0", release: 1));
        Broken(problem, Plan(problem, new Admission(2, 0, 0)), "AdmissionDay").ShouldBe(0);
        Broken(problem, Plan(problem, new Admission(0, 0, 0)), "AdmissionDay").ShouldBe(1);
    }

    [Fact]
    public void Three_patients_in_two_beds_are_one_too_many_on_each_shared_day_within_the_plan()
    {
        var problem = With(Patient("p0", stay: 3), Patient("p1", stay: 3), Patient("p2", stay: 3));
        // The third one comes on day 1 of 3: two days too many, the third lies behind the plan's end.
        Broken(problem, Plan(problem, new(0, 0, 0), new(0, 0, 0), new(1, 0, 0)), "RoomCapacity").ShouldBe(2);
        Broken(problem, Plan(problem, new(0, 0, 0), new(0, 1, 0), new(1, 0, 0)), "RoomCapacity").ShouldBe(0);
    }

    [Fact]
    public void A_nurse_who_is_off_may_not_be_assigned_even_to_an_empty_room()
    {
        var problem = With(Patient("p0", stay: 1));
        // n1 is off in shift 2, which is early on day 1, when nobody lies in r0 any more.
        var plan = AdmissionPlan.For(problem, [new Admission(0, 0, 0)], (room, _) => room == 0 ? 1 : 0);
        Broken(problem, plan, "NursePresence").ShouldBe(1);
    }

    [Fact]
    public void An_occupied_room_needs_a_nurse_in_every_shift_and_an_empty_one_needs_none()
    {
        var problem = With(Patient("p0", stay: 2));
        // r0 is occupied in shifts 0 to 3, and only shifts 1 and 5 have a nurse.
        var plan = AdmissionPlan.For(problem, [new Admission(0, 0, 0)], (_, shift) => shift is 1 or 5 ? 0 : null);
        Broken(problem, plan, "UncoveredRoom").ShouldBe(3);
    }
}
