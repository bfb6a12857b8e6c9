using System.Text.Json;
using MedMgr.Ops.Tests.Support;

namespace MedMgr.Ops.Tests;

/// <summary>The benchmark of admission planning as somebody calls it who compares solvers.</summary>
public sealed class IhtpBenchTests
{
    /// <summary>
    /// One day, one room of one bed, and two patients of whom one fits. Admitted: a theatre (5), one nurse (3), nobody waits; the other one is left out (80). Optimum 88.
    /// </summary>
    private const string Small = """
        {
          "days": 1, "skill_levels": 1, "shift_types": ["early"], "age_groups": ["adult"],
          "weights": {"room_mixed_age": 1, "room_nurse_skill": 2, "continuity_of_care": 3, "nurse_eccessive_workload": 4,
            "open_operating_theater": 5, "surgeon_transfer": 6, "patient_delay": 7, "unscheduled_optional": 80},
          "occupants": [],
          "patients": [
            {"id": "p0", "mandatory": false, "gender": "A", "age_group": "adult", "length_of_stay": 1, "surgery_release_day": 0,
              "surgery_duration": 90, "surgeon_id": "s0", "incompatible_room_ids": [], "workload_produced": [1], "skill_level_required": [0]},
            {"id": "p1", "mandatory": true, "gender": "A", "age_group": "adult", "length_of_stay": 1, "surgery_release_day": 0, "surgery_due_day": 0,
              "surgery_duration": 90, "surgeon_id": "s0", "incompatible_room_ids": [], "workload_produced": [1], "skill_level_required": [0]}],
          "surgeons": [{"id": "s0", "max_surgery_time": [300]}],
          "operating_theaters": [{"id": "t0", "availability": [300]}],
          "rooms": [{"id": "r0", "capacity": 1}],
          "nurses": [{"id": "n0", "skill_level": 0, "working_shifts": [{"day": 0, "shift": "early", "max_load": 5}]}]
        }
        """;

    [Fact]
    public async Task A_problem_is_solved_to_its_proven_optimum_and_written_in_the_competitions_format()
    {
        var folder = Paths.NewFolder();
        await File.WriteAllTextAsync(Path.Combine(folder, "tiny.json"), Small);
        await File.WriteAllTextAsync(Path.Combine(folder, "best.csv"), "tiny,88\n");
        var (exit, output, error) = await Medmgr.Run(
            "bench", "ihtp", Path.Combine(folder, "tiny.json"), "--seconds", "1", "--out", Path.Combine(folder, "out"), "--best-known", Path.Combine(folder, "best.csv"), "--json");
        exit.ShouldBe(0, error);
        using var rows = JsonDocument.Parse(output);
        var row = rows.RootElement.EnumerateArray().ShouldHaveSingleItem();
        row.GetProperty("instance").GetString().ShouldBe("tiny");
        (row.GetProperty("cost").GetInt32(), row.GetProperty("bound").GetInt32(), row.GetProperty("violations").GetInt32(), row.GetProperty("bestKnown").GetInt32()).ShouldBe((88, 88, 0, 88));
        row.GetProperty("seconds").GetDouble().ShouldBeGreaterThan(0);
        using var solution = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "out", "sol_tiny.json")));
        solution.RootElement.GetProperty("patients").EnumerateArray().Select(p => p.GetProperty("admission_day").ToString()).ShouldBe(["none", "0"]);
        solution.RootElement.GetProperty("nurses")[0].GetProperty("assignments")[0].GetProperty("rooms")[0].GetString().ShouldBe("r0");
    }

    [Fact]
    public async Task A_problem_that_is_none_is_refused_with_the_place_of_each_error()
    {
        var folder = Paths.NewFolder();
        await File.WriteAllTextAsync(Path.Combine(folder, "wrong.json"), Small.Replace("\"capacity\": 1", "\"capacity\": \"one\"", StringComparison.Ordinal));
        var (exit, output, error) = await Medmgr.Run("bench", "ihtp", folder, "--seconds", "1");
        (exit, output).ShouldBe((1, ""));
        error.ShouldContain("rooms[0].capacity: must be a whole number, not \"one\"");
    }

    [Theory]
    [InlineData(1, "is neither a file nor a folder", "bench", "ihtp", "/nowhere/at/all")]
    [InlineData(2, "--seconds", "bench", "ihtp", "/", "--seconds", "0")]
    [InlineData(2, "DIR|FILE", "bench", "ihtp")]
    public async Task A_wrong_call_is_refused_in_words(int exitCode, string says, params string[] call)
    {
        var (exit, output, error) = await Medmgr.Run(call);
        exit.ShouldBe(exitCode);
        (output + error).ShouldContain(says);
    }
}
