using System.Net;
using System.Net.Sockets;
using System.Text;
using MedMgr.Ops.Driving;
using MedMgr.Ops.Hl7.Mllp;

namespace MedMgr.Ops.Placement.Tests.Drills;

/// <summary>What an EHR does when its receiver is slow, or away.</summary>
public sealed class EhrLineTests : IDisposable
{
    private static readonly byte[] Message = Encoding.ASCII.GetBytes("MSH|^~\\&|EHR|H|MEDMGR|H|20250205070000||ADT^A01|id-1|P|2.5.1\r");
    private static readonly byte[] Answer = MllpFraming.Frame(Encoding.ASCII.GetBytes("MSH|^~\\&|MEDMGR|H|EHR|H|20250205070000||ACK|a-1|P|2.5.1\rMSA|AA|id-1\r"));

    private readonly TcpListener _receiver = new(IPAddress.Loopback, 0);

    public EhrLineTests() => _receiver.Start();

    public void Dispose() => _receiver.Dispose();

    [Fact]
    public async Task A_message_whose_connection_breaks_before_the_answer_is_sent_again_just_as_it_was()
    {
        await using var line = Line(Patience.Usual, TimeSpan.FromMinutes(2));
        var sending = line.Send(Message, CancellationToken.None);
        byte[] first;
        using (var broken = await _receiver.AcceptTcpClientAsync())
        {
            first = await Frame(broken);
        }

        using var second = await _receiver.AcceptTcpClientAsync();
        (await Frame(second)).ShouldBe(first);
        await second.GetStream().WriteAsync(Answer);
        (await sending).Final!.IsPositive.ShouldBeTrue();
    }

    [Fact]
    public async Task A_message_that_is_not_answered_in_time_is_sent_again_over_a_new_connection()
    {
        await using var line = Line(Patience.Usual, TimeSpan.FromSeconds(1));
        var sending = line.Send(Message, CancellationToken.None);
        using var silent = await _receiver.AcceptTcpClientAsync();
        var first = await Frame(silent);
        using var second = await _receiver.AcceptTcpClientAsync();
        (await Frame(second)).ShouldBe(first);
        await second.GetStream().WriteAsync(Answer);
        (await sending).Final!.IsPositive.ShouldBeTrue();
    }

    [Fact]
    public async Task Where_nobody_listens_any_more_the_line_gives_up()
    {
        var line = Line(new Patience(TriesMax: 3, TimeSpan.FromMilliseconds(1)), TimeSpan.FromMinutes(2));
        _receiver.Stop();
        await Should.ThrowAsync<SocketException>(() => line.Send(Message, CancellationToken.None));
        await line.DisposeAsync();
    }

    private EhrLine Line(Patience patience, TimeSpan answerAtMost) =>
        new((IPEndPoint)_receiver.LocalEndpoint, new MllpClientOptions { ReplyTimeout = answerAtMost }, TimeProvider.System, patience);

    private static async Task<byte[]> Frame(TcpClient from)
    {
        var frame = new byte[MllpFraming.Frame(Message).Length];
        await from.GetStream().ReadExactlyAsync(frame);
        return frame;
    }
}
