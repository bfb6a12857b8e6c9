using System.Net;
using System.Net.Sockets;
using MedMgr.Ops.Hl7.Acknowledgement;
using MedMgr.Ops.Hl7.Messages;
using MedMgr.Ops.Hl7.Mllp;
using Microsoft.Extensions.Logging.Abstractions;

namespace MedMgr.Ops.Hl7.Tests.Mllp;

public class ListenerTests
{
    private static readonly MllpListenerOptions AnyPort = new() { EndPoint = new IPEndPoint(IPAddress.Loopback, 0) };

    private static byte[] Framed(string controlId, string afterVersion = "") => MllpFraming.Frame(Samples.Numbered(controlId, afterVersion));

    private static async Task<MllpListener> StartAsync(IHl7Receiver receiver, MllpListenerOptions? options = null, TimeProvider? time = null)
    {
        var listener = new MllpListener(options ?? AnyPort, receiver, time ?? TimeProvider.System, NullLogger<MllpListener>.Instance);
        await listener.StartAsync(CancellationToken.None);
        return listener;
    }

    /// <summary>Waits for a state that another thread reaches; fails after 20 s instead of hanging.</summary>
    private static async Task UntilAsync(Func<bool> state)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!state())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    [Fact]
    public async Task A_message_is_handed_over_whole_and_acknowledged()
    {
        ScriptedReceiver receiver = ScriptedReceiver.Accepting();
        await using MllpListener listener = await StartAsync(receiver);
        using RawSender sender = await RawSender.ConnectAsync(listener.LocalEndPoint);
        await sender.SendAsync(Framed("M1"));
        (await sender.NextAsync()).ShouldBe("AA M1");
        ReceivedMessage message = await receiver.NextAsync();
        message.Raw.ToArray().ShouldBe(Samples.Numbered("M1"));
        message.Message!.Find("PID")[3].Value.Text.ShouldBe("P1");
        ((IPEndPoint)message.Remote!).Port.ShouldBe(((IPEndPoint)sender.Socket.LocalEndPoint!).Port);
    }

    [Fact]
    public async Task Pipelined_messages_start_in_order_and_are_answered_in_order_though_they_finish_in_reverse()
    {
        var gates = Enumerable.Range(0, 8).Select(_ => new TaskCompletionSource<AckDecision>(TaskCreationOptions.RunContinuationsAsynchronously)).ToArray();
        var receiver = new ScriptedReceiver(m => gates[int.Parse(m.Header.ControlId, System.Globalization.CultureInfo.InvariantCulture)].Task);
        await using MllpListener listener = await StartAsync(receiver);
        using RawSender sender = await RawSender.ConnectAsync(listener.LocalEndPoint);
        await sender.SendAsync([.. Enumerable.Range(0, 8).SelectMany(i => Framed($"{i}"))]);
        for (int i = 0; i < 8; i++)
            (await receiver.NextAsync()).Header.ControlId.ShouldBe($"{i}");
        for (int i = 7; i >= 0; i--)
            gates[i].SetResult(i == 5 ? new AckDecision(AckCode.Error, []) : AckDecision.Accepted);
        for (int i = 0; i < 8; i++)
            (await sender.NextAsync()).ShouldBe(i == 5 ? "AE 5" : $"AA {i}");
    }

    [Fact]
    public async Task A_full_window_stops_the_reading_until_an_answer_has_left()
    {
        var gate = new TaskCompletionSource<AckDecision>(TaskCreationOptions.RunContinuationsAsynchronously);
        var receiver = new ScriptedReceiver(m => m.Header.ControlId == "0" ? gate.Task : Task.FromResult(AckDecision.Accepted));
        await using MllpListener listener = await StartAsync(receiver, AnyPort with { Window = 3 });
        using RawSender sender = await RawSender.ConnectAsync(listener.LocalEndPoint);
        await sender.SendAsync([.. Enumerable.Range(0, 10).SelectMany(i => Framed($"{i}"))]);
        for (int i = 0; i < 3; i++)
            await receiver.NextAsync();
        receiver.Started.Count.ShouldBe(3);
        listener.Counters.Messages.ShouldBe(3);
        gate.SetResult(AckDecision.Accepted);
        for (int i = 0; i < 10; i++)
            (await sender.NextAsync()).ShouldBe($"AA {i}");
        receiver.Started.Count.ShouldBe(10);
    }

    [Fact]
    public async Task Enhanced_mode_gets_the_accept_and_then_the_application_acknowledgement()
    {
        await using MllpListener listener = await StartAsync(ScriptedReceiver.Accepting());
        using RawSender sender = await RawSender.ConnectAsync(listener.LocalEndPoint);
        await sender.SendAsync(Framed("E1", "|||AL|AL"), Framed("E2", "|||NE|NE"), Framed("E3", "|||NE|AL"));
        (await sender.NextAsync()).ShouldBe("CA E1");
        (await sender.NextAsync()).ShouldBe("AA E1");
        (await sender.NextAsync()).ShouldBe("AA E3");
    }

    [Fact]
    public async Task Garbage_between_frames_and_broken_messages_do_not_end_the_connection()
    {
        var receiver = new ScriptedReceiver(m => Task.FromResult(m.Error is { } error ? AckDecision.Unreadable(error) : AckDecision.Accepted));
        await using MllpListener listener = await StartAsync(receiver, AnyPort with { Limits = new Hl7Limits(MaxBytes: 500) });
        using RawSender sender = await RawSender.ConnectAsync(listener.LocalEndPoint);
        await sender.SendAsync("GET / HTTP/1.1\r\n"u8.ToArray(), Framed("M1"), [0x0B, .. "MSH|^~\\&|half"u8], Framed("M2"));
        (await sender.NextAsync()).ShouldBe("AA M1");
        (await sender.NextAsync()).ShouldBe("AA M2");
        await sender.SendAsync(MllpFraming.Frame("this is no HL7"u8), MllpFraming.Frame([.. Samples.Numbered("BIG"), .. new byte[600]]), Framed("M3"));
        (await sender.NextAsync()).ShouldBe("AR ");
        (await sender.NextAsync()).ShouldBe("AR BIG");
        (await sender.NextAsync()).ShouldBe("AA M3");
        (listener.Counters.JunkRuns, listener.Counters.AbandonedFrames, listener.Counters.OversizeFrames).ShouldBe((1, 1, 1));
    }

    [Fact]
    public async Task A_receiver_that_throws_is_answered_with_an_internal_error()
    {
        var receiver = new ScriptedReceiver(m => m.Header.ControlId == "BAD" ? throw new InvalidOperationException("bug") : Task.FromResult(AckDecision.Accepted));
        await using MllpListener listener = await StartAsync(receiver);
        using RawSender sender = await RawSender.ConnectAsync(listener.LocalEndPoint);
        await sender.SendAsync(Framed("BAD"), Framed("M2"));
        ReceivedAck ack = (await sender.NextAckAsync())!;
        (ack.Code, ack.ControlId).ShouldBe(("AE", "BAD"));
        ack.Text!.ShouldNotContain("bug");
        (await sender.NextAsync()).ShouldBe("AA M2");
        listener.Counters.ReceiverFaults.ShouldBe(1);
    }

    [Fact]
    public async Task Acknowledgements_are_not_answered()
    {
        ScriptedReceiver receiver = ScriptedReceiver.Accepting();
        await using MllpListener listener = await StartAsync(receiver);
        using RawSender sender = await RawSender.ConnectAsync(listener.LocalEndPoint);
        await sender.SendAsync(MllpFraming.Frame(@"MSH|^~\&|EHR|N|M|R|2026||ACK|X|P|2.5"u8), Framed("M1"));
        (await sender.NextAsync()).ShouldBe("AA M1");
        listener.Counters.ReceivedAcknowledgements.ShouldBe(1);
        receiver.Started.ShouldBe(["M1"]);
    }

    [Fact]
    public async Task A_sender_that_has_closed_its_side_still_gets_its_acknowledgements()
    {
        var gate = new TaskCompletionSource<AckDecision>(TaskCreationOptions.RunContinuationsAsynchronously);
        var receiver = new ScriptedReceiver(_ => gate.Task);
        await using MllpListener listener = await StartAsync(receiver);
        using RawSender sender = await RawSender.ConnectAsync(listener.LocalEndPoint);
        await sender.SendAsync(Framed("M1"), [0x0B, .. "MSH|half"u8]);
        sender.Socket.Shutdown(SocketShutdown.Send);
        await receiver.NextAsync();
        await UntilAsync(() => listener.Counters.AbandonedFrames == 1);
        gate.SetResult(AckDecision.Accepted);
        (await sender.NextAsync()).ShouldBe("AA M1");
        (await sender.NextAsync()).ShouldBe("closed");
        await UntilAsync(() => listener.Counters.OpenConnections == 0);
    }

    [Fact]
    public async Task What_a_vanished_sender_sent_is_still_finished()
    {
        var gate = new TaskCompletionSource<AckDecision>(TaskCreationOptions.RunContinuationsAsynchronously);
        var receiver = new ScriptedReceiver(_ => gate.Task);
        await using MllpListener listener = await StartAsync(receiver);
        RawSender sender = await RawSender.ConnectAsync(listener.LocalEndPoint);
        await sender.SendAsync(Framed("M1"));
        await receiver.NextAsync();
        sender.Socket.Close(0);
        receiver.LastToken.IsCancellationRequested.ShouldBeFalse();
        gate.SetResult(AckDecision.Accepted);
        await UntilAsync(() => listener.Counters.OpenConnections == 0);
    }

    [Fact]
    public async Task A_sender_that_does_not_read_is_cut_off_after_the_write_timeout()
    {
        // Each acknowledgement carries a long echo, so few of them fill both socket buffers.
        var time = new ManualTime(Samples.ReceivedAt);
        var wordy = new AckDecision(AckCode.Error, [.. Enumerable.Range(0, 300).Select(i => new AckError(Hl7ErrorCode.DataType, null, new string('x', 240)))]);
        await using MllpListener listener = await StartAsync(new ScriptedReceiver(_ => Task.FromResult(wordy)), AnyPort with { WriteTimeout = TimeSpan.FromSeconds(30), IdleTimeout = Timeout.InfiniteTimeSpan }, time);
        using RawSender slow = await RawSender.ConnectAsync(listener.LocalEndPoint, receiveBuffer: 4096);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        Task sending = Task.Run(async () =>
        {
            try
            {
                for (int i = 0; i < 2_000; i++)
                    await slow.SendAsync(Framed($"{i}"));
            }
            catch (SocketException)
            {
                return; // Cut off, as it should be.
            }
        });
        while (listener.Counters.SlowClosed == 0)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
            time.Advance(TimeSpan.FromSeconds(10));
        }

        await sending;
        using RawSender other = await RawSender.ConnectAsync(listener.LocalEndPoint);
        await other.SendAsync(Framed("M1"));
        (await other.NextAsync()).ShouldBe("AE M1");
    }

    [Fact]
    public async Task A_silent_connection_is_closed_and_one_with_work_under_way_is_not()
    {
        var time = new ManualTime(Samples.ReceivedAt);
        var gate = new TaskCompletionSource<AckDecision>(TaskCreationOptions.RunContinuationsAsynchronously);
        var receiver = new ScriptedReceiver(_ => gate.Task);
        await using MllpListener listener = await StartAsync(receiver, AnyPort with { IdleTimeout = TimeSpan.FromMinutes(1) }, time);
        using RawSender busy = await RawSender.ConnectAsync(listener.LocalEndPoint);
        await busy.SendAsync(Framed("M1"));
        await receiver.NextAsync();
        time.Advance(TimeSpan.FromMinutes(5));
        listener.Counters.IdleClosed.ShouldBe(0);
        gate.SetResult(AckDecision.Accepted);
        (await busy.NextAsync()).ShouldBe("AA M1");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (listener.Counters.IdleClosed == 0)
        {
            limit.Token.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        (await busy.NextAsync()).ShouldBe("closed");
    }

    [Fact]
    public async Task One_connection_too_many_is_closed_at_once()
    {
        await using MllpListener listener = await StartAsync(ScriptedReceiver.Accepting(), AnyPort with { MaxConnections = 1 });
        using RawSender first = await RawSender.ConnectAsync(listener.LocalEndPoint);
        await first.SendAsync(Framed("M1"));
        (await first.NextAsync()).ShouldBe("AA M1");
        using RawSender second = await RawSender.ConnectAsync(listener.LocalEndPoint);
        (await second.NextAsync()).ShouldBe("closed");
        listener.Counters.RefusedConnections.ShouldBe(1);
        await first.SendAsync(Framed("M2"));
        (await first.NextAsync()).ShouldBe("AA M2");
    }

    [Fact]
    public async Task A_stop_answers_what_was_taken_and_takes_no_more()
    {
        var gate = new TaskCompletionSource<AckDecision>(TaskCreationOptions.RunContinuationsAsynchronously);
        var receiver = new ScriptedReceiver(_ => gate.Task);
        await using MllpListener listener = await StartAsync(receiver);
        using RawSender sender = await RawSender.ConnectAsync(listener.LocalEndPoint);
        IPEndPoint address = listener.LocalEndPoint;
        await sender.SendAsync(Framed("M1"), Framed("M2"));
        await receiver.NextAsync();
        await receiver.NextAsync();
        Task stopping = listener.StopAsync(CancellationToken.None);
        stopping.IsCompleted.ShouldBeFalse();
        gate.SetResult(AckDecision.Accepted);
        await stopping;
        (await sender.NextAsync()).ShouldBe("AA M1");
        (await sender.NextAsync()).ShouldBe("AA M2");
        (await sender.NextAsync()).ShouldBe("closed");
        await Should.ThrowAsync<SocketException>(() => RawSender.ConnectAsync(address));
    }

    [Fact]
    public async Task A_stop_without_grace_leaves_the_unfinished_unanswered()
    {
        CancellationToken token = default;
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var receiver = new CancellableReceiver(async cancellation =>
        {
            token = cancellation;
            arrived.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            return AckDecision.Accepted;
        });
        await using MllpListener listener = await StartAsync(receiver);
        using RawSender sender = await RawSender.ConnectAsync(listener.LocalEndPoint);
        await sender.SendAsync(Framed("M1"));
        await arrived.Task;
        await listener.StopAsync(new CancellationToken(canceled: true));
        token.IsCancellationRequested.ShouldBeTrue();
        (await sender.NextAsync()).ShouldBe("closed");
    }

    [Fact]
    public async Task A_port_in_use_fails_the_start()
    {
        await using MllpListener first = await StartAsync(ScriptedReceiver.Accepting());
        await Should.ThrowAsync<SocketException>(() => StartAsync(ScriptedReceiver.Accepting(), AnyPort with { EndPoint = first.LocalEndPoint }));
    }

    private sealed class CancellableReceiver(Func<CancellationToken, Task<AckDecision>> handle) : IHl7Receiver
    {
        public Task<AckDecision> HandleAsync(ReceivedMessage message, CancellationToken cancellationToken) => handle(cancellationToken);
    }
}
