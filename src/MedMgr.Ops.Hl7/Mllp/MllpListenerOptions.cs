using System.Net;
using MedMgr.Ops.Hl7.Messages;

namespace MedMgr.Ops.Hl7.Mllp;

/// <summary>Where the listener listens and how much it takes on.</summary>
public sealed record MllpListenerOptions
{
    /// <summary>Port 0 takes a free one, see <see cref="MllpListener.LocalEndPoint"/>.</summary>
    public IPEndPoint EndPoint { get; init; } = new(IPAddress.Loopback, 2575);

    /// <summary>Connections at the same time; one more is closed at once and counted.</summary>
    public int MaxConnections { get; init; } = 256;

    /// <summary>Messages of one connection that may be under way or unacknowledged; then its bytes stay unread.</summary>
    public int Window { get; init; } = 32;

    /// <summary>A connection on which nothing arrived for so long, and nothing is under way, is closed. Infinite keeps it.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A sender that does not take its acknowledgements for so long is cut off.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Limits of one message.</summary>
    public Hl7Limits Limits { get; init; } = Hl7Limits.Default;

    /// <summary>MSH-3 of acknowledgements where the sender did not name its receiver.</summary>
    public string Application { get; init; } = "MEDMGR";

    /// <summary>MSH-4 of acknowledgements where the sender did not name its receiver.</summary>
    public string Facility { get; init; } = string.Empty;
}
