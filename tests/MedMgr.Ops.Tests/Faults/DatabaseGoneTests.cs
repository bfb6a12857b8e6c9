using System.Net;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Tests.Support;

namespace MedMgr.Ops.Tests.Faults;

public sealed class DatabaseGoneTests
{
    [Fact]
    public async Task While_PostgreSQL_is_away_senders_are_told_so_and_when_it_is_back_all_goes_on_by_itself()
    {
        var direct = await PostgresDatabase.NewSchemaOrSkip();
        var north = SmallHospital.Make("north");
        await using var link = CuttableLink.To(direct);
        await using var server = await ServerProcess.Serve(Paths.NewFolder(), postgres: link.ConnectionString, hospitalFile: north.File);
        await using var ehr = await Ehr.Connect(server);
        (await ehr.Tell("A01", "m-1", "ana", 1)).ShouldBe("AA");

        await link.Cut();
        (await ehr.Tell("A01", "m-2", "bea", 2)).ShouldBe("AE", "what can not be made durable is not acknowledged");
        using (var ready = await server.Http.GetAsync("/readyz"))
        {
            ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }

        using (var wall = await server.Http.GetAsync("/wall/north"))
        {
            wall.StatusCode.ShouldBe(HttpStatusCode.OK, "the last picture is still to be seen");
        }

        link.Mend();
        await Patiently.Until(async () => await ehr.Tell("A01", "m-2", "bea", 2) == "AA", "the message is not taken");
        await Patiently.Until(async () => (await server.Http.GetStringAsync("/api/hospitals/north/board")).Contains("\"bea\"", StringComparison.Ordinal), "the board does not move on");
        await Patiently.Until(
            async () =>
            {
                using var ready = await server.Http.GetAsync("/readyz");
                return ready.IsSuccessStatusCode;
            },
            "the server is not ready again");

        await using var log = await EventLogs.OpenPostgresAsync(direct);
        var written = await Written.In(log, north);
        written[Ehr.CauseOf("m-1")].ShouldBe(1);
        written[Ehr.CauseOf("m-2")].ShouldBe(1);
    }
}
