using MedMgr.Ops.Domain;
using MedMgr.Ops.Grains.Contracts;

namespace MedMgr.Ops.Api.Quarantine;

/// <summary>What a person may do with a message that could not be used. The interface that received it knows how.</summary>
public interface IQuarantineDesk
{
    /// <summary>Takes the message in again, as if it came now.</summary>
    Task<ReplayResult> ReplayAsync(HospitalId hospital, string id, Origin origin, CancellationToken cancellationToken);

    /// <summary>Takes the message out of the list unused. The log keeps it.</summary>
    Task<DiscardResult> DiscardAsync(HospitalId hospital, string id, string why, Origin origin, CancellationToken cancellationToken);
}

/// <summary>How taking a message in again ended.</summary>
public abstract record ReplayResult
{
    private ReplayResult() { }

    /// <param name="Acknowledgement">What the sender would have got: "AA".</param>
    /// <param name="Position">Of the last event written; 0 when the message changed nothing.</param>
    public sealed record Taken(string Acknowledgement, long Position) : ReplayResult;

    /// <summary>The message stays in quarantine.</summary>
    /// <param name="Segment">HL7 segment, null when the fault is not in one.</param>
    /// <param name="Field">Field and component as in "3.2"; null when the fault is not in one field.</param>
    public sealed record StillFaulty(string Reason, string? Segment, string? Field) : ReplayResult;

    /// <summary>No message of this id is in quarantine.</summary>
    public sealed record Unknown : ReplayResult;
}

public abstract record DiscardResult
{
    private DiscardResult() { }

    /// <param name="Position">Of the event that says so.</param>
    public sealed record Discarded(long Position) : DiscardResult;

    /// <summary>No message of this id is in quarantine.</summary>
    public sealed record Unknown : DiscardResult;
}
