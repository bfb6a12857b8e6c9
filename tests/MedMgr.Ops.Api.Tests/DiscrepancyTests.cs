using MedMgr.Ops.Api.Tests.Hosting;

namespace MedMgr.Ops.Api.Tests;

public sealed class DiscrepancyTests(ApiServer server)
{
    [Theory]
    [InlineData("h-1")]
    [InlineData("h-message@sender")]
    [InlineData("h-sender/42")]
    public async Task A_discrepancy_of_the_hospital_is_listed_until_it_is_resolved(string id)
    {
        var api = await server.OpenAsync();
        await api.RaiseDiscrepancyAsync(id);
        (await api.Get("discrepancies")).Json[0].GetProperty("id").GetString().ShouldBe(id);
        (await api.Get("discrepancies")).Json[0].GetProperty("kind").GetString().ShouldBe("bed-status-differs");

        (await api.Done($"discrepancies/{Uri.EscapeDataString(id)}/resolve", new { how = "looked at the bed" })).GetProperty("discrepancy").GetString().ShouldBe(id);

        (await api.Get("discrepancies")).Json.GetArrayLength().ShouldBe(0);
        (await api.Post($"discrepancies/{Uri.EscapeDataString(id)}/resolve", new { how = "again" })).ShouldBeProblem(404, "discrepancy-unknown");
    }

    [Fact]
    public async Task A_discrepancy_of_a_visit_is_resolved_at_the_visit()
    {
        var api = await server.OpenAsync();
        await api.Place("V1", "4E-2");
        await api.ReportInAsync("V2", "4E-2");
        var id = (await api.Get("encounters/V2")).Json.GetProperty("discrepancies")[0].GetProperty("id").GetString()!;

        await api.Done($"discrepancies/{Uri.EscapeDataString(id)}/resolve", new { how = "registration corrected" });

        (await api.Get("encounters/V2")).Json.GetProperty("discrepancies").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Resolving_says_how()
    {
        var api = await server.OpenAsync();
        await api.RaiseDiscrepancyAsync("h-1");

        (await api.Post("discrepancies/h-1/resolve")).Error("how").ShouldStartWith("is missing");
    }
}
