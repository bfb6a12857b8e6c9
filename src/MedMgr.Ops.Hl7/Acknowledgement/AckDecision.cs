using System.Collections.Immutable;
using MedMgr.Ops.Hl7.Messages;

namespace MedMgr.Ops.Hl7.Acknowledgement;

/// <summary>What became of a message; the letter differs with the sender's acknowledgement mode.</summary>
public enum AckCode
{
    /// <summary>AA / CA: done and durable.</summary>
    Accept,

    /// <summary>AE / CE: the content could not be applied; sending the same again will not help.</summary>
    Error,

    /// <summary>AR / CR: the header asks for something that is not handled here, or can not be read.</summary>
    Reject,
}

/// <summary>ERR-4, HL7 table 0516.</summary>
public enum AckSeverity
{
    /// <summary>E: the reason for a refusal.</summary>
    Error,

    /// <summary>W: accepted, but somebody should look.</summary>
    Warning,

    /// <summary>I: accepted, for information.</summary>
    Information,
}

/// <summary>One ERR segment.</summary>
/// <param name="Code">Table 0357.</param>
/// <param name="Location">Where in the message; null where no single place is at fault.</param>
/// <param name="Reason">A sentence for the people at the sending interface.</param>
/// <param name="Severity">Error for refusals.</param>
public sealed record AckError(Hl7ErrorCode Code, Hl7Location? Location, string Reason, AckSeverity Severity = AckSeverity.Error);

/// <summary>The receiver's answer to one message.</summary>
/// <param name="Code">What became of it.</param>
/// <param name="Errors">Why, in the order of importance; may hold warnings with an acceptance.</param>
public sealed record AckDecision(AckCode Code, ImmutableArray<AckError> Errors)
{
    /// <summary>Accepted without remarks.</summary>
    public static readonly AckDecision Accepted = new(AckCode.Accept, []);

    /// <summary>Refused for one reason.</summary>
    public static AckDecision Refused(AckCode code, AckError error) => new(code, [error]);

    /// <summary>The answer to bytes that are no message: rejected where the header is at fault, an error where a later segment is.</summary>
    public static AckDecision Unreadable(Hl7FormatError error) => Refused(
        error.Location.Segment == "MSH" && !error.IsAfterHeader ? AckCode.Reject : AckCode.Error,
        new AckError(error.Location.Field == 18 ? Hl7ErrorCode.TableValueNotFound : Hl7ErrorCode.SegmentSequence, error.Location, error.Reason));
}
