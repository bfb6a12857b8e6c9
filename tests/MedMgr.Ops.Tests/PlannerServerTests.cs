using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using MedMgr.Ops.Tests.Support;

namespace MedMgr.Ops.Tests;

/// <summary>The planner of the running program finds what the command line finds.</summary>
public class PlannerServerTests
{
    [Fact]
    public async Task Two_runs_of_the_server_differ_as_medmgr_compare_prints_it_and_outlive_kill_9()
    {
        var data = Paths.NewFolder();
        string first, second, comparison;
        await using (var server = await ServerProcess.Serve(data))
        {
            await Save(server, "calm", "");
            await Save(server, "busy", "emergency:\n  arrivalsPerDay: 290\n");
            first = await Run(server, "calm");
            second = await Run(server, "busy");
            comparison = await server.Http.GetStringAsync($"/api/scenarios/comparison?runs={first},{second}");
            (await server.Http.GetStringAsync("/openapi/v1.json")).ShouldContain("/api/scenarios/runs/{run}/result");
            await server.KillHard();
        }

        var (exitCode, output, error) = await Medmgr.Run("compare", Brief(data, "calm"), Brief(data, "busy"), "--replications", "3", "--seed", "7", "--threads", "1", "--json");
        exitCode.ShouldBe(0, error);
        output.TrimEnd().ShouldBe(comparison);

        await using var again = await ServerProcess.Serve(data);
        (await again.Http.GetStringAsync($"/api/scenarios/comparison?runs={first},{second}")).ShouldBe(comparison);
        (await again.Http.GetStringAsync("/scenarios")).ShouldContain("Brief busy");
    }

    /// <summary>The saved file names its base as if it lay beside it: for the command line it has to.</summary>
    private static string Brief(string data, string id)
    {
        var file = Path.Combine(Path.GetDirectoryName(data)!, $"{Path.GetFileName(data)}-{id}.yaml");
        File.WriteAllText(file, File.ReadAllText(Path.Combine(data, "scenarios", id + ".yaml")).Replace("winter-week.yaml", Paths.Scenario("winter-week.yaml"), StringComparison.Ordinal));
        return file;
    }

    private static async Task Save(ServerProcess server, string id, string more)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/scenarios/{id}")
        {
            Content = JsonContent.Create(new { text = $"extends: winter-week.yaml\nid: {id}\ntitle: Brief {id}\ndays: 2\nwarmUpDays: 1\n{more}" }),
        };
        request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        using var answer = await server.Http.SendAsync(request);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string> Run(ServerProcess server, string scenario)
    {
        using var answer = await server.Http.PostAsJsonAsync("/api/scenarios/runs", new { scenario, replications = 3, seed = 7 });
        var run = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        using var patience = new CancellationTokenSource(Patience.Long);
        (await server.Http.GetStringAsync($"/api/scenarios/runs/{run}/events", patience.Token)).ShouldContain("event: ended");
        return run;
    }
}
