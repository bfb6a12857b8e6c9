using System.Text.Json;
using MedMgr.Ops.Api.Journal;
using MedMgr.Ops.Api.Tests.Hosting;

namespace MedMgr.Ops.Api.Tests;

public sealed class JournalTests(ApiServer server)
{
    [Fact]
    public async Task It_tells_newest_first_who_did_what_and_why()
    {
        var api = await server.OpenAsync();
        await api.Done("beds/4E-1A/block", new { reason = "call bell broken" }, key: "k-1", actor: "M. Ruiz");
        await api.Place("V1", "4E-2");

        var deeds = (await api.Get("journal?limit=3")).Json.GetProperty("deeds").EnumerateArray().ToList();
        deeds.Count.ShouldBe(3);
        deeds.Select(d => d.GetProperty("says").GetString()).ShouldBe(["V1 in 4E-2", "Bed requested for V1", "4E-1A blocked"]);
        var block = deeds[2];
        block.GetProperty("actor").GetString().ShouldBe("M. Ruiz");
        block.GetProperty("kind").GetString().ShouldBe("user");
        block.GetProperty("why").GetString().ShouldBe("call bell broken");
        block.GetProperty("cause").GetString().ShouldBe("user:k-1");
        block.GetProperty("about").EnumerateArray().Select(a => a.GetString()).ShouldBe(["4E-1A"]);
    }

    [Fact]
    public async Task Its_pages_join_without_gap_or_repeat_down_to_the_first_event()
    {
        var api = await server.OpenAsync();
        for (var i = 0; i < 12; i++)
        {
            await api.Done(i % 2 == 0 ? "beds/4E-1A/mark-dirty" : "beds/4E-1A/clean-start");
            await api.Done(i % 2 == 0 ? "beds/4E-2/mark-dirty" : "beds/4E-1A/clean-finish");
            if (i % 2 == 1)
            {
                await api.Done("beds/4E-2/clean-start");
                await api.Done("beds/4E-2/clean-finish");
            }
        }

        var all = await Pages(api, "journal?limit=500");
        var paged = await Pages(api, "journal?limit=5");
        paged.ShouldBe(all);
        all.ShouldBeUnique();
        all.ShouldBe(all.OrderDescending());
        all.Count.ShouldBeGreaterThan(36);
        var first = (await api.Get($"journal?before={all[^1] + 1}")).Json.GetProperty("deeds")[0];
        first.GetProperty("says").GetString()!.ShouldContain("defined with");
    }

    [Fact]
    public async Task It_can_be_asked_for_one_person_one_kind_or_one_bed()
    {
        var api = await server.OpenAsync();
        await api.Done("beds/4E-1A/mark-dirty", actor: "evs-1");
        await api.Done("beds/4E-2/mark-dirty", actor: "evs-2");

        (await Says(api, "journal?actor=evs-2")).ShouldBe(["4E-2 called dirty"]);
        (await Says(api, "journal?about=4E-1A")).ShouldBe(["4E-1A called dirty"]);
        (await Says(api, "journal?kind=interface")).ShouldBeEmpty();
        (await Says(api, "journal?kind=user&limit=2")).ShouldBe(["4E-2 called dirty", "4E-1A called dirty"]);
    }

    [Theory]
    [InlineData("before=x", "before")]
    [InlineData("before=0", "before")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    [InlineData("kind=ghost", "kind")]
    public async Task A_question_that_makes_no_sense_is_told_so(string query, string field)
    {
        var api = await server.SharedAsync();
        var answer = await api.Get("journal?" + query);
        answer.ShouldBeProblem(400, "invalid");
        answer.Error(field).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task However_small_the_pieces_in_which_the_log_is_read_nothing_is_torn_or_told_twice(long window)
    {
        var api = await server.OpenAsync();
        for (var i = 0; i < 6; i++)
        {
            await api.Place($"V{i}", "4E-2");
            await api.Done($"encounters/V{i}/depart");
            await api.Done("beds/4E-2/clean-start");
            await api.Done("beds/4E-2/clean-finish");
        }

        var whole = await new JournalReading(server.Log, api.Id, TimeZoneInfo.Utc).Read(null, 500, _ => true, CancellationToken.None);
        var pieces = await new JournalReading(server.Log, api.Id, TimeZoneInfo.Utc, window).Read(null, 500, _ => true, CancellationToken.None);
        pieces.Deeds.Select(d => (d.Position, d.Says, string.Join(';', d.Also))).ShouldBe(whole.Deeds.Select(d => (d.Position, d.Says, string.Join(';', d.Also))));
        whole.Deeds.Count(d => d.Says.EndsWith("departed: discharged", StringComparison.Ordinal)).ShouldBe(6);
    }

    private static async Task<List<string?>> Says(TestApi api, string path) =>
        [.. (await api.Get(path)).Json.GetProperty("deeds").EnumerateArray().Select(d => d.GetProperty("says").GetString())];

    private static async Task<List<long>> Pages(TestApi api, string path)
    {
        var positions = new List<long>();
        long? before = null;
        do
        {
            var page = (await api.Get(path + (before is { } at ? $"&before={at}" : ""))).Json;
            positions.AddRange(page.GetProperty("deeds").EnumerateArray().Select(d => d.GetProperty("position").GetInt64()));
            before = page.TryGetProperty("before", out var next) && next.ValueKind == JsonValueKind.Number ? next.GetInt64() : null;
        }
        while (before is not null);
        return positions;
    }
}
