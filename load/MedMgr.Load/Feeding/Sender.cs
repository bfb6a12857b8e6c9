using MedMgr.Ops.Hl7.Mllp;

namespace MedMgr.Load.Feeding;

/// <summary>One sending system: a connection and the beds that it tells of.</summary>
internal sealed class Sender : IAsyncDisposable
{
    private readonly MllpClient _client;
    private readonly string _name;
    private readonly string _facility;
    private readonly Acknowledgements _acknowledgements;

    private Sender(MllpClient client, string name, string facility, Acknowledgements acknowledgements)
    {
        _client = client;
        _name = name;
        _facility = facility;
        _acknowledgements = acknowledgements;
    }

    public string Name => _name;

    /// <param name="window">Messages that may be unacknowledged at the same time.</param>
    public static async Task<Sender> Connect(
        int port, string name, string facility, int window, Acknowledgements acknowledgements, TimeProvider time, CancellationToken cancellationToken) =>
        new(await MllpClient.ConnectAsync("127.0.0.1", port, new MllpClientOptions { Window = window }, time, cancellationToken), name, facility, acknowledgements);

    /// <summary>Sends in order; the inner task ends with the acknowledgement.</summary>
    public async Task<Task> Post(FedMessage message, CancellationToken cancellationToken)
    {
        var sent = _acknowledgements.Elapsed;
        return Answered(await _client.PostAsync(message.Bytes, cancellationToken), message, sent);
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private async Task Answered(Task<MllpReply> reply, FedMessage message, TimeSpan sent) =>
        _acknowledgements.Take(_name, _facility, message, await reply, sent);
}
