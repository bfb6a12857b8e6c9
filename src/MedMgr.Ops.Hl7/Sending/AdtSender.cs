using System.Collections.Immutable;
using System.Net.Sockets;
using MedMgr.Ops.Hl7.Acknowledgement;
using MedMgr.Ops.Hl7.Mllp;

namespace MedMgr.Ops.Hl7.Sending;

/// <summary>What a receiver said to one message of a file.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Line">Where the message begins in it.</param>
/// <param name="ControlId">MSH-10; empty where it has none.</param>
/// <param name="Code">AA, AE, AR, CA, CE, CR; null where no answer was asked for or none came.</param>
/// <param name="Text">The receiver's reason with its places, or why there is no answer; null for a plain acceptance.</param>
/// <param name="Failed">No answer came though one was due.</param>
public sealed record SentMessage(string File, int Line, string ControlId, string? Code, string? Text, bool Failed);

/// <summary>What became of the messages that were sent.</summary>
/// <param name="Messages">In the order of sending.</param>
/// <param name="Skipped">What the files held besides messages.</param>
public sealed record SendReport(ImmutableArray<SentMessage> Messages, ImmutableArray<SkippedText> Skipped)
{
    /// <summary>Counts by final code in alphabetical order; <c>none</c> counts messages without an answer.</summary>
    public IReadOnlyDictionary<string, int> CountsByCode { get; } = new SortedDictionary<string, int>(
        Messages.GroupBy(m => m.Code ?? "none").ToDictionary(g => g.Key, g => g.Count()), StringComparer.Ordinal);

    /// <summary>There was at least one message and each got AA, or the CA that was all it asked for.</summary>
    public bool AllAccepted => !Messages.IsEmpty && Messages.All(m => m.Code is "AA" or "CA" || (m.Code is null && !m.Failed));
}

/// <summary>Sends files of messages over one connection, in order.</summary>
public sealed class AdtSender
{
    private readonly MllpClientOptions _options;
    private readonly TimeProvider _time;

    /// <summary>A sender with the client's window and timeouts.</summary>
    public AdtSender(MllpClientOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
    }

    /// <summary>Sends all messages of all files, in order.</summary>
    /// <remarks>When the connection breaks, the messages not yet sent are reported as failed and nothing is sent again: whether the last ones were taken is not known.</remarks>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    /// <exception cref="TimeoutException">The connection could not be made in time.</exception>
    public async Task<SendReport> SendAsync(string host, int port, IReadOnlyList<(string Name, AdtFile File)> files, CancellationToken cancellationToken)
    {
        await using MllpClient client = await MllpClient.ConnectAsync(host, port, _options, _time, cancellationToken).ConfigureAwait(false);
        var results = ImmutableArray.CreateBuilder<SentMessage>();
        var sent = new Queue<Task<SentMessage>>();
        foreach ((string name, AdtFile file) in files)
        {
            foreach (FileMessage message in file.Messages)
                sent.Enqueue(await PostAsync(client, name, message, cancellationToken).ConfigureAwait(false));
        }

        foreach (Task<SentMessage> message in sent)
            results.Add(await message.ConfigureAwait(false));
        return new SendReport(results.ToImmutable(), [.. files.SelectMany(f => f.File.Skipped)]);
    }

    /// <summary>Awaited for each message before the next: that keeps the order of the file.</summary>
    private static async Task<Task<SentMessage>> PostAsync(MllpClient client, string file, FileMessage message, CancellationToken cancellationToken)
    {
        string controlId = AckHeader.Salvage(message.Bytes.Span).ControlId;
        try
        {
            Task<MllpReply> reply = await client.PostAsync(message.Bytes, cancellationToken).ConfigureAwait(false);
            return AnswerAsync(reply, file, message.Line, controlId);
        }
        catch (IOException broken)
        {
            return Task.FromResult(new SentMessage(file, message.Line, controlId, null, broken.Message, Failed: true));
        }
    }

    private static async Task<SentMessage> AnswerAsync(Task<MllpReply> reply, string file, int line, string controlId)
    {
        try
        {
            ReceivedAck? ack = (await reply.ConfigureAwait(false)).Final;
            return new SentMessage(file, line, controlId, ack?.Code, ack is null ? null : Reason(ack), Failed: false);
        }
        catch (Exception silence) when (silence is IOException or TimeoutException)
        {
            return new SentMessage(file, line, controlId, null, silence.Message, Failed: true);
        }
    }

    private static string? Reason(ReceivedAck ack)
    {
        string places = string.Join(", ", ack.Locations);
        return (places.Length, ack.Text) switch
        {
            (0, var text) => text,
            (_, null) => places,
            (_, var text) => $"{places}: {text}",
        };
    }
}
