using System.Text;
using MedMgr.Ops.Optimizer.AdmissionPlanning;
using MedMgr.Ops.Optimizer.AdmissionPlanning.PublicProblems;

namespace MedMgr.Ops.Optimizer.Tests.AdmissionPlanning;

public class IhtpFileTests
{
    /// <summary>One room, one nurse, a mandatory patient, an optional one and an occupant.</summary>
    private const string Small = """
        {
          "days": 2, "skill_levels": 2, "shift_types": ["early", "late"], "age_groups": ["infant", "adult"],
          "weights": {"room_mixed_age": 1, "room_nurse_skill": 2, "continuity_of_care": 3, "nurse_eccessive_workload": 4,
            "open_operating_theater": 5, "surgeon_transfer": 6, "patient_delay": 7, "unscheduled_optional": 8},
          "occupants": [{"id": "a0", "gender": "B", "age_group": "adult", "length_of_stay": 1, "workload_produced": [1, 2], "skill_level_required": [0, 1], "room_id": "r1"}],
          "patients": [
            {"id": "p0", "mandatory": true, "gender": "A", "age_group": "infant", "length_of_stay": 1, "surgery_release_day": 0, "surgery_due_day": 1,
              "surgery_duration": 90, "surgeon_id": "s0", "incompatible_room_ids": ["r1"], "workload_produced": [3, 4], "skill_level_required": [1, 0]},
            {"id": "p1", "mandatory": false, "gender": "B", "age_group": "adult", "length_of_stay": 2, "surgery_release_day": 1,
              "surgery_duration": 30, "surgeon_id": "s0", "incompatible_room_ids": [], "workload_produced": [1, 1, 1, 1], "skill_level_required": [0, 0, 0, 0]}],
          "surgeons": [{"id": "s0", "max_surgery_time": [120, 0]}],
          "operating_theaters": [{"id": "t0", "availability": [240, 60]}],
          "rooms": [{"id": "r0", "capacity": 2}, {"id": "r1", "capacity": 1}],
          "nurses": [{"id": "n0", "skill_level": 1, "working_shifts": [{"day": 0, "shift": "late", "max_load": 5}, {"day": 1, "shift": "early", "max_load": 6}]}]
        }
        """;

    [Fact]
    public void A_problem_of_the_competition_is_read_whole()
    {
        var problem = Read(Small).ShouldBeOfType<IhtpReading<AdmissionProblem>.Read>().Value;
        (problem.Name, problem.Days, problem.Shifts, problem.SkillLevels).ShouldBe(("i00", 2, 4, 2));
        problem.Weights.ShouldBe(new AdmissionWeights(1, 2, 3, 4, 5, 6, 7, 8));
        var (p0, p1) = (problem.Patients[0], problem.Patients[1]);
        (p0.Mandatory, p0.Gender, p0.AgeGroup, p0.ReleaseDay, p0.DueDay, p0.SurgeryMinutes, p0.Surgeon).ShouldBe((true, GenderGroup.A, 0, 0, 1, 90, 0));
        p0.UnsuitableRooms.ShouldBe([1]);
        p0.Workload.ShouldBe([3, 4]);
        p0.SkillRequired.ShouldBe([1, 0]);
        (p1.Mandatory, p1.Gender, p1.DueDay, p1.LengthOfStay).ShouldBe((false, GenderGroup.B, null, 2));
        (problem.Occupants[0].Room, problem.Occupants[0].Gender).ShouldBe((1, GenderGroup.B));
        problem.Nurses[0].MaxLoadIn.ShouldBe([null, 5, 6, null]);
        problem.Theatres[0].MinutesOn.ShouldBe([240, 60]);
        problem.Surgeons[0].MinutesOn.ShouldBe([120, 0]);
        problem.Rooms.ShouldBe([new("r0", 2), new("r1", 1)]);
    }

    [Theory]
    [InlineData("\"surgery_duration\": 90, ", "", "patients[0].surgery_duration: is missing")]
    [InlineData("\"surgeon_id\": \"s0\", \"incompatible_room_ids\": [],", "\"surgeon_id\": \"s9\", \"incompatible_room_ids\": [],", "patients[1].surgeon_id: \"s9\" is not one of surgeons")]
    [InlineData("\"workload_produced\": [3, 4]", "\"workload_produced\": [3]", "patients[0].workload_produced: must hold 2 numbers, not 1")]
    [InlineData("\"skill_level_required\": [0, 1]", "\"skill_level_required\": [0, 2]", "occupants[0].skill_level_required[1]: must be from 0 to 1, not 2")]
    [InlineData("\"surgery_due_day\": 1,", "\"surgery_due_day\": 2,", "patients[0].surgery_due_day: must be from 0 to 1, not 2")]
    [InlineData("\"surgery_due_day\": 1,", "", "patients[0].surgery_due_day: is missing")]
    [InlineData("\"surgery_release_day\": 1,", "\"surgery_release_day\": 1, \"surgery_due_day\": 1,", "patients[1].surgery_due_day: is for mandatory patients only")]
    [InlineData("\"gender\": \"A\"", "\"gender\": \"F\"", "patients[0].gender: must be \"A\" or \"B\"")]
    [InlineData("\"mandatory\": true", "\"mandatory\": 1", "patients[0].mandatory: must be true or false, not 1")]
    [InlineData("\"id\": \"p1\"", "\"id\": \"p0\"", "patients[1].id: \"p0\" stands twice in occupants and patients")]
    [InlineData("\"max_surgery_time\": [120, 0]", "\"max_surgery_time\": [120, 0, 5]", "surgeons[0].max_surgery_time: must hold 2 numbers, not 3")]
    [InlineData("\"shift\": \"late\"", "\"shift\": \"noon\"", "nurses[0].working_shifts[0].shift: \"noon\" is not one of shift_types")]
    [InlineData("\"day\": 1, \"shift\": \"early\"", "\"day\": 0, \"shift\": \"late\"", "nurses[0].working_shifts[1]: the nurse works this shift twice")]
    [InlineData("\"days\": 2", "\"days\": 2.5", "days: must be a whole number, not 2.5")]
    [InlineData("\"patient_delay\": 7", "\"patient_delay\": 7, \"patient_wait\": 1", "weights: has an unknown key \"patient_wait\"; known are room_mixed_age, room_nurse_skill, continuity_of_care, nurse_eccessive_workload, open_operating_theater, surgeon_transfer, patient_delay, unscheduled_optional")]
    [InlineData("\"rooms\": [{\"id\": \"r0\", \"capacity\": 2}, {\"id\": \"r1\", \"capacity\": 1}]", "\"rooms\": [{\"id\": \"r0\", \"capacity\": 2}, {\"id\": \"r1\", \"capacity\": -1}]", "rooms[1].capacity: must be at least 0, not -1")]
    public void What_is_wrong_with_a_file_is_named_with_its_path(string right, string wrong, string error)
    {
        Small.ShouldContain(right);
        var faulty = Read(Small.Replace(right, wrong, StringComparison.Ordinal)).ShouldBeOfType<IhtpReading<AdmissionProblem>.Faulty>();
        faulty.Errors.Select(e => e.ToString()).ShouldBe([error]);
    }

    [Fact]
    public void All_errors_are_told_at_once()
    {
        var text = Small.Replace("\"capacity\": 2", "\"capacity\": \"two\"", StringComparison.Ordinal).Replace("\"room_id\": \"r1\"", "\"room_id\": \"r7\"", StringComparison.Ordinal);
        Read(text).ShouldBeOfType<IhtpReading<AdmissionProblem>.Faulty>().Errors.Select(e => e.Path).ShouldBe(["rooms[0].capacity", "occupants[0].room_id"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("{\"days\": ")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void What_is_no_problem_at_all_is_refused(string text) => Read(text).ShouldBeOfType<IhtpReading<AdmissionProblem>.Faulty>().Errors.ShouldNotBeEmpty();

    [Fact]
    public void A_plan_is_written_as_the_competitions_validator_reads_it_and_is_read_again()
    {
        var problem = Read(Small).ShouldBeOfType<IhtpReading<AdmissionProblem>.Read>().Value;
        var plan = AdmissionPlan.For(problem, [new Admission(1, 0, 0), null], (room, shift) => (room, shift) is (0, 2) or (1, 1) or (0, 1) ? 0 : null);
        var text = Written(problem, plan);
        text.ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal).ShouldBe(
            """{"patients":[{"id":"p0","admission_day":1,"room":"r0","operating_theater":"t0"},{"id":"p1","admission_day":"none"}]"""
            + ""","nurses":[{"id":"n0","assignments":[{"day":0,"shift":"late","rooms":["r0","r1"]},{"day":1,"shift":"early","rooms":["r0"]}]}]}""");
        IhtpPlanFile.NameFor(problem).ShouldBe("sol_i00.json");
        var again = IhtpPlanFile.Read(problem, Encoding.UTF8.GetBytes(text)).ShouldBeOfType<IhtpReading<AdmissionPlan>.Read>().Value;
        Written(problem, again).ShouldBe(text);
    }

    [Theory]
    [InlineData("\"rooms\":[\"r0\"]", "\"rooms\":[\"r0\",\"r0\"]", "nurses[0].assignments[0].rooms[1]: has a nurse already on day 1, early")]
    [InlineData("\"room\":\"r0\"", "\"room\":\"r5\"", "patients[0].room: \"r5\" is not one of the problem's rooms")]
    [InlineData("\"admission_day\":1", "\"admission_day\":2", "patients[0].admission_day: must be from 0 to 1, not 2")]
    [InlineData("\"id\":\"p1\"", "\"id\":\"p0\"", "patients[1].id: \"p0\" stands twice in patients")]
    public void What_is_wrong_with_a_plan_is_named_with_its_path(string right, string wrong, string error)
    {
        const string plan = """
            {"patients":[{"id":"p0","admission_day":1,"room":"r0","operating_theater":"t0"},{"id":"p1","admission_day":"none"}],"nurses":[{"id":"n0","assignments":[{"day":1,"shift":"early","rooms":["r0"]}]}]}
            """;
        var problem = Read(Small).ShouldBeOfType<IhtpReading<AdmissionProblem>.Read>().Value;
        IhtpPlanFile.Read(problem, Encoding.UTF8.GetBytes(plan)).ShouldBeOfType<IhtpReading<AdmissionPlan>.Read>();
        plan.ShouldContain(right);
        var faulty = IhtpPlanFile.Read(problem, Encoding.UTF8.GetBytes(plan.Replace(right, wrong, StringComparison.Ordinal))).ShouldBeOfType<IhtpReading<AdmissionPlan>.Faulty>();
        faulty.Errors.Select(e => e.ToString()).ShouldBe([error]);
    }

    private static IhtpReading<AdmissionProblem> Read(string text) => IhtpProblemReader.Read("i00", Encoding.UTF8.GetBytes(text));

    private static string Written(AdmissionProblem problem, AdmissionPlan plan)
    {
        using var stream = new MemoryStream();
        IhtpPlanFile.Write(problem, plan, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
