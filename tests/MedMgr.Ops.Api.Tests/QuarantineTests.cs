using MedMgr.Ops.Api.Quarantine;
using MedMgr.Ops.Api.Tests.Hosting;
using MedMgr.Ops.Domain.Quarantine;

namespace MedMgr.Ops.Api.Tests;

public sealed class QuarantineTests(ApiServer server)
{
    private static readonly QuarantinedMessage Message = new("EHR/42", House.Start, "10.0.0.7:4711", "There is no bed 9X-1.", "PV1", "3", "MSH|^~\\&|EHR\rPV1|1|I|9X^1^9X-1\r");

    [Fact]
    public async Task Messages_in_quarantine_are_listed_whole()
    {
        var api = await server.OpenAsync();
        await api.KeepInQuarantineAsync(Message);

        var kept = (await api.Get("quarantine")).Json[0];

        kept.GetProperty("id").GetString().ShouldBe("EHR/42");
        kept.GetProperty("receivedAt").GetDateTimeOffset().ShouldBe(House.Start);
        kept.GetProperty("reason").GetString().ShouldBe("There is no bed 9X-1.");
        kept.GetProperty("segment").GetString().ShouldBe("PV1");
        kept.GetProperty("field").GetString().ShouldBe("3");
        kept.GetProperty("raw").GetString().ShouldBe(Message.Raw);
    }

    [Fact]
    public async Task A_message_replayed_leaves_the_quarantine()
    {
        var api = await server.OpenAsync();
        await api.KeepInQuarantineAsync(Message);

        (await api.Done("quarantine/EHR%2F42/replay", key: "k1")).GetProperty("acknowledgement").GetString().ShouldBe("AA");

        (await api.Get("quarantine")).Json.GetArrayLength().ShouldBe(0);
        (await api.Post("quarantine/EHR%2F42/replay", key: "k1")).Replayed.ShouldBeTrue();
        (await api.Post("quarantine/EHR%2F42/replay", key: "k2")).ShouldBeProblem(404, "quarantine-unknown");
    }

    [Fact]
    public async Task A_message_that_is_still_faulty_stays_and_says_where_the_fault_is()
    {
        var api = await server.OpenAsync();
        await api.KeepInQuarantineAsync(Message);
        api.EveryReplayFails(new ReplayResult.StillFaulty("There is no bed 9X-1.", "PV1", "3.3"));

        var refused = await api.Post("quarantine/EHR%2F42/replay");

        refused.ShouldBeProblem(409, "message-faulty");
        refused.Detail.ShouldBe("The message can still not be used: There is no bed 9X-1. (PV1-3.3)");
    }

    [Fact]
    public async Task A_message_is_discarded_with_a_reason()
    {
        var api = await server.OpenAsync();
        await api.KeepInQuarantineAsync(Message);

        (await api.Post("quarantine/EHR%2F42/discard")).Error("reason").ShouldStartWith("is missing");
        (await api.Done("quarantine/EHR%2F42/discard", new { reason = "test message" })).GetProperty("message").GetString().ShouldBe("EHR/42");
        (await api.Get("quarantine")).Json.GetArrayLength().ShouldBe(0);
        (await api.Post("quarantine/EHR%2F42/discard", new { reason = "again" })).ShouldBeProblem(404, "quarantine-unknown");
    }
}
