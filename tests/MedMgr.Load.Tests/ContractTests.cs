using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using MedMgr.Load.Reporting;
using MedMgr.Load.Serving;
using MedMgr.Load.Tests.Season;

namespace MedMgr.Load.Tests;

/// <summary>The command line as others call it, against a server that somebody else has started. No figure is judged: this machine has other work.</summary>
public sealed class ContractTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Flu_season_loads_a_running_server_reports_as_json_and_leaves_the_hospitals_as_found()
    {
        using var data = new TemporaryFolder();
        var built = typeof(Bench).Assembly.GetCustomAttributes(false).OfType<System.Reflection.AssemblyMetadataAttribute>().Single(a => a.Key == "Server").Value!;
        var bench = new Bench(built, RepositoryFile.Path("scenarios", "hospitals", "riverside.yaml"));
        await using var server = await bench.StartServer(data.Path, hospitals: 2, TestContext.Current.CancellationToken);
        var page = data.File("report.html");
        var (code, output, errors) = await Run(
            "flu-season", "--target", server.Address.ToString(), "--mllp", $"127.0.0.1:{server.MllpPort}", "--displays", "6", "--factor", "20", "--seconds", "2", "--ramp", "4",
            "--json", "--html", page, "--p99-max", "60000", "--unseen-max", "1000000");
        code.ShouldBe(0, errors + output);

        var report = JsonDocument.Parse(output).RootElement;
        report.GetProperty("passed").GetBoolean().ShouldBeTrue();
        report.GetProperty("asked").GetProperty("hospitals").GetInt32().ShouldBe(2);
        report.GetProperty("messages").GetProperty("sent").GetInt64().ShouldBeGreaterThan(10);
        report.GetProperty("latencyMs").GetProperty("samples").GetInt64().ShouldBeGreaterThan(10);
        report.GetProperty("latencyMs").GetProperty("p99").GetDouble().ShouldBeGreaterThan(0);
        report.GetProperty("frames").GetProperty("missing").GetInt64().ShouldBe(0);
        report.GetProperty("server").GetProperty("residentMiB").GetDouble().ShouldBeGreaterThan(50);
        (await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken)).ShouldContain("All thresholds met.");

        using var http = new HttpClient { BaseAddress = server.Address };
        foreach (var hospital in new[] { "riverside", "riverside-02" })
        {
            var board = await http.GetFromJsonAsync<JsonElement>($"/api/hospitals/{hospital}/board", TestContext.Current.CancellationToken);
            var figures = board.GetProperty("figures");
            (figures.GetProperty("occupied").GetInt32(), figures.GetProperty("reserved").GetInt32(), figures.GetProperty("dirty").GetInt32()).ShouldBe((0, 0, 0));
            board.GetProperty("discrepancies").GetArrayLength().ShouldBe(0);
        }
    }

    [Fact]
    public async Task A_target_without_its_MLLP_port_is_refused_in_a_sentence()
    {
        var (code, _, errors) = await Run("flu-season", "--target", "http://127.0.0.1:9");
        code.ShouldBe(1);
        errors.ShouldContain("--target and --mllp belong together");
    }

    [Fact]
    public async Task A_target_that_does_not_answer_is_told_in_a_sentence()
    {
        var (code, output, errors) = await Run("flu-season", "--target", "http://127.0.0.1:9", "--mllp", "127.0.0.1:9", "--json");
        code.ShouldBe(1);
        output.ShouldBeEmpty();
        errors.ShouldContain("http://127.0.0.1:9/ does not answer as a MedMgr server");
    }

    private static async Task<(int Code, string Output, string Errors)> Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Bench).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
            return (process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
