using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace MedMgr.Ops.Tests.Faults;

/// <summary>The wire between a server and its PostgreSQL, with somebody who can pull it out: open connections break, new ones are refused.</summary>
internal sealed class CuttableLink : IAsyncDisposable
{
    private readonly string _socket;
    private readonly int _port;
    private readonly ConcurrentDictionary<Socket, bool> _open = new();
    private Socket? _listener;
    private Task _accepting = Task.CompletedTask;

    private CuttableLink(string socket, int port, string connectionString)
    {
        _socket = socket;
        _port = port;
        ConnectionString = connectionString;
        Mend();
    }

    /// <summary>Through the link.</summary>
    public string ConnectionString { get; }

    /// <param name="connectionString">Of a PostgreSQL on a socket of this machine.</param>
    public static CuttableLink To(string connectionString)
    {
        var there = new NpgsqlConnectionStringBuilder(connectionString);
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        var here = new NpgsqlConnectionStringBuilder(connectionString) { Host = "127.0.0.1", Port = port, Timeout = 5, SslMode = SslMode.Disable, GssEncryptionMode = GssEncryptionMode.Disable };
        return new CuttableLink(Path.Combine(there.Host!, $".s.PGSQL.{there.Port}"), port, here.ToString());
    }

    public async Task Cut()
    {
        _listener!.Dispose();
        await _accepting;
        foreach (var socket in _open.Keys)
        {
            socket.Close(0);
        }
    }

    public void Mend()
    {
        _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, _port));
        _listener.Listen();
        _accepting = Accept(_listener);
    }

    public async ValueTask DisposeAsync() => await Cut();

    private async Task Accept(Socket listener)
    {
        while (true)
        {
            Socket near;
            try
            {
                near = await listener.AcceptAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return; // cut
            }

            var far = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await far.ConnectAsync(new UnixDomainSocketEndPoint(_socket));
            _open[near] = _open[far] = true;
            _ = Carry(near, far);
            _ = Carry(far, near);
        }
    }

    private async Task Carry(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            for (int read; (read = await from.ReceiveAsync(buffer)) > 0;)
            {
                for (var sent = 0; sent < read;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent));
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Cut, or one end has closed.
        }

        from.Close(0);
        to.Close(0);
        _open.TryRemove(from, out _);
        _open.TryRemove(to, out _);
    }
}
