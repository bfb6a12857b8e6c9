namespace MedMgr.Ops.Hl7.Messages;

/// <summary>How much of a message is read before it is refused; a sender can not make us hold more than this.</summary>
/// <param name="MaxBytes">Length of one message without its framing, in bytes.</param>
/// <param name="MaxSegments">Segments in one message, blank lines not counted.</param>
public sealed record Hl7Limits(int MaxBytes = 1024 * 1024, int MaxSegments = 5_000)
{
    /// <summary>1 MiB and 5,000 segments.</summary>
    public static readonly Hl7Limits Default = new();
}
