using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MedMgr.Ops.Tests.Support;

namespace MedMgr.Ops.Tests;

/// <summary>Rosters of a running server: staffed beds follow what is published.</summary>
public sealed class RosterServerTests
{
    private const string Rosters = "/api/hospitals/riverside/rosters/MED-4E";
    private static readonly TimeZoneInfo LosAngeles = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");

    [Fact]
    public async Task Staffed_beds_follow_a_roster_that_begins_now_and_a_withdrawn_one_rules_no_day_after()
    {
        await using var server = await ServerProcess.Serve(Paths.NewFolder());
        (await Capacity(server)).ShouldBe(40);
        var (start, code) = ShiftOfNow();
        var roster = new StringBuilder("staff,date,shift,kind,charge\n");
        foreach (var (staff, kind) in new[] { ("MED-4E-RN-D01", "own"), ("MED-4E-RN-N02", "own"), ("AGENCY-1", "agency") })
        {
            roster.Append(CultureInfo.InvariantCulture, $"{staff},{start:yyyy-MM-dd},{code},{kind},no\n");
        }

        var published = await server.Http.PostAsync(Rosters, new StringContent(roster.ToString(), Encoding.UTF8, "text/csv"));
        published.StatusCode.ShouldBe(HttpStatusCode.OK, await published.Content.ReadAsStringAsync());

        (await Capacity(server)).ShouldBe(15);
        (await server.Http.GetStringAsync(Rosters + ".csv")).ShouldContain($"MED-4E-RN-N02");
        (await server.Http.GetStringAsync(Rosters + ".ics?person=MED-4E-RN-D01")).ShouldSatisfyAllConditions(
            ics => ics.ShouldStartWith("BEGIN:VCALENDAR\r\n"), ics => ics.Split("BEGIN:VEVENT").Length.ShouldBe(2));

        var withdrawn = await server.Http.PostAsJsonAsync(Rosters + "/withdrawal", new { from = start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), reason = "a test" });
        withdrawn.StatusCode.ShouldBe(HttpStatusCode.OK, await withdrawn.Content.ReadAsStringAsync());
        // What is left of the week lies before that day; "until" is the day after the last.
        (await server.Http.GetFromJsonAsync<JsonElement>(Rosters)).GetProperty("rosters").EnumerateArray()
            .ShouldAllBe(r => r.GetProperty("until").GetDateTime() <= start.Date);
    }

    [Fact]
    public async Task A_roster_is_planned_from_the_live_board_published_and_repaired_after_a_sick_call()
    {
        await using var server = await ServerProcess.Serve(Paths.NewFolder(), solverWorkers: 1);
        var planned = await server.Http.PostAsJsonAsync(Rosters + "/plans", new { weeks = 1, seconds = 15 });
        planned.StatusCode.ShouldBe(HttpStatusCode.Created, await planned.Content.ReadAsStringAsync());
        var plan = await planned.Content.ReadFromJsonAsync<JsonElement>();
        plan.GetProperty("violations").GetArrayLength().ShouldBe(0);
        plan.GetProperty("demand").GetProperty("source").GetString()!.ShouldStartWith("live board of ");

        var roster = new { from = plan.GetProperty("from"), until = plan.GetProperty("until"), shifts = plan.GetProperty("shifts") };
        var answer = await server.Http.PostAsJsonAsync(Rosters, roster);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("roster").GetProperty("publications").GetInt32().ShouldBe(1);

        var sick = plan.GetProperty("shifts").EnumerateArray().First(s => s.GetProperty("kind").GetString() == "own");
        var repaired = await server.Http.PostAsJsonAsync(
            Rosters + "/repair", new { sick = new[] { new { staff = sick.GetProperty("staff"), from = sick.GetProperty("date") } }, seconds = 15 });
        repaired.StatusCode.ShouldBe(HttpStatusCode.Created, await repaired.Content.ReadAsStringAsync());
        var changes = (await repaired.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("changes").EnumerateArray().ToList();
        changes.ShouldContain(c => c.GetProperty("staff").GetString() == sick.GetProperty("staff").GetString() && c.GetProperty("says").GetString()!.Contains("is away from"));
    }

    [Fact]
    public async Task A_file_is_published_from_the_command_line_with_who_and_why_and_not_over_what_nobody_has_seen()
    {
        var data = Paths.NewFolder();
        await using var server = await ServerProcess.Serve(data);
        var file = Path.Combine(data, "week.csv");
        await File.WriteAllTextAsync(file, "staff,date,shift\nMED-4E-RN-D01,2027-03-02,D\n");
        string[] publish = ["roster", "publish", file, "--server", $"{server.Url}", "--unit", "MED-4E"];

        var (exit, said, error) = await Medmgr.Run([.. publish, "--by", "Mara", "--why", "a test", "--knowing", "0.0"]);
        exit.ShouldBe(0, error);
        said.ShouldContain("publication 1, version 1.7");
        var note = (await server.Http.GetFromJsonAsync<JsonElement>(Rosters)).GetProperty("rosters")[0].GetProperty("note");
        (note.GetProperty("by").GetString(), note.GetProperty("why").GetString()).ShouldBe(("Mara", "a test"));

        await File.WriteAllTextAsync(file, "staff,date,shift\nMED-4E-RN-D02,2027-03-02,D\n");
        var again = await Medmgr.Run([.. publish, "--knowing", "0.0"]);
        again.ExitCode.ShouldBe(1);
        again.Error.ShouldContain("have changed since you looked");
        (await Medmgr.Run([.. publish[..^1], "NOWHERE"])).Error.ShouldContain("There is no unit NOWHERE");
    }

    [Fact]
    public async Task What_can_not_be_published_is_refused_in_words()
    {
        await using var server = await ServerProcess.Serve(Paths.NewFolder());

        var csv = await Problem(server, new StringContent("staff,date,shift\nNOBODY,2026-12-01,D\n", Encoding.UTF8, "text/csv"));
        csv.GetProperty("status").GetInt32().ShouldBe(400);
        csv.GetProperty("errors").GetProperty("line 2").EnumerateArray().Single().GetString()!.ShouldContain("there is no member of staff \"NOBODY\"");

        var json = await Problem(server, JsonContent.Create(new { from = "soon", until = "2026-12-01", shifts = Array.Empty<object>() }));
        json.GetProperty("errors").GetProperty("from").EnumerateArray().Single().GetString()!.ShouldContain("a date such as");

        (await server.Http.PostAsJsonAsync(Rosters + "/repair", new { sick = new[] { new { staff = "MED-4E-RN-D01", from = "2026-12-01" } } })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await server.Http.GetAsync("/api/hospitals/riverside/rosters/NOWHERE")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await server.Http.GetStringAsync("/openapi/v1.json")).ShouldContain("/api/hospitals/{hospital}/rosters/{unit}/plans");
    }

    private static async Task<JsonElement> Problem(ServerProcess server, HttpContent body) =>
        await (await server.Http.PostAsync(Rosters, body)).Content.ReadFromJsonAsync<JsonElement>();

    /// <summary>The shift that runs at this moment, by the clocks of the house.</summary>
    private static (DateTime Day, string Code) ShiftOfNow()
    {
        var now = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), LosAngeles).DateTime;
        return now.Hour is >= 7 and < 19 ? (now.Date, "D") : (now.AddHours(-7).Date, "N");
    }

    private static async Task<int> Capacity(ServerProcess server) =>
        (await server.Http.GetFromJsonAsync<JsonElement>("/api/hospitals/riverside/units/MED-4E")).GetProperty("staffedCapacity").GetInt32();
}
