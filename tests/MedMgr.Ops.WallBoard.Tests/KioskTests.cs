using System.Net;
using MedMgr.Ops.Domain;
using MedMgr.Ops.WallBoard.Live;
using MedMgr.Ops.WallBoard.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace MedMgr.Ops.WallBoard.Tests;

/// <summary>A screen without a keyboard: whatever it is told, it says what is wrong and comes back by itself.</summary>
public sealed class KioskTests
{
    [Fact]
    public async Task An_unknown_hospital_is_named_with_those_there_are_and_asked_for_again()
    {
        await using var host = await WallHost.WithAfternoonAsync();
        var (status, html) = await Get(host, "/wall/riverslide");
        status.ShouldBe(HttpStatusCode.NotFound);
        html.ShouldContain("There is no hospital <b>riverslide</b> here");
        html.ShouldContain("href=\"/wall/riverside\"");
        html.ShouldContain("<body class=\"plain\" data-again=\"30\">");
    }

    [Theory]
    [InlineData("/units/ICUU")]
    [InlineData("?pin=ICUU")]
    public async Task An_unknown_unit_is_named_with_those_there_are(string path)
    {
        await using var host = await WallHost.WithAfternoonAsync();
        var (status, html) = await Get(host, $"/wall/riverside{path}");
        status.ShouldBe(HttpStatusCode.NotFound);
        html.ShouldContain("Riverside General Hospital has no unit <b>ICUU</b>");
        html.ShouldContain("href=\"/wall/riverside/units/ICU\"");
    }

    [Theory]
    [InlineData("?rotate=4", "rotate is &quot;4&quot;: write a number of seconds from 5 to 3600, or rotate alone for the 30 s of the hospital.")]
    [InlineData("?rotate=soon", "rotate is &quot;soon&quot;")]
    [InlineData("?theme=pink", "theme is &quot;pink&quot;: write theme=light or theme=dark")]
    [InlineData("?pin=", "pin is empty: write the id of a unit")]
    public async Task What_the_address_asks_for_and_can_not_have_is_said_with_what_can(string query, string says)
    {
        await using var host = await WallHost.WithAfternoonAsync();
        var (status, html) = await Get(host, $"/wall/riverside{query}");
        status.ShouldBe(HttpStatusCode.BadRequest);
        html.ShouldContain(says);
    }

    [Fact]
    public async Task A_hospital_without_a_definition_says_that_it_waits_for_one()
    {
        await using var host = await WallHost.StartAsync(new MemoryLog(), o => o.Hospitals.Add(HospitalId.Of(SyntheticHospital.Id)));
        await host.Feed.Ready;
        var (status, html) = await Get(host, "/wall/riverside");
        status.ShouldBe(HttpStatusCode.OK);
        html.ShouldContain("No hospital definition has arrived yet");
    }

    [Fact]
    public async Task While_the_log_is_read_the_wall_says_so_and_fills_when_it_is()
    {
        var log = new MemoryLog();
        log.Append(SyntheticHospital.Id, SyntheticHospital.Now, new SyntheticHospital().Afternoon());
        var read = new TaskCompletionSource();
        log.HoldsReadersUntil = read.Task;
        await using var host = await WallHost.StartAsync(log);
        (await Get(host, "/wall/riverside/flow")).Html.ShouldContain("The board is being read from the log");
        read.SetResult();
        await host.Feed.Ready;
        (await Get(host, "/wall/riverside/flow")).Html.ShouldContain("Emergency department");
    }

    [Fact]
    public async Task A_wall_that_can_not_be_made_says_so_and_asks_again()
    {
        await using var host = await WallHost.WithAfternoonAsync();
        var http = new DefaultHttpContext { RequestServices = host.Services, Response = { Body = new MemoryStream() } };
        var result = await host.Services.GetRequiredService<WallPages>().Guarded(http, () => throw new InvalidOperationException("a fault of ours"));
        await result.ExecuteAsync(http);
        http.Response.StatusCode.ShouldBe(StatusCodes.Status500InternalServerError);
        http.Response.Body.Position = 0;
        var html = await new StreamReader(http.Response.Body).ReadToEndAsync(TestContext.Current.CancellationToken);
        html.ShouldContain("The wall could not be made");
        html.ShouldContain("<body class=\"plain\" data-again=\"10\">");
        html.ShouldNotContain("a fault of ours");
    }

    [Fact]
    public async Task Without_a_forecast_and_with_an_old_one_the_wall_says_so()
    {
        await using (var none = await WallHost.WithAfternoonAsync(outlooks: new NoOutlooks()))
        {
            (await Get(none, "/wall/riverside")).Html.ShouldContain("<b>No forecast</b>");
        }

        var time = new StartingAt(SyntheticHospital.Now);
        await using var old = await WallHost.WithAfternoonAsync(time: time, outlooks: new SyntheticOutlook(SyntheticHospital.Now.AddMinutes(-16)));
        (await Get(old, "/wall/riverside")).Html.ShouldContain("<em>old forecast, 09:09</em>");
        await using var fresh = await WallHost.WithAfternoonAsync(time: time, outlooks: new SyntheticOutlook(SyntheticHospital.Now.AddMinutes(-14)));
        (await Get(fresh, "/wall/riverside")).Html.ShouldContain("occupied, forecast 09:11");
    }

    private static async Task<(HttpStatusCode Status, string Html)> Get(WallHost host, string path)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(host.Address, path), TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
