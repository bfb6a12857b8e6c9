using System.Net;
using MedMgr.Ops.Hl7.Acknowledgement;
using MedMgr.Ops.Hl7.Messages;

namespace MedMgr.Ops.Hl7.Mllp;

/// <summary>One message as it came in, readable or not.</summary>
public sealed class ReceivedMessage
{
    internal ReceivedMessage(
        string connection, EndPoint? remote, DateTimeOffset receivedAt, ReadOnlyMemory<byte> raw, AckHeader header, Hl7Message? message, Hl7FormatError? error)
    {
        Connection = connection;
        Remote = remote;
        ReceivedAt = receivedAt;
        Raw = raw;
        Header = header;
        Message = message;
        Error = error;
    }

    /// <summary>Names the connection within this process.</summary>
    public string Connection { get; }

    /// <summary>The sender's address.</summary>
    public EndPoint? Remote { get; }

    /// <summary>When its last byte was read.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>The bytes between the framing; of an oversize message only the first 4 KiB. Owned by this object, never reused.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>What could be read of the header.</summary>
    public AckHeader Header { get; }

    /// <summary>The message; null where the bytes are none.</summary>
    public Hl7Message? Message { get; }

    /// <summary>Why there is no message; null where there is one.</summary>
    public Hl7FormatError? Error { get; }

    /// <summary>Reads bytes that did not come through the listener, for replaying from quarantine and for tests.</summary>
    public static ReceivedMessage Of(ReadOnlyMemory<byte> raw, DateTimeOffset receivedAt, string connection = "replay", Hl7Limits? limits = null, EndPoint? remote = null) =>
        Hl7Message.TryParse(raw.Span, limits, out Hl7Message? message, out Hl7FormatError? error)
            ? new ReceivedMessage(connection, remote, receivedAt, raw, AckHeader.Of(message), message, null)
            : new ReceivedMessage(connection, remote, receivedAt, raw, AckHeader.Salvage(raw.Span), null, error);
}

/// <summary>What the listener hands messages to.</summary>
public interface IHl7Receiver
{
    /// <summary>Takes one message and says what became of it; a positive answer goes out as soon as the task completes.</summary>
    /// <remarks>
    /// For one connection the calls start in the order of arrival: the part before the first await runs in that order. Several may
    /// then be under way at once, and the receiver keeps the order of whatever needs it. Messages that could not be read come too, with
    /// <see cref="ReceivedMessage.Error"/>, so that they can be kept; acknowledgements do not. An exception is answered with AE and 207.
    /// </remarks>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Fires only when a stop runs out of its grace, never because the sender went away.</param>
    Task<AckDecision> HandleAsync(ReceivedMessage message, CancellationToken cancellationToken);
}
