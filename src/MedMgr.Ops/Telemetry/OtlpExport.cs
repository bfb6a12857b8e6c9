using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Hl7.Intake;
using MedMgr.Ops.Optimising;
using MedMgr.Ops.WallBoard;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MedMgr.Ops.Telemetry;

/// <summary>Sends metrics and traces to an OpenTelemetry collector where one is named. The variables are those of the specification, OTEL_….</summary>
/// <remarks>Registered first: it hears the start of everything else, and its end. Orleans, in its build, hands a trace from grain to grain only while somebody listens to its own source.</remarks>
internal sealed class OtlpExport : IHostedService, IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Meters =
    [
        EventLogTelemetry.Name, Hl7Telemetry.Name, WallBoardTelemetry.Name, ApiTelemetry.Name, SearchTelemetry.Name, "Microsoft.Orleans",
        "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections", "Npgsql",
    ];

    private static readonly string[] Sources = [EventLogTelemetry.Name, Hl7Telemetry.Name, SearchTelemetry.Name, "Microsoft.AspNetCore", "Npgsql", "Microsoft.Orleans.Application"];

    private readonly WallBoardTelemetry _boards;
    private MeterProvider? _metrics;
    private TracerProvider? _traces;

    public OtlpExport(WallBoardTelemetry boards) => _boards = boards;

    /// <returns>What is wrong with the variables; null when nothing is, or none is set.</returns>
    public static string? WhatIsWrong() => Environment.GetEnvironmentVariable(Endpoint) is { Length: > 0 } named
        && !(Uri.TryCreate(named, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            ? $"{Endpoint} is '{named}', which is no address: name a collector, for example http://127.0.0.1:4317, or unset it."
            : null;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable(Endpoint) is { Length: > 0 })
        {
            // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES come in over what is said here.
            var resource = ResourceBuilder.CreateDefault().AddService("medmgr").AddEnvironmentVariableDetector();
            _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddOtlpExporter().Build();
            _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources).AddOtlpExporter().Build();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sends what is left.</summary>
    public void Dispose()
    {
        _metrics?.Dispose();
        _traces?.Dispose();
        _boards.Dispose();
    }
}
