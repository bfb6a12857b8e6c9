using System.Net;
using System.Text;
using MedMgr.Ops.Hl7.Acknowledgement;
using MedMgr.Ops.Hl7.Messages;
using MedMgr.Ops.Hl7.Mllp;
using MedMgr.Ops.Hl7.Sending;
using MedMgr.Ops.Hl7.Tests.Mllp;
using Microsoft.Extensions.Logging.Abstractions;

namespace MedMgr.Ops.Hl7.Tests.Sending;

public class SendingTests
{
    private static string[] Messages(AdtFile file) => [.. file.Messages.Select(m => Encoding.UTF8.GetString(m.Bytes.Span))];

    [Theory]
    [InlineData("\r")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Messages_in_a_text_file_begin_with_MSH_whatever_its_line_ends(string end)
    {
        string text = string.Join(end, "\uFEFFFHS|^~\\&|x", "BHS|^~\\&", "MSH|^~\\&|1", "PID|1  ", "", "MSH|^~\\&|2", "", "PID|2", "BTS|2", "FTS|1", "");
        AdtFile file = AdtFileReader.Read(Encoding.UTF8.GetBytes(text));
        Messages(file).ShouldBe(["MSH|^~\\&|1\rPID|1\r", "MSH|^~\\&|2\rPID|2\r"]);
        file.Messages.Select(m => m.Line).ShouldBe([3, 6]);
        file.Skipped.ShouldBeEmpty();
    }

    [Fact]
    public void Line_ends_may_be_kept_to_try_a_receiver() =>
        Messages(AdtFileReader.Read("MSH|1\nPID|1 \n\nMSH|2\r\nPID|2"u8.ToArray(), SegmentEnds.AsInFile)).ShouldBe(["MSH|1\nPID|1 \n", "MSH|2\r\nPID|2"]);

    [Fact]
    public void Text_before_the_first_message_is_reported() =>
        AdtFileReader.Read("hello\n\nMSH|1\n"u8.ToArray()).Skipped.ShouldBe([new SkippedText(1, "text before the first MSH")]);

    [Fact]
    public void A_framed_file_is_read_by_its_frames()
    {
        byte[] bytes = [.. MllpFraming.Frame("MSH|1\n"u8), .. "junk"u8, .. MllpFraming.Frame("MSH|2"u8), 0x0B, .. "MSH|cut"u8];
        AdtFile file = AdtFileReader.Read(bytes);
        Messages(file).ShouldBe(["MSH|1\n", "MSH|2"]);
        file.Skipped.Select(s => s.Reason).ShouldBe(["bytes between frames", "a frame without its end"]);
    }

    [Fact]
    public async Task Files_are_sent_in_order_and_counted_by_code()
    {
        var receiver = new ScriptedReceiver(m => Task.FromResult(m.Header.ControlId switch
        {
            "3" => AckDecision.Refused(AckCode.Error, new AckError(Hl7ErrorCode.RequiredFieldMissing, new Hl7Location("PV1", 3), "no location")),
            "4" => AckDecision.Refused(AckCode.Reject, new AckError(Hl7ErrorCode.UnsupportedEventCode, new Hl7Location("MSH", 9, 2), "no such event")),
            _ => AckDecision.Accepted,
        }));
        await using var listener = new MllpListener(new MllpListenerOptions { EndPoint = new IPEndPoint(IPAddress.Loopback, 0) }, receiver, TimeProvider.System, NullLogger<MllpListener>.Instance);
        await listener.StartAsync(CancellationToken.None);
        AdtFile File(int from, int to) => AdtFileReader.Read((byte[])[.. Enumerable.Range(from, to - from + 1).SelectMany(i => Samples.Numbered($"{i}"))]);
        var sender = new AdtSender(new MllpClientOptions { Window = 16 }, TimeProvider.System);

        SendReport report = await sender.SendAsync("127.0.0.1", listener.LocalEndPoint.Port, [("a", File(1, 5)), ("b", File(6, 300))], CancellationToken.None);

        report.CountsByCode.ShouldBe(new Dictionary<string, int> { ["AA"] = 298, ["AE"] = 1, ["AR"] = 1 });
        report.AllAccepted.ShouldBeFalse();
        receiver.Started.ShouldBe(Enumerable.Range(1, 300).Select(i => $"{i}"));
        report.Messages[2].ShouldBe(new SentMessage("a", 9, "3", "AE", "PV1-3: no location", Failed: false));
        (await sender.SendAsync("127.0.0.1", listener.LocalEndPoint.Port, [("a", File(1, 2))], CancellationToken.None)).AllAccepted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_receiver_that_hangs_up_leaves_the_rest_reported_as_unanswered()
    {
        var gate = new TaskCompletionSource<AckDecision>();
        var receiver = new ScriptedReceiver(_ => gate.Task);
        await using var listener = new MllpListener(new MllpListenerOptions { EndPoint = new IPEndPoint(IPAddress.Loopback, 0) }, receiver, TimeProvider.System, NullLogger<MllpListener>.Instance);
        await listener.StartAsync(CancellationToken.None);
        AdtFile file = AdtFileReader.Read((byte[])[.. Samples.Numbered("1"), .. Samples.Numbered("2"), .. Samples.Numbered("3")]);
        Task<SendReport> sending = new AdtSender(new MllpClientOptions(), TimeProvider.System).SendAsync("127.0.0.1", listener.LocalEndPoint.Port, [("f", file)], CancellationToken.None);
        await receiver.NextAsync();
        gate.SetCanceled();
        Task stopping = listener.StopAsync(new CancellationToken(canceled: true));
        SendReport report = await sending;
        await stopping;
        report.Messages.Length.ShouldBe(3);
        report.Messages[^1].Failed.ShouldBeTrue();
        report.CountsByCode["none"].ShouldBeGreaterThanOrEqualTo(1);
        report.AllAccepted.ShouldBeFalse();
    }
}
