using MedMgr.Ops.Hl7.Mllp;
using MedMgr.Ops.Tests.Support;

namespace MedMgr.Ops.Tests;

public sealed class WallRecoveryTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_wall_in_the_browser_goes_on_by_itself_after_its_server_was_killed_and_started_again()
    {
        var data = Paths.NewFolder();
        await using var chromium = new Chromium();
        await using var server = await ServerProcess.Serve(data);
        var page = await chromium.OpenAsync(new Uri(server.Url, "/wall/riverside"));
        await Admit(server, "first", "ICU-07");
        await page.Locator("#bed-ICU-07.occupied").WaitForAsync();
        await page.EvaluateAsync("() => { globalThis.thisVeryPage = true; }");

        await server.KillHard();
        await using var again = await ServerProcess.Serve(data, at: server);
        await Admit(again, "second", "ICU-08");

        await page.Locator("#bed-ICU-08.occupied").WaitForAsync();
        (await page.Locator("#bed-ICU-07.occupied").CountAsync()).ShouldBe(1);
        (await page.EvaluateAsync<bool>("() => globalThis.thisVeryPage === true")).ShouldBeTrue("the page was loaded anew");
    }

    private static async Task Admit(ServerProcess server, string visit, string bed)
    {
        await using var ehr = await MllpClient.ConnectAsync("127.0.0.1", server.MllpPort, new MllpClientOptions(), TimeProvider.System, CancellationToken.None);
        var reply = await ehr.SendAsync(Adt.Message("A01", visit, visit, $"ICU^{bed}^{bed}", Start), CancellationToken.None);
        reply.Final?.Code.ShouldBe("AA");
    }
}
