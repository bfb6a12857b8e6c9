using System.Net;
using MedMgr.Ops.Hl7.Mllp;

namespace MedMgr.Ops.Driving;

/// <summary>The line of an EHR: what was not answered is sent again over a new connection, as real senders do.</summary>
/// <remarks>The bytes are the same each time, control id included: the receiver does once what came twice. Safe for concurrent use.</remarks>
internal sealed class EhrLine : IAsyncDisposable
{
    private readonly IPEndPoint _receiver;
    private readonly MllpClientOptions _options;
    private readonly TimeProvider _time;
    private readonly Patience _patience;
    private readonly SemaphoreSlim _connecting = new(1);
    private MllpClient? _client;

    public EhrLine(IPEndPoint receiver, MllpClientOptions options, TimeProvider time, Patience patience) =>
        (_receiver, _options, _time, _patience) = (receiver, options, time, patience);

    /// <exception cref="IOException">The receiver is lost. Likewise <see cref="System.Net.Sockets.SocketException"/> and <see cref="TimeoutException"/>.</exception>
    public Task<MllpReply> Send(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => _patience.Try(
        async () =>
        {
            var client = await Connected(cancellationToken);
            try
            {
                return await client.SendAsync(message, cancellationToken);
            }
            catch (Exception e) when (e is IOException or TimeoutException or ObjectDisposedException)
            {
                await HangUp(client);
                if (e is ObjectDisposedException)
                {
                    throw new IOException("another message found the connection broken", e);
                }

                throw;
            }
        },
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_client is { } client)
        {
            await HangUp(client);
        }

        _connecting.Dispose();
    }

    private async Task<MllpClient> Connected(CancellationToken cancellationToken)
    {
        await _connecting.WaitAsync(cancellationToken);
        try
        {
            return _client ??= await MllpClient.ConnectAsync(_receiver.Address.ToString(), _receiver.Port, _options, _time, cancellationToken);
        }
        finally
        {
            _connecting.Release();
        }
    }

    /// <summary>Many messages may find the same connection broken: the first of them closes it.</summary>
    private async Task HangUp(MllpClient broken)
    {
        if (Interlocked.CompareExchange(ref _client, null, broken) == broken)
        {
            await broken.DisposeAsync();
        }
    }
}
