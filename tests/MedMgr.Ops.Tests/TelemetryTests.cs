using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using Google.Protobuf;
using MedMgr.Ops.Tests.Faults;
using MedMgr.Ops.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MedMgr.Ops.Tests;

/// <summary>What an OpenTelemetry collector gets: a real one on a port of its own, that keeps what is posted to it.</summary>
public sealed class TelemetryTests : IAsyncDisposable
{
    private readonly ConcurrentQueue<byte[]> _metrics = new();
    private readonly ConcurrentQueue<byte[]> _traces = new();
    private readonly WebApplication _collector;

    public TelemetryTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _collector = builder.Build();
        _collector.MapPost("/v1/metrics", http => Keep(http, _metrics));
        _collector.MapPost("/v1/traces", http => Keep(http, _traces));
    }

    [Fact]
    public async Task A_collector_gets_the_figures_and_the_trace_of_an_admission_from_the_message_to_the_log()
    {
        await _collector.StartAsync(TestContext.Current.CancellationToken);
        var north = SmallHospital.Make("north");
        var variables = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _collector.Urls.Single(), ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "500", ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        };
        await using (var server = await ServerProcess.Serve(Paths.NewFolder(), hospitalFile: north.File, environment: variables))
        {
            await using (var ehr = await Ehr.Connect(server))
            {
                (await ehr.Tell("A01", "traced-admission", "ana", 1)).ShouldBe("AA");
            }

            (await server.Http.PostAsJsonAsync($"/api/hospitals/{north.Id}/placement/plans", new { seconds = 1 })).EnsureSuccessStatusCode();

            foreach (var name in new[]
                {
                    "medmgr.log.append.duration", "medmgr.log.commit.size", "medmgr.log.append.waiting", "medmgr.hl7.message.duration", "medmgr.board.frames",
                    "medmgr.board.displays", "medmgr.board.quarantine", "medmgr.board.live", "medmgr.board.lag", "medmgr.optimiser.search.duration", "dotnet.gc.collections",
                })
            {
                await Patiently.Until(() => Task.FromResult(_metrics.Any(m => m.AsSpan().IndexOf(Encoding.UTF8.GetBytes(name)) >= 0)), $"no {name} has come");
            }

            Span? message = null;
            await Patiently.Until(
                () => Task.FromResult((message = Spans().FirstOrDefault(s => s.Name == "hl7.message" && s.Mentions("traced-admission"))) is not null), "no trace of the message has come");
            await Patiently.Until(
                () => Task.FromResult(Spans().Any(s => s.Name == "log.append" && s.Trace == message!.Trace && s.Parent == message.Id && s.Mentions("hl7:TEST-EHR/RGH:traced-admission"))),
                "no append in the trace of the message has come");
        }
    }

    [Fact]
    public async Task A_collector_that_is_no_address_is_said_to_be_none()
    {
        var process = Medmgr.Start(
            ["serve", "--data", Paths.NewFolder(), "--urls", "http://127.0.0.1:0", "--mllp-port", "0"],
            environment: new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "collector:4317" });
        var says = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(2);
        says.ShouldContain("OTEL_EXPORTER_OTLP_ENDPOINT is 'collector:4317', which is no address");
    }

    public ValueTask DisposeAsync() => _collector.DisposeAsync();

    private static async Task Keep(HttpContext http, ConcurrentQueue<byte[]> kept)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        kept.Enqueue(body.ToArray());
        http.Response.ContentType = "application/x-protobuf";
    }

    /// <summary>ExportTraceServiceRequest: resource_spans (1), scope_spans (2), spans (2).</summary>
    private IEnumerable<Span> Spans() =>
        from request in _traces
        from resource in Fields(request, 1)
        from scope in Fields(resource, 2)
        from span in Fields(scope, 2)
        select new Span(span, Hex(span, 1), Hex(span, 2), Hex(span, 4), Encoding.UTF8.GetString(Fields(span, 5).Single()));

    private static string Hex(byte[] message, int field) => Convert.ToHexString(Fields(message, field).SingleOrDefault() ?? []);

    private static List<byte[]> Fields(byte[] message, int field)
    {
        var found = new List<byte[]>();
        var input = new CodedInputStream(message);
        while (input.ReadTag() is not 0 and var tag)
        {
            if (WireFormat.GetTagFieldNumber(tag) == field && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                found.Add(input.ReadBytes().ToByteArray());
            }
            else
            {
                input.SkipLastField();
            }
        }

        return found;
    }

    private sealed record Span(byte[] Bytes, string Trace, string Id, string Parent, string Name)
    {
        public bool Mentions(string text) => Bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    }
}
