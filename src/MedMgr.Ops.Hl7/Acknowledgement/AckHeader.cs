using System.Globalization;
using MedMgr.Ops.Hl7.Messages;

namespace MedMgr.Ops.Hl7.Acknowledgement;

/// <summary>What an acknowledgement needs to know of the message it answers; read from anything, as far as it goes.</summary>
/// <remarks>Field texts are as sent (separators and escapes unresolved) and hold no control characters.</remarks>
public sealed record AckHeader
{
    private const int MaxFieldLength = 1_000;
    private const int SearchedBytes = 64 * 1024;

    /// <summary>Nothing could be read.</summary>
    public static readonly AckHeader Unknown = new();

    /// <summary>The separators the answer uses: the sender's where they are usable.</summary>
    public Hl7Delimiters Delimiters { get; private init; } = Hl7Delimiters.Standard;

    /// <summary>The answer is written in the set the message was read in.</summary>
    public Hl7CharacterSet CharacterSet { get; private init; } = Hl7CharacterSet.Utf8;

    /// <summary>MSH-3.</summary>
    public string SendingApplication { get; private init; } = string.Empty;

    /// <summary>MSH-4.</summary>
    public string SendingFacility { get; private init; } = string.Empty;

    /// <summary>MSH-5.</summary>
    public string ReceivingApplication { get; private init; } = string.Empty;

    /// <summary>MSH-6.</summary>
    public string ReceivingFacility { get; private init; } = string.Empty;

    /// <summary>MSH-9.1.</summary>
    public string MessageType { get; private init; } = string.Empty;

    /// <summary>MSH-9.2.</summary>
    public string TriggerEvent { get; private init; } = string.Empty;

    /// <summary>MSH-10; empty where none was readable.</summary>
    public string ControlId { get; private init; } = string.Empty;

    /// <summary>MSH-11.</summary>
    public string ProcessingId { get; private init; } = string.Empty;

    /// <summary>MSH-12, with its components.</summary>
    public string Version { get; private init; } = string.Empty;

    /// <summary>MSH-15.</summary>
    public string AcceptAckType { get; private init; } = string.Empty;

    /// <summary>MSH-16.</summary>
    public string ApplicationAckType { get; private init; } = string.Empty;

    /// <summary>MSH-15 or MSH-16 is valued: two acknowledgements, each when it was asked for.</summary>
    public bool IsEnhancedMode => AcceptAckType.Length > 0 || ApplicationAckType.Length > 0;

    /// <summary>An acknowledgement is never acknowledged, or two systems would talk for ever.</summary>
    public bool IsAcknowledgement => MessageType is "ACK" or "MCF";

    /// <summary>The header of a message that could be read.</summary>
    public static AckHeader Of(Hl7Message message)
    {
        Hl7Segment header = message.SegmentAt(0);
        return Fill(message.Delimiters, message.CharacterSet, field => header[field].Raw);
    }

    /// <summary>What can be read of a header in bytes that are no message.</summary>
    public static AckHeader Salvage(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, SearchedBytes)];
        int start = bytes.IndexOf("MSH"u8);
        if (start < 0)
            return Unknown;
        bytes = bytes[start..];
        int end = bytes.IndexOfAny((byte)'\r', (byte)'\n');
        if (end >= 0)
            bytes = bytes[..end];

        // The header is read even where its character set is not supported: the control id is ASCII in all of them.
        string line = Hl7CharacterSet.Decode(bytes, Hl7MessageReader.DeclaredCharacterSet(bytes), out Hl7CharacterSet charset)
            ?? Hl7CharacterSet.Decode(bytes, string.Empty, out charset)!;
        return OfLine(line, charset);
    }

    private static AckHeader OfLine(string line, Hl7CharacterSet charset)
    {
        if (line.Length < 5 || !Hl7Delimiters.CanSeparate(line[3]))
            return Unknown;
        if (!Hl7Delimiters.TryRead(line, out Hl7Delimiters delimiters, out _))
        {
            // MSH-2 is broken: the usual separators are the best guess, unless one of them is the field separator here.
            delimiters = Hl7Delimiters.Standard.EncodingCharacters.Contains(line[3])
                ? new Hl7Delimiters(line[3], Hl7Delimiters.None, Hl7Delimiters.None, Hl7Delimiters.None, Hl7Delimiters.None)
                : Hl7Delimiters.Standard with { Field = line[3] };
        }

        string[] pieces = line.Split(delimiters.Field);
        return Fill(delimiters, charset, field => field <= pieces.Length ? pieces[field - 1] : default);
    }

    private static AckHeader Fill(Hl7Delimiters delimiters, Hl7CharacterSet charset, FieldReader field)
    {
        ReadOnlySpan<char> type = field(9);
        return new AckHeader
        {
            Delimiters = delimiters,
            CharacterSet = charset,
            SendingApplication = Clean(field(3)),
            SendingFacility = Clean(field(4)),
            ReceivingApplication = Clean(field(5)),
            ReceivingFacility = Clean(field(6)),
            MessageType = Clean(Part(type, delimiters.Component, 0)),
            TriggerEvent = Clean(Part(type, delimiters.Component, 1)),
            ControlId = Clean(field(10)),
            ProcessingId = Clean(field(11)),
            Version = Clean(field(12)),
            AcceptAckType = Clean(field(15)),
            ApplicationAckType = Clean(field(16)),
        };
    }

    /// <summary>MSH-12.1 as a number: 2.5.1 gives (2, 5); null where it is none.</summary>
    internal (int Major, int Minor)? VersionNumber()
    {
        string[] numbers = Part(Version, Delimiters.Component, 0).ToString().Split('.');
        return numbers.Length >= 2
            && int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major)
            && int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out int minor)
            ? (major, minor)
            : null;
    }

    private static ReadOnlySpan<char> Part(ReadOnlySpan<char> field, char separator, int index)
    {
        while (index-- > 0)
        {
            int at = separator == Hl7Delimiters.None ? -1 : field.IndexOf(separator);
            if (at < 0)
                return default;
            field = field[(at + 1)..];
        }

        int end = separator == Hl7Delimiters.None ? -1 : field.IndexOf(separator);
        return end < 0 ? field : field[..end];
    }

    /// <summary>A control character inside a header field would break our own framing or segments.</summary>
    private static string Clean(ReadOnlySpan<char> field)
    {
        field = field[..Math.Min(field.Length, MaxFieldLength)].Trim();
        if (field.IsEmpty || field is "\"\"")
            return string.Empty;
        string text = field.ToString();
        return text.Any(char.IsControl) ? string.Concat(text.Where(c => !char.IsControl(c))) : text;
    }

    private delegate ReadOnlySpan<char> FieldReader(int number);
}
