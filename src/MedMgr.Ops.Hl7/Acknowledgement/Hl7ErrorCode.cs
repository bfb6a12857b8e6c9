namespace MedMgr.Ops.Hl7.Acknowledgement;

/// <summary>HL7 table 0357, message error condition codes; the number is the code.</summary>
public enum Hl7ErrorCode
{
    /// <summary>0: nothing is wrong; what an informing ERR segment carries.</summary>
    MessageAccepted = 0,

    /// <summary>100: segments missing or in the wrong order.</summary>
    SegmentSequence = 100,

    /// <summary>101: a field that is needed was not sent.</summary>
    RequiredFieldMissing = 101,

    /// <summary>102: not a number, time or identifier where one is needed.</summary>
    DataType = 102,

    /// <summary>103: a code that its table does not have.</summary>
    TableValueNotFound = 103,

    /// <summary>200: MSH-9.1 is not handled here.</summary>
    UnsupportedMessageType = 200,

    /// <summary>201: MSH-9.2 is not handled here.</summary>
    UnsupportedEventCode = 201,

    /// <summary>202: MSH-11 is not accepted here.</summary>
    UnsupportedProcessingId = 202,

    /// <summary>203: MSH-12 is not handled here.</summary>
    UnsupportedVersionId = 203,

    /// <summary>204: a patient, visit or location that is not known.</summary>
    UnknownKeyIdentifier = 204,

    /// <summary>205: a patient, visit or location that exists already.</summary>
    DuplicateKeyIdentifier = 205,

    /// <summary>206: the record is in use; send again.</summary>
    ApplicationRecordLocked = 206,

    /// <summary>207: our fault, or a rule of ours that has no code of its own.</summary>
    ApplicationInternalError = 207,
}

/// <summary>The texts of table 0357.</summary>
internal static class Hl7ErrorCodes
{
    public static string TextOf(Hl7ErrorCode code) => code switch
    {
        Hl7ErrorCode.MessageAccepted => "Message accepted",
        Hl7ErrorCode.SegmentSequence => "Segment sequence error",
        Hl7ErrorCode.RequiredFieldMissing => "Required field missing",
        Hl7ErrorCode.DataType => "Data type error",
        Hl7ErrorCode.TableValueNotFound => "Table value not found",
        Hl7ErrorCode.UnsupportedMessageType => "Unsupported message type",
        Hl7ErrorCode.UnsupportedEventCode => "Unsupported event code",
        Hl7ErrorCode.UnsupportedProcessingId => "Unsupported processing id",
        Hl7ErrorCode.UnsupportedVersionId => "Unsupported version id",
        Hl7ErrorCode.UnknownKeyIdentifier => "Unknown key identifier",
        Hl7ErrorCode.DuplicateKeyIdentifier => "Duplicate key identifier",
        Hl7ErrorCode.ApplicationRecordLocked => "Application record locked",
        _ => "Application internal error",
    };
}
