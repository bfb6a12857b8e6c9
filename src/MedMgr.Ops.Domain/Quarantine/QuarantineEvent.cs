using System.Text.Json.Serialization;

namespace MedMgr.Ops.Domain.Quarantine;

/// <summary>A message that could not be used, kept whole until a person has dealt with it.</summary>
/// <param name="Reason">What is wrong and how to mend it.</param>
/// <param name="Segment">HL7 segment, null when the message has no readable segment.</param>
/// <param name="Field">Field and component as in "3.2"; null when the fault is not in one field.</param>
/// <param name="Raw">The message as received, as Latin-1 text when its bytes are no valid UTF-8.</param>
public sealed record QuarantinedMessage(string Id, DateTimeOffset ReceivedAt, string Peer, string Reason, string? Segment, string? Field, string Raw, bool RawIsLatin1 = false);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Kept), "quarantine-kept")]
[JsonDerivedType(typeof(ReplayFailed), "quarantine-replay-failed")]
[JsonDerivedType(typeof(Released), "quarantine-released")]
public abstract record QuarantineEvent
{
    private QuarantineEvent() { }

    public required DateTimeOffset At { get; init; }

    public sealed record Kept(QuarantinedMessage Message) : QuarantineEvent;

    public sealed record ReplayFailed(string Reason, string? Segment, string? Field) : QuarantineEvent;

    /// <param name="How">"replayed: AA" or why a person discarded it.</param>
    public sealed record Released(string How) : QuarantineEvent;
}
