using MedMgr.Ops.Optimizer.AdmissionPlanning;

namespace MedMgr.Ops.Optimizer.Tests.AdmissionPlanning;

/// <summary>
/// A hospital small enough to count by hand: three days of two shifts; rooms of two beds and of one; two theatres; two surgeons; a nurse of skill 0 and one of skill 2. Every weight
/// is another prime, so that no rule's cost can pass for another's.
/// </summary>
internal static class SmallWard
{
    public static readonly AdmissionWeights Weights = new(
        MixedAge: 5, NurseSkill: 7, Continuity: 11, NurseWorkload: 13, OpenTheatre: 17, SurgeonTransfer: 19, Delay: 23, Unscheduled: 290);

    public static AdmissionProblem With(params ElectivePatient[] patients) => new()
    {
        Name = "small",
        Days = 3,
        ShiftNames = ["early", "late"],
        AgeGroups = ["child", "adult", "elderly"],
        SkillLevels = 3,
        Weights = Weights,
        Patients = [.. patients],
        Occupants = [],
        Surgeons = [new("s0", [100, 60, 200]), new("s1", [0, 90, 90])],
        Theatres = [new("t0", [120, 120, 60]), new("t1", [30, 120, 120])],
        Rooms = [new("r0", 2), new("r1", 1)],
        Nurses = [new("n0", 0, [4, 4, 4, 4, 4, 4]), new("n1", 2, [9, 9, null, 9, 9, 9])],
    };

    /// <summary>Two days, 60 minutes by s0, released on day 0; one unit of work and no skill in each shift, unless said otherwise.</summary>
    public static ElectivePatient Patient(string id, int stay = 2, GenderGroup gender = GenderGroup.A, int age = 1, bool mandatory = false, int release = 0, int? due = null) => new()
    {
        Id = id,
        Gender = gender,
        AgeGroup = age,
        LengthOfStay = stay,
        Workload = [.. Enumerable.Repeat(1, stay * 2)],
        SkillRequired = [.. Enumerable.Repeat(0, stay * 2)],
        Mandatory = mandatory,
        ReleaseDay = release,
        DueDay = due,
        SurgeryMinutes = 60,
        Surgeon = 0,
        UnsuitableRooms = [],
    };

    public static Occupant Occupant(string id, int room, int stay, GenderGroup gender = GenderGroup.A, int age = 1) => new()
    {
        Id = id,
        Gender = gender,
        AgeGroup = age,
        LengthOfStay = stay,
        Workload = [.. Enumerable.Repeat(1, stay * 2)],
        SkillRequired = [.. Enumerable.Repeat(0, stay * 2)],
        Room = room,
    };

    /// <summary>Nurse n0 everywhere and always.</summary>
    public static AdmissionPlan Plan(AdmissionProblem problem, params Admission?[] admissions) => AdmissionPlan.For(problem, admissions, (_, _) => 0);

    /// <summary>Units of the hard rule.</summary>
    public static int Broken(AdmissionProblem problem, AdmissionPlan plan, string rule) => AdmissionCheck.Of(problem, plan).Hard.Single(r => r.Rule.Name == rule).Units;

    /// <summary>Cost of the soft rule.</summary>
    public static int Cost(AdmissionProblem problem, AdmissionPlan plan, string rule) => AdmissionCheck.Of(problem, plan).Soft.Single(r => r.Rule.Name == rule).Cost;
}
