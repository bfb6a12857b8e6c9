using System.Net.Sockets;
using System.Threading.Channels;
using MedMgr.Ops.Hl7.Mllp;

namespace MedMgr.Load.Driving;

/// <summary>One sending system on a connection of its own. Messages go out in order, at their times or as soon after as the connection takes them; nobody waits for an answer.</summary>
/// <remarks>What waits is bounded by the beds: a patient is under way only while it has one, or a place in the waiting room for a few seconds.</remarks>
internal sealed class AdtLine : IAsyncDisposable
{
    // Larger than what can be under way: the window must not hold back an open load.
    private const int Window = 8192;

    private readonly MllpClient _client;
    private readonly Tally _tally;
    private readonly Channel<Posting> _queue = Channel.CreateUnbounded<Posting>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _sending;
    private int _underWay;

    private AdtLine(MllpClient client, AdtText text, Tally tally)
    {
        _client = client;
        _tally = tally;
        Text = text;
        _sending = Send();
    }

    private readonly record struct Posting(byte[] Message, long Intended, bool Counted);

    public AdtText Text { get; }

    /// <summary>Messages that wait to be sent or to be answered.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    public static async Task<AdtLine> Connect(string host, int port, AdtText text, Tally tally, CancellationToken cancellationToken) =>
        new(await MllpClient.ConnectAsync(host, port, new MllpClientOptions { Window = Window }, TimeProvider.System, cancellationToken), text, tally);

    public void Post(byte[] message, long intended, bool counted)
    {
        Interlocked.Increment(ref _underWay);
        _queue.Writer.TryWrite(new Posting(message, intended, counted));
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _sending;
        await _client.DisposeAsync();
    }

    private async Task Send()
    {
        await foreach (var posting in _queue.Reader.ReadAllAsync())
        {
            try
            {
                var answer = await _client.PostAsync(posting.Message, CancellationToken.None);
                _tally.MessageSent(posting.Intended, posting.Counted);
                _ = Answered(answer, posting);
            }
            catch (IOException e)
            {
                Interlocked.Decrement(ref _underWay);
                _tally.Fault($"A message could not be sent: {e.Message}");
            }
        }
    }

    private async Task Answered(Task<MllpReply> answer, Posting posting)
    {
        try
        {
            var reply = await answer;
            var refusal = reply.Final is { Code: "AA" } ? null : $"{reply.Final?.Code} {reply.Final?.Text} {string.Join(", ", reply.Final?.Locations ?? [])}";
            _tally.MessageAnswered(posting.Intended, posting.Counted, refusal);
        }
        catch (Exception e) when (e is IOException or TimeoutException or SocketException)
        {
            _tally.Fault($"A message was not answered: {e.Message}");
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }
}
