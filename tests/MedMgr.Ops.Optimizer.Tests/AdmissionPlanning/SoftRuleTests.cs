using MedMgr.Ops.Optimizer.AdmissionPlanning;
using static MedMgr.Ops.Optimizer.Tests.AdmissionPlanning.SmallWard;

namespace MedMgr.Ops.Optimizer.Tests.AdmissionPlanning;

public class SoftRuleTests
{
    [Fact]
    public void A_child_beside_an_elderly_patient_for_two_days_costs_two_steps_a_day()
    {
        var problem = With(Patient("p0", age: 0), Patient("p1", age: 2), Patient("p2", age: 1, stay: 1)) with { Rooms = [new("r0", 3), new("r1", 1)] };
        // Between them the adult changes nothing: two days of two steps. Alone with the child the adult costs one.
        Cost(problem, Plan(problem, new(0, 0, 0), new(0, 0, 0), new(0, 0, 0)), "RoomAgeMix").ShouldBe(5 * 4);
        Cost(problem, Plan(problem, new(0, 0, 0), new(0, 1, 0), new(0, 0, 0)), "RoomAgeMix").ShouldBe(5 * 1);
    }

    [Fact]
    public void A_nurse_of_skill_0_lacks_two_levels_for_one_shift_and_one_for_another()
    {
        var problem = With(Patient("p0") with { SkillRequired = [2, 0, 1, 0] });
        Cost(problem, Plan(problem, new Admission(1, 0, 0)), "RoomSkillLevel").ShouldBe(7 * 3);
        // Needs are counted from the admission: n1, of skill 2, in the first shift of day 1 would be off; from day 1 late on she covers the rest.
        var plan = AdmissionPlan.For(problem, [new Admission(1, 0, 0)], (_, shift) => shift >= 3 ? 1 : 0);
        Cost(problem, plan, "RoomSkillLevel").ShouldBe(7 * 2);
    }

    [Fact]
    public void Each_different_nurse_of_each_patient_and_occupant_costs_once()
    {
        var problem = With(Patient("p0", stay: 3), Patient("p1", stay: 1)) with { Occupants = [Occupant("o0", room: 1, stay: 1)] };
        // r0: n0, n1, n0, n0, n0, n0: p0 sees two, p1, who comes on day 2, one. r1: o0 sees n0 only; what nurses do in the empty room later counts nothing.
        var plan = AdmissionPlan.For(problem, [new Admission(0, 0, 0), new Admission(2, 0, 0)], (room, shift) => (room, shift) is (0, 1) or (1, 4) ? 1 : 0);
        Cost(problem, plan, "ContinuityOfCare").ShouldBe(11 * (2 + 1 + 1));
    }

    [Fact]
    public void Work_of_all_rooms_of_a_nurse_counts_against_the_maximum_of_the_shift()
    {
        var problem = With(Patient("p0", stay: 1) with { Workload = [3, 1] }, Patient("p1", stay: 1) with { Workload = [3, 4] });
        // n0 can do 4: 6 early, 5 late. With n1 (9) late in p1's room only the two above 4 in the early shift remain.
        Cost(problem, Plan(problem, new(0, 0, 0), new(0, 1, 0)), "ExcessiveNurseWorkload").ShouldBe(13 * 3);
        var shared = AdmissionPlan.For(problem, [new Admission(0, 0, 0), new Admission(0, 1, 0)], (room, shift) => room == 1 && shift == 1 ? 1 : 0);
        Cost(problem, shared, "ExcessiveNurseWorkload").ShouldBe(13 * 2);
    }

    [Fact]
    public void A_theatre_costs_for_each_day_on_which_it_is_used_however_often()
    {
        var problem = With(Patient("p0"), Patient("p1"), Patient("p2"), Patient("p3"));
        Cost(problem, Plan(problem, new(1, 0, 0), new(1, 0, 0), new(1, 0, 1), new(2, 0, 0)), "OpenOperatingTheater").ShouldBe(17 * 3);
    }

    [Fact]
    public void A_surgeon_who_uses_two_theatres_on_a_day_changes_once()
    {
        var problem = With(Patient("p0"), Patient("p1"), Patient("p2"), Patient("p3") with { Surgeon = 1 });
        Cost(problem, Plan(problem, new(2, 0, 0), new(2, 0, 1), new(2, 0, 1), new(2, 0, 0)), "SurgeonTransfer").ShouldBe(19);
        Cost(problem, Plan(problem, new(2, 0, 1), new(1, 0, 0), new(2, 0, 1), new(2, 0, 0)), "SurgeonTransfer").ShouldBe(0);
    }

    [Fact]
    public void Waiting_is_counted_from_the_release_and_only_for_who_is_admitted()
    {
        var problem = With(Patient("p0", release: 0), Patient("p1", release: 1), Patient("p2", release: 0));
        Cost(problem, Plan(problem, new(2, 0, 0), new(2, 0, 0), null), "PatientDelay").ShouldBe(23 * 3);
    }

    [Fact]
    public void The_whole_cost_is_the_sum_of_the_rules()
    {
        var problem = With(Patient("p0", release: 0), Patient("p1"));
        var check = AdmissionCheck.Of(problem, Plan(problem, new(1, 0, 0), null));
        // One nurse, one theatre, one day of waiting, one patient left out.
        (check.Violations, check.Cost).ShouldBe((0, 11 + 17 + 23 + 290));
    }

    [Fact]
    public void A_plan_for_another_problem_is_refused()
    {
        var problem = With(Patient("p0"));
        Should.Throw<ArgumentException>(() => Plan(problem)).Message.ShouldContain("0 admissions for 1 patients");
        Should.Throw<ArgumentException>(() => Plan(problem, new Admission(0, 2, 0)));
        Should.Throw<ArgumentException>(() => AdmissionPlan.For(problem, [null], (_, _) => 2)).Message.ShouldContain("Nurse 2");
    }
}
