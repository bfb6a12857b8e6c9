using MedMgr.Ops.Hl7.Acknowledgement;

namespace MedMgr.Ops.Hl7.Adt;

/// <summary>What came of reading an ADT message.</summary>
public abstract record AdtReading
{
    private AdtReading()
    {
    }

    /// <summary>It was understood.</summary>
    public sealed record Read(AdtEvent Event) : AdtReading;

    /// <summary>It was not; the refusal names the place and goes out as it is.</summary>
    /// <param name="Code">AR where the header asks for what is not handled here, AE where the content is at fault.</param>
    /// <param name="Error">Segment, field, code of table 0357 and reason.</param>
    public sealed record Refused(AckCode Code, AckError Error) : AdtReading
    {
        /// <summary>The refusal as the receiver's answer.</summary>
        public AckDecision Decision => AckDecision.Refused(Code, Error);
    }
}
