using System.Collections.Concurrent;
using System.Threading.Channels;
using MedMgr.Ops.Hl7.Acknowledgement;
using MedMgr.Ops.Hl7.Mllp;

namespace MedMgr.Ops.Hl7.Tests.Mllp;

/// <summary>A receiver whose answers a test scripts; remembers what it was handed and in which order.</summary>
internal sealed class ScriptedReceiver(Func<ReceivedMessage, Task<AckDecision>> script) : IHl7Receiver
{
    private readonly Channel<ReceivedMessage> _arrivals = Channel.CreateUnbounded<ReceivedMessage>();

    public ConcurrentQueue<string> Started { get; } = new();

    public CancellationToken LastToken { get; private set; }

    public static ScriptedReceiver Accepting() => new(_ => Task.FromResult(AckDecision.Accepted));

    public Task<AckDecision> HandleAsync(ReceivedMessage message, CancellationToken cancellationToken)
    {
        LastToken = cancellationToken;
        Started.Enqueue(message.Header.ControlId);
        _arrivals.Writer.TryWrite(message);
        return script(message);
    }

    public Task<ReceivedMessage> NextAsync() => _arrivals.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
}
