using System.Net.Sockets;
using MedMgr.Ops.Hl7.Mllp;
using MedMgr.Ops.Tests.Support;

namespace MedMgr.Ops.Tests.Faults;

public sealed class SenderTests
{
    private static readonly SmallHospital North = SmallHospital.Make("north");

    /// <summary>Writes without end and reads nothing: TCP itself must stop it, and its neighbour must not notice.</summary>
    [Fact]
    public async Task A_sender_that_floods_is_slowed_by_its_own_window_costs_bounded_memory_and_holds_up_nobody()
    {
        const long FloodMost = 512L * 1024 * 1024;
        var data = Paths.NewFolder();
        await using (var server = await ServerProcess.Serve(data, hospitalFile: North.File))
        {
            using var flood = new TcpClient("127.0.0.1", server.MllpPort);
            var written = 0L;
            var stopped = false;
            using var enough = new CancellationTokenSource();
            var flooding = Task.Run(async () =>
            {
                var stream = flood.GetStream();
                try
                {
                    for (var n = 0; written < FloodMost; n++)
                    {
                        var message = Framed(Ehr.Message("A08", $"flood-{n}", $"f-{n % 50}", 1 + (n % 12), Ehr.Start));
                        await stream.WriteAsync(message, enough.Token);
                        Interlocked.Add(ref written, message.Length);
                    }
                }
                catch (Exception e) when (e is OperationCanceledException or IOException)
                {
                    stopped = true;
                }
            });

            await using (var ehr = await Ehr.Connect(server))
            {
                for (var n = 0; n < 60; n++)
                {
                    (await ehr.Tell(n % 2 == 0 ? "A01" : "A03", $"calm-{n}", $"v-{n / 2}", 1 + (n / 2 % 12), Ehr.Start.AddMinutes(n))).ShouldBe("AA");
                }
            }

            server.ResidentBytes.ShouldBeLessThan(600L * 1024 * 1024);
            await enough.CancelAsync();
            await flooding;
            stopped.ShouldBeTrue($"{written} bytes were taken off a sender that reads no answer");
        }

        (await Written.InFolder(data, North))[Ehr.CauseOf("calm-59")].ShouldBe(1);
    }

    [Fact]
    public async Task A_sender_that_breaks_off_in_the_middle_of_a_message_leaves_no_trace_and_the_next_connection_is_served()
    {
        var data = Paths.NewFolder();
        await using (var server = await ServerProcess.Serve(data, hospitalFile: North.File))
        {
            var half = Framed(Ehr.Message("A01", "half", "halved", 1, Ehr.Start));
            for (var n = 0; n < 20; n++)
            {
                using var broken = new TcpClient("127.0.0.1", server.MllpPort);
                await broken.GetStream().WriteAsync(half.AsMemory(0, half.Length / 2), TestContext.Current.CancellationToken);
                broken.Client.Close(n % 2); // every other one by a reset
            }

            await using var ehr = await Ehr.Connect(server);
            (await ehr.Tell("A01", "whole", "ana", 1)).ShouldBe("AA");
        }

        var written = await Written.InFolder(data, North);
        written.ShouldContainKey(Ehr.CauseOf("whole"));
        written.ShouldNotContainKey(Ehr.CauseOf("half"));
    }

    /// <summary>Each message two or three times, and every visit's story in an order of its own: nothing is refused, nothing done twice, no bed given twice.</summary>
    [Fact]
    public async Task Messages_that_come_twice_and_out_of_order_are_all_answered_each_done_once_and_the_beds_stay_consistent()
    {
        const int Seed = 20261122;
        var random = new Random(Seed);
        var story = new[] { ("A01", 0), ("A08", 1), ("A02", 2), ("A16", 3), ("A03", 4) };
        var messages = Enumerable.Range(0, 30)
            .SelectMany(v => story.Select(s => (Trigger: s.Item1, Id: $"v{v}-{s.Item1}", Visit: $"v{v}", Bed: 1 + ((v + (s.Item2 > 1 ? 5 : 0)) % 12), At: Ehr.Start.AddMinutes((v * 10) + s.Item2))))
            .SelectMany(m => Enumerable.Repeat(m, 2 + random.Next(2)))
            .ToArray();
        random.Shuffle(messages);
        var data = Paths.NewFolder();
        await using (var server = await ServerProcess.Serve(data, hospitalFile: North.File))
        await using (var ehr = await Ehr.Connect(server, window: 16))
        {
            var answers = await Task.WhenAll(messages.Select(m => ehr.Tell(m.Trigger, m.Id, m.Visit, m.Bed, m.At)));
            answers.ShouldAllBe(code => code == "AA", $"seed {Seed}");
            (await server.Stop()).ShouldBe(0);
        }

        var written = await Written.InFolder(data, North);
        foreach (var id in messages.Select(m => Ehr.CauseOf(m.Id)).Distinct())
        {
            written.GetValueOrDefault(id).ShouldBe(1, $"{id}, seed {Seed}");
        }
    }

    private static byte[] Framed(byte[] message) => [0x0B, .. message, 0x1C, 0x0D];
}
