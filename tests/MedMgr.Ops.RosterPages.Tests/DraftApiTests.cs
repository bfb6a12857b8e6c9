using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MedMgr.Ops.RosterPages.Tests.Support;

namespace MedMgr.Ops.RosterPages.Tests;

/// <summary>Drafts over HTTP, against the program as a user starts it.</summary>
public sealed class DraftApiTests
{
    [Fact]
    public async Task A_copy_is_changed_by_hand_survives_a_kill_and_is_published_once_knowing_what_is_there()
    {
        var data = Paths.NewFolder();
        var first = await ServerProcess.Serve(data);
        await using var _ = first;
        var server = new RosterServer(first);
        var (monday, tuesday) = (RosterServer.Iso(RosterServer.Monday), RosterServer.Iso(RosterServer.Monday.AddDays(1)));
        await server.Publish(RosterServer.Monday);
        var draft = await server.Draft(new { copy = new { on = monday } });
        draft.GetProperty("state").GetString().ShouldBe("ready");
        draft.GetProperty("breaches").GetArrayLength().ShouldBe(0, draft.GetProperty("breaches").ToString());
        var address = $"{RosterServer.Api}/drafts/{draft.GetProperty("id").GetString()}";

        var broken = await Answer(await first.Http.PostAsJsonAsync($"{address}/edits", new { staff = "MED-4E-RN-D01", date = monday, shift = "N" }));
        broken.GetProperty("breaches").EnumerateArray().ShouldContain(b => b.GetProperty("rule").GetString() == "staff-rest-too-short" && b.GetProperty("day").GetString() == tuesday);
        (await first.Http.PostAsJsonAsync($"{address}/publication", new { })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await first.Http.PostAsJsonAsync($"{address}/undo", new { revision = 1 })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var undone = await Answer(await first.Http.PostAsJsonAsync($"{address}/undo", new { revision = broken.GetProperty("revision").GetInt32() }));
        undone.GetProperty("breaches").GetArrayLength().ShouldBe(0);
        undone.GetProperty("redo").GetString()!.ShouldContain(" N");
        (await first.Http.PostAsJsonAsync($"{address}/edits", new { staff = "MED-4E-RN-D01", date = "2020-01-01", shift = "D" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var added = await Answer(await first.Http.PostAsJsonAsync($"{address}/edits", new { staff = "AGENCY-1", date = monday, shift = "D", place = "D" }));
        added.GetProperty("changes").EnumerateArray().Single().GetProperty("price").GetInt64().ShouldBe(1_320);

        await first.KillHard();
        await using var second = await ServerProcess.Serve(data, first);
        var again = await second.Http.GetFromJsonAsync<JsonElement>(address);
        again.GetProperty("revision").GetInt32().ShouldBe(added.GetProperty("revision").GetInt32());

        // Somebody else is first: told with 412, then published over knowingly.
        await Post(second, "Ben", RosterServer.Api + "/withdrawal", new { from = RosterServer.Iso(RosterServer.Monday.AddDays(6)), reason = "a strike" });
        var conflict = await second.Http.PostAsJsonAsync($"{address}/publication", new { why = "one more by day" });
        conflict.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await conflict.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe("roster-changed");
        var seen = (await second.Http.GetFromJsonAsync<JsonElement>(address)).GetProperty("version").GetString();
        await Post(second, "Mara", $"{address}/publication", new { why = "one more by day", knowing = seen });

        (await second.Http.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var record = await second.Http.GetFromJsonAsync<JsonElement>(RosterServer.Api);
        var note = record.GetProperty("rosters").EnumerateArray().Single().GetProperty("note");
        (note.GetProperty("by").GetString(), note.GetProperty("why").GetString()).ShouldBe(("Mara", "one more by day"));
        // The terms stayed with it: the page knows the demand.
        (await second.Http.GetStringAsync($"/rosters/{RosterServer.Unit}?hospital=riverside&on={monday}")).ShouldSatisfyAllConditions(
            html => html.ShouldContain("PUBLISHED"), html => html.ShouldContain("one more by day"), html => html.ShouldContain("Rostered of asked for"));
    }

    [Fact]
    public async Task A_file_becomes_a_draft_or_is_refused_line_by_line_and_what_does_not_exist_is_said()
    {
        await using var process = await ServerProcess.Serve(Paths.NewFolder());
        var server = new RosterServer(process);
        var wrong = await process.Http.PostAsync(
            $"{RosterServer.Api}/drafts", new StringContent("staff,date,shift\nNOBODY,2026-12-01,D\nMED-4E-RN-D01,2026-12-01,X\n", Encoding.UTF8, "text/csv"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await wrong.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        errors.EnumerateObject().Select(e => e.Name).ShouldBe(["line 2", "line 3"]);

        var brought = await process.Http.PostAsync($"{RosterServer.Api}/drafts", new StringContent(RosterServer.Week(RosterServer.Monday), Encoding.UTF8, "text/csv"));
        var draft = await server.Ready((await brought.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!);
        draft.GetProperty("shifts").GetArrayLength().ShouldBe(28);
        (await process.Http.DeleteAsync($"{RosterServer.Api}/drafts/{draft.GetProperty("id").GetString()}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await process.Http.GetFromJsonAsync<JsonElement>($"{RosterServer.Api}/drafts")).GetArrayLength().ShouldBe(0);

        (await process.Http.PostAsJsonAsync($"{RosterServer.Api}/drafts", new { })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await process.Http.PostAsJsonAsync($"{RosterServer.Api}/drafts", new { copy = new { } })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await process.Http.GetAsync("/rosters/NOWHERE")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await process.Http.GetAsync("/rosters?hospital=nowhere")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await process.Http.GetAsync("/rosters/MED-4E?draft=gone")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await process.Http.GetStringAsync("/rosters/MED-4E")).ShouldContain("Nothing is published for this unit");
        (await process.Http.GetStringAsync("/openapi/v1.json")).ShouldContain("/api/hospitals/{hospital}/rosters/{unit}/drafts/{draft}/edits");
    }

    private static async Task<JsonElement> Post(ServerProcess server, string actor, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("X-Actor", actor);
        return await Answer(await server.Http.SendAsync(request));
    }

    private static async Task<JsonElement> Answer(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
