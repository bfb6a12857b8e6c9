using System.Text.Json;
using MedMgr.Ops.Tests.Support;

namespace MedMgr.Ops.Tests;

/// <summary>The simulating commands as a planner calls them.</summary>
public sealed class SimulationCommandTests
{
    [Fact]
    public async Task Simulating_prints_one_document_that_is_the_same_bytes_for_any_number_of_threads()
    {
        var (exit, one, error) = await Medmgr.Run("simulate", Paths.Scenario("winter-week.yaml"), "--replications", "5", "--seed", "7", "--threads", "1", "--json");
        exit.ShouldBe(0, error);
        var (_, three, _) = await Medmgr.Run("simulate", Paths.Scenario("winter-week.yaml"), "--replications", "5", "--seed", "7", "--threads", "3", "--json");
        three.ShouldBe(one);
        using var document = JsonDocument.Parse(one);
        var run = document.RootElement;
        run.GetProperty("scenario").GetString().ShouldBe("winter-week");
        run.GetProperty("seed").GetUInt64().ShouldBe(7UL);
        run.GetProperty("replications").GetInt32().ShouldBe(5);
        foreach (var measure in run.GetProperty("measures").EnumerateObject())
        {
            var (low, high) = (measure.Value.GetProperty("ci95")[0].GetDouble(), measure.Value.GetProperty("ci95")[1].GetDouble());
            measure.Value.GetProperty("mean").GetDouble().ShouldBeInRange(low, high, measure.Name);
            measure.Value.GetProperty("unit").GetString().ShouldNotBeNullOrEmpty();
        }

        run.GetProperty("byUnit").EnumerateObject().Count().ShouldBe(14);
        run.GetProperty("series").EnumerateObject().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Without_json_a_table_is_printed_that_a_file_can_hold()
    {
        var (exit, output, _) = await Medmgr.Run("simulate", Paths.Scenario("winter-week.yaml"), "--replications", "2");
        exit.ShouldBe(0);
        output.ShouldContain("A normal winter week: 7 days from 2025-01-13, 2 replications");
        output.ShouldContain("Mean number of patients boarding in ED and recovery");
        output.ShouldNotContain("\u001b");
    }

    [Fact]
    public async Task Another_seed_is_another_result()
    {
        var (_, seven, _) = await Medmgr.Run("simulate", Paths.Scenario("winter-week.yaml"), "--replications", "2", "--seed", "7", "--json");
        var (_, eight, _) = await Medmgr.Run("simulate", Paths.Scenario("winter-week.yaml"), "--replications", "2", "--seed", "8", "--json");
        MeanOf(eight, "census.mean").ShouldNotBe(MeanOf(seven, "census.mean"));
    }

    [Fact]
    public async Task The_report_is_one_file_that_needs_no_other()
    {
        var file = Path.Combine(Paths.NewFolder(), "out.html");
        var (exit, _, error) = await Medmgr.Run("simulate", Paths.Scenario("winter-week-surge.yaml"), "--replications", "3", "--report", file);
        exit.ShouldBe(0, error);
        var page = await File.ReadAllTextAsync(file);
        page.ShouldContain("<svg");
        page.ShouldContain("Crowding of the ED (NEDOCS)");
        page.ShouldContain("winter-week.yaml"); // what the scenario extends, with its sources
        page.ShouldNotContain("<script");
        page.ShouldNotContain(" src=");
    }

    [Fact]
    public async Task A_recording_is_lines_of_events_that_begin_with_the_hospital()
    {
        var file = Path.Combine(Paths.NewFolder(), "run.jsonl");
        var (exit, output, error) = await Medmgr.Run("simulate", Paths.Scenario("winter-week.yaml"), "--seed", "3", "--record", file);
        exit.ShouldBe(0, error);
        output.ShouldBeEmpty();
        var lines = (await File.ReadAllLinesAsync(file)).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        lines[0].GetProperty("format").GetString().ShouldBe("medmgr-recording");
        lines[1].GetProperty("stream").GetString().ShouldBe("hospital/main");
        lines.Skip(1).Select(l => l.GetProperty("position").GetInt64()).ShouldBe(Enumerable.Range(1, lines.Count - 1).Select(i => (long)i));
        lines.Skip(2).Zip(lines.Skip(1), (b, a) => b.GetProperty("at").GetDateTimeOffset() >= a.GetProperty("at").GetDateTimeOffset()).ShouldAllBe(inOrder => inOrder);
    }

    [Fact]
    public async Task Comparing_says_in_a_sentence_what_differs()
    {
        var (exit, output, error) = await Medmgr.Run(
            "compare", Paths.Scenario("mass-casualty.yaml"), Paths.Scenario("mass-casualty-surge.yaml"), "--replications", "6", "--seed", "7", "--json");
        exit.ShouldBe(0, error);
        using var document = JsonDocument.Parse(output);
        document.RootElement.GetProperty("first").GetString().ShouldBe("mass-casualty");
        document.RootElement.GetProperty("says").GetArrayLength().ShouldBeGreaterThan(0);
        foreach (var one in document.RootElement.GetProperty("differences").EnumerateObject())
        {
            var difference = one.Value.GetProperty("second").GetDouble() - one.Value.GetProperty("first").GetDouble();
            one.Value.GetProperty("difference").GetDouble().ShouldBe(difference, 1e-6 * (1 + Math.Abs(difference)), one.Name);
        }
    }

    [Fact]
    public async Task Greedy_and_optimiser_meet_the_same_patients_and_any_number_of_threads_gives_the_same_bytes()
    {
        var file = Path.Combine(Paths.NewFolder(), "two-days.yaml");
        await File.WriteAllTextAsync(file, $"extends: {Paths.Scenario("flu-severe.yaml")}\nhospital: {Paths.Riverside}\nid: two-days\ndays: 2\nwarmUpDays: 2\n");
        var (exit, one, error) = await Medmgr.Run("compare", file, "--policies", "greedy,optimiser", "--replications", "2", "--threads", "1", "--json");
        exit.ShouldBe(0, error);
        var (_, two, _) = await Medmgr.Run("compare", file, "--policies", "greedy,optimiser", "--replications", "2", "--threads", "2", "--json");
        two.ShouldBe(one);
        using var document = JsonDocument.Parse(one);
        (document.RootElement.GetProperty("first").GetString(), document.RootElement.GetProperty("second").GetString()).ShouldBe(("two-days greedy", "two-days optimiser"));
        var differences = document.RootElement.GetProperty("differences");
        differences.GetProperty("ed.ambulances").GetProperty("difference").GetDouble().ShouldBe(0);
        differences.GetProperty("placement.wait").GetProperty("difference").GetDouble().ShouldNotBe(0);
    }

    [Fact]
    public async Task The_ward_accepts_every_step_of_a_run_that_the_optimiser_places()
    {
        var (folder, recording) = (Paths.NewFolder(), Path.Combine(Paths.NewFolder(), "run.jsonl"));
        var file = Path.Combine(folder, "optimised.yaml");
        await File.WriteAllTextAsync(
            file,
            $"extends: {Paths.Scenario("flu-severe-surge.yaml")}\nhospital: {Paths.Riverside}\nid: optimised\ndays: 1\nwarmUpDays: 2\nplacement: {{policy: optimiser}}\n");
        var (exit, _, error) = await Medmgr.Run("simulate", file, "--record", recording);
        exit.ShouldBe(0, error);
        (await File.ReadAllTextAsync(recording)).ShouldContain("encounter-bed-assigned");
    }

    [Theory]
    [InlineData("winter-week.yaml", null, null)]
    [InlineData("winter-week.yaml", "winter-week-surge.yaml", "greedy,optimiser")]
    [InlineData("winter-week.yaml", null, "greedy,first")]
    [InlineData("winter-week.yaml", null, "optimiser")]
    public async Task A_comparison_needs_either_two_scenarios_or_two_policies(string first, string? second, string? policies)
    {
        string[] call = ["compare", Paths.Scenario(first), .. second is null ? Array.Empty<string>() : [Paths.Scenario(second)], .. policies is null ? Array.Empty<string>() : ["--policies", policies]];
        var (exit, _, error) = await Medmgr.Run(call);
        exit.ShouldBe(2);
        error.ShouldContain("greedy,optimiser");
    }

    [Fact]
    public async Task A_scenario_that_does_not_exist_is_named()
    {
        var (exit, output, error) = await Medmgr.Run("simulate", "nowhere.yaml", "--replications", "2", "--json");
        exit.ShouldBe(1);
        output.ShouldBeEmpty();
        error.ShouldContain("nowhere.yaml");
        error.ShouldContain("How to fix");
    }

    [Fact]
    public async Task A_faulty_scenario_is_refused_with_line_path_and_remedy()
    {
        var file = Path.Combine(Paths.NewFolder(), "broken.yaml");
        await File.WriteAllTextAsync(file, $"extends: {Paths.Scenario("winter-week.yaml")}\nhospital: {Paths.Riverside}\nid: broken\ndays: minus\n");
        var (exit, _, error) = await Medmgr.Run("simulate", file);
        exit.ShouldBe(1);
        error.ShouldMatch(@"broken\.yaml:4:\d+ days: .*How to fix");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("many")]
    public async Task Replications_that_are_none_are_a_wrong_call(string replications)
    {
        var (exit, _, error) = await Medmgr.Run("simulate", Paths.Scenario("winter-week.yaml"), "--replications", replications);
        exit.ShouldBe(2);
        error.ShouldContain("--replications");
    }

    [Fact]
    public async Task A_forecast_comes_from_the_live_board_and_repeats_itself_for_a_while()
    {
        await using var server = await ServerProcess.Serve(Paths.NewFolder());
        string[] ask = ["forecast", "--server", server.Url.ToString(), "--hospital", "riverside", "--hours", "12", "--replications", "20", "--seed", "5", "--json"];
        var (exit, output, error) = await Medmgr.Run(ask);
        exit.ShouldBe(0, error);
        using var document = JsonDocument.Parse(output);
        var forecast = document.RootElement;
        forecast.GetProperty("times").GetArrayLength().ShouldBe(12);
        forecast.GetProperty("units").GetArrayLength().ShouldBe(14);
        foreach (var unit in forecast.GetProperty("units").EnumerateArray())
        {
            unit.GetProperty("occupied").GetProperty("p95").GetArrayLength().ShouldBe(12);
            unit.GetProperty("breachProbability").EnumerateArray().ShouldAllBe(p => p.GetDouble() >= 0 && p.GetDouble() <= 1);
        }

        (await server.Http.GetStringAsync("/api/hospitals/riverside/forecast?hours=12&replications=20&seed=5")).ShouldBe(output.TrimEnd());
        (await server.Http.GetAsync("/api/hospitals/riverside/forecast?hours=0")).StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
        (await server.Http.GetAsync("/api/hospitals/riverside/forecast?replications=5001")).StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
        (await server.Http.GetStringAsync("/openapi/v1.json")).ShouldContain("/api/hospitals/{hospital}/forecast");

        var (unknown, _, words) = await Medmgr.Run("forecast", "--server", server.Url.ToString(), "--hospital", "nowhere");
        unknown.ShouldBe(1);
        words.ShouldContain("There is no hospital nowhere");
    }

    [Fact]
    public async Task A_forecast_without_a_server_says_so()
    {
        var (exit, _, error) = await Medmgr.Run("forecast", "--server", "http://127.0.0.1:9", "--hospital", "riverside");
        exit.ShouldBe(1);
        error.ShouldContain("127.0.0.1:9");
    }

    private static double MeanOf(string json, string measure)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("measures").GetProperty(measure).GetProperty("mean").GetDouble();
    }
}
