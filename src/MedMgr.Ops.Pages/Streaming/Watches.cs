using Microsoft.AspNetCore.SignalR;

namespace MedMgr.Ops.Pages.Streaming;

/// <summary>Counts what one connection watches, so that none of them watches without end.</summary>
public static class Watches
{
    /// <summary>Streams that one connection may watch at the same time.</summary>
    public const int Max = 8;

    private const string Key = "watches";

    /// <param name="connection">Items of the hub's caller.</param>
    /// <exception cref="HubException">The connection watches as many as it may.</exception>
    public static async IAsyncEnumerable<RawMessage> Counted(IAsyncEnumerable<RawMessage> stream, IDictionary<object, object?> connection)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(connection);
        lock (connection)
        {
            var watches = connection.TryGetValue(Key, out var n) ? (int)n! : 0;
            if (watches == Max)
            {
                throw new HubException($"A connection may watch {Max} boards at the same time.");
            }

            connection[Key] = watches + 1;
        }

        try
        {
            await foreach (var message in stream)
            {
                yield return message;
            }
        }
        finally
        {
            lock (connection)
            {
                connection[Key] = (int)connection[Key]! - 1;
            }
        }
    }
}
