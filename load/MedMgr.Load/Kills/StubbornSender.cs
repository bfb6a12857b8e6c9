using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using MedMgr.Load.Feeding;
using MedMgr.Ops.Hl7.Mllp;

namespace MedMgr.Load.Kills;

/// <summary>A sending system as MLLP wants it: one message at a time, the same one again and again over new connections until it is acknowledged.</summary>
internal sealed class StubbornSender
{
    private static readonly Step[] Cycle = [Step.Admit, Step.Update, Step.Transfer, Step.FirstBedReady, Step.DischargeOrder, Step.Discharge, Step.SecondBedReady];
    private static readonly TimeSpan ReconnectAfter = TimeSpan.FromMilliseconds(100);
    private static readonly MllpClientOptions Options = new() { ConnectTimeout = TimeSpan.FromSeconds(2), ReplyTimeout = TimeSpan.FromSeconds(30) };

    private readonly int _port;
    private readonly string _name;
    private readonly string _facility;
    private readonly IReadOnlyList<Visits> _beds;
    private readonly TimeSpan _pause;
    private readonly ConcurrentQueue<string> _acknowledged;
    private readonly ConcurrentQueue<string> _refused;

    /// <param name="pause">Between an acknowledgement and the next message.</param>
    /// <param name="acknowledged">Gets the cause under which the log must hold each message.</param>
    /// <param name="refused">Gets what was answered to messages that were not taken.</param>
    public StubbornSender(
        int port, string name, string facility, IReadOnlyList<Visits> beds, TimeSpan pause, ConcurrentQueue<string> acknowledged, ConcurrentQueue<string> refused)
    {
        _port = port;
        _name = name;
        _facility = facility;
        _beds = beds;
        _pause = pause;
        _acknowledged = acknowledged;
        _refused = refused;
    }

    /// <summary>Messages sent again because no acknowledgement came.</summary>
    public int Repeats { get; private set; }

    public async Task Run(CancellationToken stop)
    {
        try
        {
            MllpClient? connection = null;
            for (var k = 0; ; k++)
            {
                var message = _beds[k % _beds.Count].Make(Cycle[k / _beds.Count % Cycle.Length]);
                for (var taken = false; !taken;)
                {
                    stop.ThrowIfCancellationRequested();
                    try
                    {
                        connection ??= await MllpClient.ConnectAsync("127.0.0.1", _port, Options, TimeProvider.System, stop);
                        taken = Take(message, await connection.SendAsync(message.Bytes, stop));
                    }
                    catch (Exception e) when (e is IOException or SocketException or TimeoutException)
                    {
                        // The server is dead, or died before it answered: done or not done, the sender can not know.
                        Repeats += connection is null ? 0 : 1;
                        await Drop(connection);
                        connection = null;
                        await Task.Delay(ReconnectAfter, stop);
                    }
                }

                await Task.Delay(_pause, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The end of the run.
        }
    }

    private bool Take(FedMessage message, MllpReply reply)
    {
        if (reply.Final is { Code: "AA" })
        {
            _acknowledged.Enqueue($"hl7:{_name}/{_facility}:{message.ControlId}");
            return true;
        }

        // AE means: not now, send again. Anything else would stay refused.
        _refused.Enqueue($"{message.Step} of {message.Visit}: {reply.Final?.Code} {reply.Final?.Text}");
        return reply.Final is not { Code: "AE" };
    }

    private static async Task Drop(MllpClient? connection)
    {
        if (connection is not null)
        {
            await connection.DisposeAsync();
        }
    }
}
