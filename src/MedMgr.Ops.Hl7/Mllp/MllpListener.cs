using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MedMgr.Ops.Hl7.Acknowledgement;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MedMgr.Ops.Hl7.Mllp;

/// <summary>Listens for senders over MLLP and answers each message once its receiver has decided.</summary>
/// <remarks>
/// Starting binds the port, so a port in use fails the start. Stopping takes no more connections or messages, answers those handed
/// to the receiver, and closes; when the stop's token fires first, what is left is cut off unanswered and its sender will send again.
/// </remarks>
public sealed class MllpListener : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan AcceptRetry = TimeSpan.FromMilliseconds(100);

    private readonly MllpListenerOptions _options;
    private readonly IHl7Receiver _receiver;
    private readonly TimeProvider _time;
    private readonly ILogger<MllpListener> _logger;
    private readonly AckBuilder _acks;
    private readonly ConcurrentDictionary<long, Task> _connections = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private Socket? _socket;
    private Task _accepting = Task.CompletedTask;
    private int _disposed;

    /// <summary>A listener that has not been started.</summary>
    public MllpListener(MllpListenerOptions options, IHl7Receiver receiver, TimeProvider time, ILogger<MllpListener> logger)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Window, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxConnections, 1, nameof(options));
        _options = options;
        _receiver = receiver;
        _time = time;
        _logger = logger;
        _acks = new AckBuilder(time, new AckControlIds(time.GetUtcNow()), options.Application, options.Facility);
    }

    /// <summary>What has been seen since the start.</summary>
    public MllpCounters Counters { get; } = new();

    /// <summary>Where it listens, with the port that was taken.</summary>
    /// <exception cref="InvalidOperationException">Not started.</exception>
    public IPEndPoint LocalEndPoint => (IPEndPoint?)_socket?.LocalEndPoint ?? throw new InvalidOperationException("The listener has not been started.");

    /// <summary>Binds the port and begins to accept.</summary>
    /// <exception cref="SocketException">The port can not be had.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(_options.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(_options.EndPoint);
            socket.Listen(backlog: 128);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }

        _socket = socket;
        _accepting = AcceptAsync(socket);
        _logger.LogInformation("Listening for HL7 over MLLP on {EndPoint}", LocalEndPoint);
        return Task.CompletedTask;
    }

    /// <summary>Stops taking messages, answers what was taken, and closes.</summary>
    /// <param name="cancellationToken">Ends the grace: what is still under way then is cut off.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _socket?.Dispose();
        await _accepting.ConfigureAwait(false);
        await using (cancellationToken.UnsafeRegister(static abort => ((CancellationTokenSource)abort!).Cancel(), _abort).ConfigureAwait(false))
            await Task.WhenAll(_connections.Values).ConfigureAwait(false);
    }

    /// <summary>Cuts off whatever a stop has not ended. Once is enough; a container that holds it twice asks twice.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _abort.CancelAsync().ConfigureAwait(false);
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        _stop.Dispose();
        _abort.Dispose();
    }

    private async Task AcceptAsync(Socket listening)
    {
        for (long number = 1; !_stop.IsCancellationRequested; number++)
        {
            Socket? accepted = await NextAsync(listening).ConfigureAwait(false);
            if (accepted is null)
                continue;
            if (Counters.OpenConnections >= _options.MaxConnections)
            {
                Counters.Refused();
                _logger.LogWarning("Refused a connection from {Remote}: {Max} are open", accepted.RemoteEndPoint, _options.MaxConnections);
                accepted.Dispose();
                continue;
            }

            Counters.Opened();
            Task serving = ServeAsync(accepted, number);
            _connections[number] = serving;
            if (serving.IsCompleted)
                _connections.TryRemove(number, out _); // It ended before it was listed.
        }
    }

    private async Task<Socket?> NextAsync(Socket listening)
    {
        try
        {
            return await listening.AcceptAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (Exception stopping) when (_stop.IsCancellationRequested && stopping is (OperationCanceledException or SocketException or ObjectDisposedException))
        {
            return null; // The socket was closed under us by the stop.
        }
        catch (SocketException fault)
        {
            // The sender hung up between its SYN and our accept, or descriptors ran out: the next try may succeed.
            _logger.LogWarning(fault, "Could not accept a connection");
            await Task.Delay(AcceptRetry, _time, CancellationToken.None).ConfigureAwait(false);
            return null;
        }
    }

    private async Task ServeAsync(Socket socket, long number)
    {
        try
        {
            // Off the accept loop at once, or one sender's first message would hold up the next sender.
            await Task.Yield();
            string name = "mllp-" + number.ToString(CultureInfo.InvariantCulture);
            using var connection = new MllpConnection(socket, name, _options, _receiver, _acks, _time, Counters, _logger);
            await connection.RunAsync(_stop.Token, _abort.Token).ConfigureAwait(false);
        }
        finally
        {
            Counters.Closed();
            _connections.TryRemove(number, out _);
        }
    }
}
