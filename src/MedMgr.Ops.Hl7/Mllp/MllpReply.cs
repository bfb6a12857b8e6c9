using MedMgr.Ops.Hl7.Acknowledgement;

namespace MedMgr.Ops.Hl7.Mllp;

/// <summary>How a receiver answered one message.</summary>
/// <param name="Accept">CA, CE or CR, where one was sent.</param>
/// <param name="Application">AA, AE or AR, where one was sent.</param>
public sealed record MllpReply(ReceivedAck? Accept, ReceivedAck? Application)
{
    /// <summary>A message that asked for no answer.</summary>
    public static readonly MllpReply NoneAsked = new(null, null);

    /// <summary>The word that counts: the application's where there is one. Null where none was asked for.</summary>
    public ReceivedAck? Final => Application ?? Accept;
}

/// <summary>Options of <see cref="MllpClient"/>.</summary>
public sealed record MllpClientOptions
{
    /// <summary>Messages that may be unanswered at the same time; 1 waits for each answer, as old receivers need.</summary>
    public int Window { get; init; } = 1;

    /// <summary>For the connection to be made.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From sending a message to its last acknowledgement.</summary>
    public TimeSpan ReplyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest acknowledgement that is read, in bytes.</summary>
    public int MaxReplyBytes { get; init; } = 1024 * 1024;
}
