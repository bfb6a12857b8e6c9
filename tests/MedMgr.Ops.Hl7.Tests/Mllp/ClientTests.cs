using System.Net;
using System.Net.Sockets;
using System.Text;
using MedMgr.Ops.Hl7.Acknowledgement;
using MedMgr.Ops.Hl7.Mllp;

namespace MedMgr.Ops.Hl7.Tests.Mllp;

public class ClientTests
{
    /// <summary>A receiver written by hand, so that it may misbehave.</summary>
    private sealed class FakeReceiver : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public FakeReceiver() => _listener.Start();

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public Socket? Socket { get; private set; }

        public async Task<MllpClient> ClientAsync(int window = 4, TimeProvider? time = null)
        {
            Task<Socket> accepting = _listener.AcceptSocketAsync();
            MllpClient client = await MllpClient.ConnectAsync("127.0.0.1", Port, new MllpClientOptions { Window = window }, time ?? TimeProvider.System, CancellationToken.None);
            Socket = await accepting;
            return client;
        }

        public async Task ReplyAsync(params (string Code, string ControlId)[] acks)
        {
            foreach ((string code, string id) in acks)
                await Socket!.SendAsync(MllpFraming.Frame(Encoding.ASCII.GetBytes($"MSH|^~\\&|R||||||ACK|{code}{id}|P|2.5\rMSA|{code}|{id}\r")));
        }

        public void Dispose()
        {
            Socket?.Dispose();
            _listener.Dispose();
        }
    }

    [Fact]
    public async Task Answers_are_matched_by_control_id_whatever_their_order()
    {
        using var receiver = new FakeReceiver();
        await using MllpClient client = await receiver.ClientAsync();
        Task<MllpReply> first = client.SendAsync(Samples.Numbered("A"), CancellationToken.None);
        Task<MllpReply> second = client.SendAsync(Samples.Numbered("B"), CancellationToken.None);
        await receiver.ReplyAsync(("AA", "STRAY"), ("AE", "B"), ("AA", "A"));
        (await first).Final!.Code.ShouldBe("AA");
        (await second).Final!.Code.ShouldBe("AE");
        client.UnmatchedReplies.ShouldBe(1);
    }

    [Fact]
    public async Task Enhanced_mode_waits_for_the_application_unless_the_accept_refuses()
    {
        using var receiver = new FakeReceiver();
        await using MllpClient client = await receiver.ClientAsync();
        Task<MllpReply> both = client.SendAsync(Samples.Numbered("A", "|||AL|AL"), CancellationToken.None);
        Task<MllpReply> refused = client.SendAsync(Samples.Numbered("B", "|||AL|AL"), CancellationToken.None);
        Task<MllpReply> acceptOnly = client.SendAsync(Samples.Numbered("C", "|||AL|NE"), CancellationToken.None);
        (await client.SendAsync(Samples.Numbered("D", "|||NE|NE"), CancellationToken.None)).Final.ShouldBeNull();
        await receiver.ReplyAsync(("CA", "A"), ("CR", "B"), ("CA", "C"), ("AA", "A"));
        ((await both).Accept!.Code, (await both).Application!.Code).ShouldBe(("CA", "AA"));
        ((await refused).Final!.Code, (await refused).Application).ShouldBe(("CR", null));
        (await acceptOnly).Final!.Code.ShouldBe("CA");
    }

    [Fact]
    public async Task No_more_than_a_window_of_messages_is_under_way()
    {
        using var receiver = new FakeReceiver();
        await using MllpClient client = await receiver.ClientAsync(window: 2);
        Task<MllpReply> first = await client.PostAsync(Samples.Numbered("A"), CancellationToken.None);
        Task<MllpReply> second = await client.PostAsync(Samples.Numbered("B"), CancellationToken.None);
        Task<Task<MllpReply>> third = client.PostAsync(Samples.Numbered("C"), CancellationToken.None);
        third.IsCompleted.ShouldBeFalse();
        await receiver.ReplyAsync(("AA", "B"), ("AA", "C"));
        (await second).Final!.ControlId.ShouldBe("B");
        Task<MllpReply> posted = await third;
        await receiver.ReplyAsync(("AA", "C"), ("AA", "A"));
        (await first).Final!.ControlId.ShouldBe("A");
        (await posted).Final!.ControlId.ShouldBe("C");
    }

    [Fact]
    public async Task Silence_ends_in_a_timeout_and_a_late_answer_harms_nobody()
    {
        using var receiver = new FakeReceiver();
        var time = new ManualTime(Samples.ReceivedAt);
        await using MllpClient client = await receiver.ClientAsync(time: time);
        Task<MllpReply> reply = await client.PostAsync(Samples.Numbered("A"), CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(31));
        await Should.ThrowAsync<TimeoutException>(() => reply);
        Task<MllpReply> next = await client.PostAsync(Samples.Numbered("B"), CancellationToken.None);
        await receiver.ReplyAsync(("AA", "A"), ("AA", "B"));
        (await next).Final!.Code.ShouldBe("AA");
    }

    [Fact]
    public async Task A_broken_connection_fails_what_is_under_way_and_what_comes_after()
    {
        using var receiver = new FakeReceiver();
        await using MllpClient client = await receiver.ClientAsync();
        Task<MllpReply> reply = client.SendAsync(Samples.Numbered("A"), CancellationToken.None);
        await receiver.Socket!.ReceiveAsync(new byte[4096]);
        receiver.Socket.Shutdown(SocketShutdown.Both);
        await Should.ThrowAsync<IOException>(() => reply);
        await Should.ThrowAsync<IOException>(() => client.SendAsync(Samples.Numbered("B"), CancellationToken.None));
    }

    [Fact]
    public async Task Nobody_listening_is_said_at_once()
    {
        using var gone = new FakeReceiver();
        int port = gone.Port;
        gone.Dispose();
        await Should.ThrowAsync<SocketException>(() => MllpClient.ConnectAsync("127.0.0.1", port, new MllpClientOptions(), TimeProvider.System, CancellationToken.None));
    }
}
