using MedMgr.Ops.EventLog;
using MedMgr.Ops.Pages;

namespace MedMgr.Ops.Hosting;

/// <summary>Runs the server until it is told to stop.</summary>
internal static class Server
{
    /// <param name="started">Called once everything listens.</param>
    public static async Task<int> Run(ServerOptions options, CancellationToken cancellationToken, Func<WebApplication, CancellationToken, Task>? started = null)
    {
        var (fromFiles, faults) = DefinitionSources.FromFiles(options.HospitalFiles);
        if (!faults.IsEmpty)
        {
            return Commands.Cli.Fail(string.Join(Environment.NewLine, faults));
        }

        try
        {
            var (log, snapshots, owner) = await LogOpening.Open(options, cancellationToken);
            await using (owner)
            {
                var fromLog = await DefinitionSources.FromLog(log, cancellationToken);
                await using var app = Composition.Build(options, log, snapshots, [.. fromLog.Where(k => fromFiles.All(f => f.Id != k.Id)), .. fromFiles]);
                await app.StartAsync(cancellationToken);
                Announce(app);
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
                Console.WriteLine($"Wall    {url}{Places.Wall(hospital)}");
                Console.WriteLine($"Console {url}{Places.Console(hospital)}");
            }

            Console.WriteLine($"API     {url}/openapi/v1.json");
        }

        Console.WriteLine($"HL7     mllp://{mllp.LocalEndPoint}");
    }
}
