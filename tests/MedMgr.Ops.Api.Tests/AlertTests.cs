using MedMgr.Ops.Api.Tests.Hosting;

namespace MedMgr.Ops.Api.Tests;

public sealed class AlertTests(ApiServer server)
{
    [Fact]
    public async Task An_alert_stands_without_an_owner_until_a_person_takes_it()
    {
        var api = await server.OpenAsync();
        await api.RaiseDiscrepancyAsync("h-sender/42");
        var alert = (await api.Get("alerts")).Json[0];
        (alert.GetProperty("id").GetString(), alert.GetProperty("kind").GetString(), alert.GetProperty("severity").GetString())
            .ShouldBe(("discrepancy-open:h-sender/42", "discrepancy-open", "notice"));
        alert.TryGetProperty("takenBy", out _).ShouldBeFalse();

        (await api.Done("alerts/discrepancy-open:h-sender%2F42/owner", new { who = "M. Ruiz" })).GetProperty("alert").GetString().ShouldBe("discrepancy-open:h-sender/42");

        (await api.Get("alerts")).Json[0].GetProperty("takenBy").GetString().ShouldBe("M. Ruiz");
    }

    [Fact]
    public async Task An_alert_that_does_not_stand_can_not_be_taken()
    {
        var api = await server.OpenAsync();
        (await api.Post("alerts/no-critical-bed/owner", new { who = "M. Ruiz" })).ShouldBeProblem(404, "alert-unknown");
    }

    [Fact]
    public async Task Taking_an_alert_says_who()
    {
        var api = await server.OpenAsync();
        await api.RaiseDiscrepancyAsync("h-1");
        (await api.Post("alerts/discrepancy-open:h-1/owner")).Error("who").ShouldStartWith("is missing");
        (await api.Post("alerts/discrepancy-open:h-1/owner", new { who = " " })).Error("who").ShouldStartWith("is empty");
    }
}
