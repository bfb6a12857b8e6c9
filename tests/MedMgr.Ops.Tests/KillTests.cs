using System.Collections.Concurrent;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Hl7.Mllp;
using MedMgr.Ops.Tests.Support;

namespace MedMgr.Ops.Tests;

public sealed class KillTests
{
    private const int Rounds = 3;
    private const int Senders = 8;
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    private static readonly string[] Beds = [.. Enumerable.Range(1, 28).Select(n => $"ICU-{n:00}")];

    /// <summary>Not a restart that is waited for but kill -9 in the middle of traffic, as often as it takes to hit a commit.</summary>
    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_the_server_is_killed_under_load()
    {
        var data = Paths.NewFolder();
        var acknowledged = new ConcurrentDictionary<string, bool>();
        for (var round = 0; round < Rounds; round++)
        {
            await using var server = await ServerProcess.Serve(data);
            var before = acknowledged.Count;
            using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            var senders = Enumerable.Range(0, Senders).Select(s => SendUntilTheServerDies(server, round, s, acknowledged, stop.Token)).ToArray();
            while (acknowledged.Count < before + 400 && !stop.IsCancellationRequested)
            {
                await Task.Delay(5);
            }

            await server.KillHard();
            await Task.WhenAll(senders);
            acknowledged.Count.ShouldBeGreaterThan(before);
        }

        // The server that comes up again finds nothing that it must refuse, and shows a board whose figures add up.
        await using (var survivor = await ServerProcess.Serve(data))
        {
            (await survivor.Board()).GetProperty("figures").GetProperty("openBeds").GetInt32().ShouldBe(404);
            (await survivor.Stop()).ShouldBe(0);
        }

        var (exit, said, _) = await Medmgr.Run("log", "verify", "--data", data);
        exit.ShouldBe(0, said);
        await using var log = await EventLogs.OpenSqliteReadOnlyAsync(data);
        var written = new HashSet<string>();
        await foreach (var recorded in log.ReadAllAsync("riverside"))
        {
            written.Add(recorded.Cause.Id);
        }

        acknowledged.Keys.Where(id => !written.Contains(id)).ShouldBeEmpty();
    }

    private static async Task SendUntilTheServerDies(ServerProcess server, int round, int sender, ConcurrentDictionary<string, bool> acknowledged, CancellationToken stop)
    {
        try
        {
            await using var ehr = await MllpClient.ConnectAsync("127.0.0.1", server.MllpPort, new MllpClientOptions(), TimeProvider.System, stop);
            for (var n = 0; !stop.IsCancellationRequested; n++)
            {
                var visit = $"r{round}-s{sender}-{n}";
                var bed = Beds[(sender + n * Senders) % Beds.Length];
                foreach (var trigger in new[] { "A01", "A03" })
                {
                    var id = $"{visit}-{trigger}";
                    var reply = await ehr.SendAsync(Adt.Message(trigger, id, visit, $"ICU^{bed}^{bed}", Start.AddSeconds(n)), stop);
                    if (reply.Final?.Code == "AA")
                    {
                        acknowledged[$"hl7:TEST-EHR/RGH:{id}"] = true;
                    }
                }
            }
        }
        catch (Exception e) when (e is IOException or TimeoutException or OperationCanceledException or System.Net.Sockets.SocketException)
        {
            // The server is dead: that is what this test is about.
        }
    }
}
