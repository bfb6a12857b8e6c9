using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using MedMgr.Ops.Hl7.Acknowledgement;
using MedMgr.Ops.Hl7.Messages;
using MedMgr.Ops.Hl7.Mllp;

namespace MedMgr.Ops.Hl7.Tests.Mllp;

/// <summary>A sender that writes any bytes it likes.</summary>
internal sealed class RawSender : IDisposable
{
    private readonly MllpFrameDecoder _decoder = new(1 << 20);
    private readonly PipeReader _input;

    private RawSender(Socket socket)
    {
        Socket = socket;
        _input = PipeReader.Create(new NetworkStream(socket));
    }

    public Socket Socket { get; }

    public static async Task<RawSender> ConnectAsync(IPEndPoint to, int? receiveBuffer = null)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        if (receiveBuffer is { } size)
            socket.ReceiveBufferSize = size;
        await socket.ConnectAsync(to);
        return new RawSender(socket);
    }

    public async Task SendAsync(params byte[][] pieces)
    {
        foreach (byte[] piece in pieces)
            await Socket.SendAsync(piece);
    }

    /// <summary>The next acknowledgement; null where the listener closed.</summary>
    public async Task<ReceivedAck?> NextAckAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            ReadResult read;
            try
            {
                read = await _input.ReadAsync(limit.Token);
            }
            catch (IOException)
            {
                return null;
            }

            ReadOnlySequence<byte> buffer = read.Buffer;
            if (_decoder.TryRead(ref buffer, out MllpItem item))
            {
                item.Kind.ShouldBe(MllpItemKind.Message);
                _input.AdvanceTo(buffer.Start);
                return ReceivedAck.Of(Hl7Message.Parse(item.Bytes.Span));
            }

            _input.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
                return null;
        }
    }

    public async Task<string> NextAsync() => await NextAckAsync() is { } ack ? $"{ack.Code} {ack.ControlId}" : "closed";

    public void Dispose() => Socket.Dispose();
}
