using System.Text.Json;
using MedMgr.Ops.Consoles.Tests.Support;

namespace MedMgr.Ops.Consoles.Tests;

/// <summary>What the console says of a bed before anybody tries is what the house says when somebody does.</summary>
public sealed class VerdictTests
{
    private readonly SharedServer _shared;

    public VerdictTests(SharedServer shared) => _shared = shared;

    [Fact]
    public async Task Every_bed_that_is_called_fit_is_given_and_every_other_is_refused()
    {
        var house = await _shared.OpenAsync();
        await house.Place("V-1", "4E-1A");
        await house.Place("V-2", "ICU-1", "male", "critical");
        await house.Request("V-3", "male");
        await house.Done("encounters/V-3/assign", new { bed = "4E-2A" });
        await house.Done("beds/4E-3/block", new { reason = "leak" });
        await house.Done("staff/N-MAT/off", new { reason = "ill" });
        await house.Request("V-9", "male");

        var verdicts = (await Choice(house, "V-9")).GetProperty("beds").EnumerateObject().ToDictionary(b => b.Name, b => b.Value.GetProperty("is").GetString());
        verdicts.Keys.Order().ShouldBe(TestHospital.Beds.Select(b => b.Value).Order());
        foreach (var (bed, verdict) in verdicts)
        {
            var (status, answer) = await house.Post("encounters/V-9/assign", new { bed });
            var told = status == 200 ? "ok" : answer.GetProperty("overridable").GetBoolean() ? "override" : "no";

            // The house names the first rule that refuses; the console looks at all of them, and calls a bed impossible when any rule does.
            (verdict == "no" ? "no" : told).ShouldBe(verdict, bed);
            (status == 200).ShouldBe(verdict == "ok", $"{bed}: {answer}");
            if (status == 200)
            {
                await house.Done("encounters/V-9/unassign");
            }
        }

        verdicts.Values.Distinct().Order().ShouldBe(["no", "ok", "override"]);
    }

    [Fact]
    public async Task A_bed_that_is_called_impossible_is_refused_even_with_an_override()
    {
        var house = await _shared.OpenAsync();
        await house.Place("V-1", "4E-1A");
        await house.Done("beds/4E-3/block", new { reason = "leak" });
        await house.Request("V-9", "male");
        var beds = (await Choice(house, "V-9")).GetProperty("beds").EnumerateObject().ToList();
        foreach (var bed in beds.Where(b => b.Value.GetProperty("is").GetString() != "ok"))
        {
            var (status, _) = await house.Post("encounters/V-9/assign", new { bed = bed.Name, @override = new { reason = "test" } });
            (status == 200).ShouldBe(bed.Value.GetProperty("is").GetString() == "override", bed.Name);
            if (status == 200)
            {
                await house.Done("encounters/V-9/unassign");
            }
        }
    }

    private static async Task<JsonElement> Choice(House house, string visit)
    {
        using var answer = await house.Get($"/console/{house.Id}/choice/{visit}");
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }
}
