using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MedMgr.Ops.Planner.Tests.Support;

namespace MedMgr.Ops.Planner.Tests;

/// <summary>/api/scenarios: the library, its versions, and what it refuses.</summary>
public sealed class ApiTests
{
    [Fact]
    public async Task Shipped_and_own_scenarios_are_listed_with_what_they_change()
    {
        await using var host = await PlannerHost.StartAsync();
        (await host.SaveAsync("mine", PlannerHost.Brief("mine", "staff:\n  absence: 0.08\n"))).StatusCode.ShouldBe(HttpStatusCode.Created);
        var list = await host.Http.GetFromJsonAsync<JsonElement>("/api/scenarios");
        var mine = list.EnumerateArray().Single(s => s.GetProperty("id").GetString() == "mine");
        mine.GetProperty("own").GetBoolean().ShouldBeTrue();
        mine.GetProperty("days").GetInt32().ShouldBe(2);
        mine.GetProperty("differences").EnumerateArray().Select(d => $"{d.GetProperty("what")} {d.GetProperty("now")} ({d.GetProperty("before")})")
            .ShouldBe(["Length 2 (7)", "Warm-up before it 1 (14)", "Staff sickness: shifts missed 0.08 (0.035)"]);
        var surge = list.EnumerateArray().Single(s => s.GetProperty("id").GetString() == "winter-week-surge");
        surge.GetProperty("own").GetBoolean().ShouldBeFalse();
        surge.GetProperty("differences").EnumerateArray().Single().GetProperty("now").GetString().ShouldBe("Riverside surge plan");
    }

    [Fact]
    public async Task A_scenario_is_saved_only_over_the_version_that_was_looked_at()
    {
        await using var host = await PlannerHost.StartAsync();
        using var first = await host.SaveAsync("mine", PlannerHost.Brief("mine"));
        var version = first.Headers.ETag!.Tag.Trim('"');
        (await host.SaveAsync("mine", PlannerHost.Brief("mine"))).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await host.SaveAsync("mine", PlannerHost.Brief("mine", "seed: 3\n"), version)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var late = await host.SaveAsync("mine", PlannerHost.Brief("mine", "seed: 4\n"), version);
        (await ProblemAsync(late, HttpStatusCode.PreconditionFailed)).GetProperty("code").GetString().ShouldBe("changed-meanwhile");
        using var unsaid = await host.Http.PutAsJsonAsync("/api/scenarios/mine", new { text = PlannerHost.Brief("mine") });
        (await ProblemAsync(unsaid, HttpStatusCode.PreconditionRequired)).GetProperty("code").GetString().ShouldBe("version-missing");
        host.Library.Find("mine")!.Text.ShouldEndWith("seed: 3\n");
    }

    [Fact]
    public async Task What_came_with_the_program_is_never_overwritten_nor_deleted()
    {
        await using var host = await PlannerHost.StartAsync();
        var shipped = host.Library.Find("winter-week")!;
        using var saved = await host.SaveAsync("winter-week", shipped.Text, shipped.Version);
        (await ProblemAsync(saved, HttpStatusCode.Conflict)).GetProperty("detail").GetString()!.ShouldContain("came with the program");
        using var deleted = await host.Http.DeleteAsync("/api/scenarios/winter-week");
        deleted.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        File.Exists(shipped.Path).ShouldBeTrue();
    }

    [Theory]
    [InlineData("Winter Week", "small letters")]
    [InlineData("runs", "addresses")]
    [InlineData("..", "small letters")]
    public void An_id_that_can_not_be_an_address_is_refused(string id, string why)
    {
        var library = new Library.ScenarioLibrary(Microsoft.Extensions.Options.Options.Create(new PlannerOptions { Shipped = PlannerHost.Shipped, Own = Path.Combine(Path.GetTempPath(), "planner-none") }));
        library.WhatIsWrongWith(id)!.ShouldContain(why);
    }

    [Theory]
    [InlineData("extends: winter-week.yaml\nid: mine\ntitle: Mine\ndays: 0\n", "mine.yaml line 4", "days must be at least 1, but is 0")]
    [InlineData("extends: winter-week.yaml\nid: other\ntitle: Mine\n", "mine.yaml line 2", "is saved as \"mine\"")]
    [InlineData("extends: /etc/hostname\nid: mine\ntitle: Mine\n", "mine.yaml line 1", "leads out of the folders of scenarios")]
    [InlineData("extends: ../../../../../../etc/hostname\nid: mine\ntitle: Mine\n", "mine.yaml line 1", "leads out of the folders of scenarios")]
    [InlineData("extends: winter-week.yaml\nid: mine\ntitle: Mine\nhospital: /etc/hostname\n", "mine.yaml line 4", "leads out of the folders of scenarios")]
    [InlineData("extends: winter-week.yaml\nid: mine\ntitle: Mine\nplan: ../../secret.yaml\n", "mine.yaml line 4", "leads out of the folders of scenarios")]
    public async Task A_faulty_scenario_is_refused_with_the_line_and_what_to_write_instead(string text, string line, string what)
    {
        await using var host = await PlannerHost.StartAsync();
        using var saved = await host.SaveAsync("mine", text);
        var errors = (await ProblemAsync(saved, HttpStatusCode.BadRequest)).GetProperty("errors");
        errors.GetProperty(line)[0].GetString()!.ShouldContain(what);
        host.Library.Find("mine").ShouldBeNull();
    }

    [Fact]
    public async Task A_draft_is_checked_after_its_edits_and_nothing_is_kept()
    {
        await using var host = await PlannerHost.StartAsync();
        using var checkedDraft = await host.Http.PostAsJsonAsync("/api/scenarios/validate", new
        {
            text = "extends: winter-week.yaml\nid: new\ntitle: New # working title\n",
            edits = new object[] { new { path = "emergency.arrivalsPerDay", value = "abc" }, new { path = "title", value = "Newer: still" } },
        });
        var answer = await checkedDraft.Content.ReadFromJsonAsync<JsonElement>();
        answer.GetProperty("runnable").GetBoolean().ShouldBeFalse();
        answer.GetProperty("text").GetString().ShouldBe("extends: winter-week.yaml\nid: new\ntitle: \"Newer: still\" # working title\nemergency:\n  arrivalsPerDay: abc\n");
        var fault = answer.GetProperty("faults").EnumerateArray().Single();
        (fault.GetProperty("line").GetInt32(), fault.GetProperty("path").GetString()).ShouldBe((5, "emergency.arrivalsPerDay"));
        host.Library.Find("new").ShouldBeNull();
    }

    [Fact]
    public async Task What_others_extend_is_not_deleted_before_them()
    {
        await using var host = await PlannerHost.StartAsync();
        (await host.SaveAsync("base", PlannerHost.Brief("base"))).EnsureSuccessStatusCode();
        (await host.SaveAsync("above", "extends: base.yaml\nid: above\ntitle: Above\n")).EnsureSuccessStatusCode();
        using var refused = await host.Http.DeleteAsync("/api/scenarios/base");
        (await ProblemAsync(refused, HttpStatusCode.Conflict)).GetProperty("detail").GetString().ShouldBe("base is what \"above\" extends: delete that one first.");
        (await host.Http.DeleteAsync("/api/scenarios/above")).EnsureSuccessStatusCode();
        (await host.Http.DeleteAsync("/api/scenarios/base")).EnsureSuccessStatusCode();
        (await host.Http.GetAsync("/api/scenarios/base")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        answer.StatusCode.ShouldBe(status, await answer.Content.ReadAsStringAsync());
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
