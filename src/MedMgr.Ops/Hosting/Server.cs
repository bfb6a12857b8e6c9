using System.Collections.Immutable;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Pages;

namespace MedMgr.Ops.Hosting;

/// <summary>Runs the server until it is told to stop.</summary>
internal static class Server
{
    /// <param name="started">Called once everything listens.</param>
    public static async Task<int> Run(ServerOptions options, CancellationToken cancellationToken, Func<WebApplication, CancellationToken, Task>? started = null)
    {
        if (Telemetry.OtlpExport.WhatIsWrong() is { } wrong)
        {
            return Commands.Cli.Fail(wrong, 2);
        }

        var (fromFiles, faults) = DefinitionSources.FromFiles(options.HospitalFiles);
        return faults.IsEmpty ? await Run(options, fromFiles, started, announces: true, cancellationToken) : Commands.Cli.Fail(string.Join(Environment.NewLine, faults));
    }

    /// <param name="hospitals">Served besides those that the log knows.</param>
    /// <param name="started">Called once everything listens; what it does to its end.</param>
    /// <param name="announces">Says on standard output where everything is.</param>
    public static async Task<int> Run(
        ServerOptions options, ImmutableArray<HospitalDefinition> hospitals, Func<WebApplication, CancellationToken, Task>? started, bool announces, CancellationToken cancellationToken)
    {
        try
        {
            var (log, snapshots, owner) = await LogOpening.Open(options, cancellationToken);
            await using (owner)
            {
                var fromLog = await DefinitionSources.FromLog(log, cancellationToken);
                ImmutableArray<HospitalDefinition> known = [.. fromLog.Where(k => hospitals.All(f => f.Id != k.Id)), .. hospitals];
                if (options.Ours?.FirstOrDefault(o => known.All(k => k.Id != o)) is { Value: not null } unknown)
                {
                    return Commands.Cli.Fail(
                        $"--owns {unknown}: neither the log nor a file given with --hospital knows it. Known: {string.Join(", ", known.Select(k => k.Id).Order())}.", 2);
                }

                await using var app = Composition.Build(options, log, snapshots, known);
                await app.StartAsync(cancellationToken);
                if (announces)
                {
                    Announce(app);
                }

                if (started is not null)
                {
                    await started(app, cancellationToken);
                }

                await app.WaitForShutdownAsync(cancellationToken);
            }

            return 0;
        }
        catch (EventLogException e)
        {
            return Commands.Cli.Fail(e.Message);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            return Commands.Cli.Fail($"{options.Urls} is in use: stop the other server, or choose another address with --urls.");
        }
        catch (System.Net.Sockets.SocketException e)
        {
            return Commands.Cli.Fail($"{options.MllpAddress}:{options.MllpPort} can not be listened on ({e.Message}): choose another port with --mllp-port.");
        }
    }

    private static void Announce(WebApplication app)
    {
        var directory = app.Services.GetRequiredService<Grains.HospitalDirectory>();
        var mllp = app.Services.GetRequiredService<Hl7.Mllp.MllpListener>();
        foreach (var url in app.Urls)
        {
            foreach (var hospital in directory.Hospitals)
            {
                Console.WriteLine($"Wall    {url}{Places.Wall(hospital)}{(directory.Owners.IsOurs(hospital) ? "" : "   (only shown here)")}");
                Console.WriteLine($"Console {url}{Places.Console(hospital)}");
            }

            Console.WriteLine($"API     {url}/openapi/v1.json");
        }

        Console.WriteLine($"HL7     mllp://{mllp.LocalEndPoint}");
    }
}
