using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MedMgr.Ops.Hl7.Messages;

/// <summary>One HL7 v2 message: its text, indexed by segment and field once, its values decoded only where they are asked for.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public sealed class Hl7Message
{
    private readonly SegmentRange[] _segments;
    private readonly int[] _fieldStarts;

    private Hl7Message(string text, Hl7Delimiters delimiters, Hl7CharacterSet characterSet, SegmentRange[] segments, int[] fieldStarts)
    {
        Text = text;
        Delimiters = delimiters;
        CharacterSet = characterSet;
        _segments = segments;
        _fieldStarts = fieldStarts;
    }

    /// <summary>The message as it was sent, decoded, with the sender's line ends.</summary>
    public string Text { get; }

    /// <summary>MSH-1 and MSH-2.</summary>
    public Hl7Delimiters Delimiters { get; }

    /// <summary>What the bytes were read as (MSH-18, corrected by what they are).</summary>
    public Hl7CharacterSet CharacterSet { get; }

    /// <summary>Segments of the message, at least the MSH.</summary>
    public int SegmentCount => _segments.Length;

    /// <summary>All segments in order, Z-segments included.</summary>
    public IEnumerable<Hl7Segment> Segments
    {
        get
        {
            for (int i = 0; i < _segments.Length; i++)
                yield return new Hl7Segment(this, i);
        }
    }

    /// <summary>The first segment of that name, or null.</summary>
    public Hl7Segment? this[string name] => Find(name) is { Exists: true } segment ? segment : null;

    /// <summary>The nth segment of that name (from one); one that does not <see cref="Hl7Segment.Exists"/> where there is none.</summary>
    public Hl7Segment Find(string name, int occurrence = 1)
    {
        for (int i = 0; i < _segments.Length; i++)
        {
            if (SegmentName(i).SequenceEqual(name) && --occurrence == 0)
                return new Hl7Segment(this, i);
        }

        return default;
    }

    /// <summary>The segment at that place of the message, from zero.</summary>
    public Hl7Segment SegmentAt(int index) => new(this, index);

    /// <summary>Reads the value at a place; absent where the message does not reach so far.</summary>
    public FieldValue Value(Hl7Location location)
    {
        Hl7Element element = Find(location.Segment, location.Occurrence)[location.Field].Repetition(location.Repetition);
        if (location.Component > 0)
            element = element[location.Component];
        if (location.Subcomponent > 0)
            element = element[location.Subcomponent];
        return element.Value;
    }

    /// <summary>The message's bytes in canonical form: its own character set, segments ended by CR, no trailing blanks.</summary>
    public byte[] ToBytes()
    {
        var text = new StringBuilder(Text.Length);
        for (int i = 0; i < _segments.Length; i++)
            text.Append(Text, _segments[i].Start, _segments[i].End - _segments[i].Start).Append('\r');
        return CharacterSet.Encoding.GetBytes(text.ToString());
    }

    /// <summary>Reads a message or throws.</summary>
    /// <exception cref="Hl7FormatException">The bytes are no HL7 v2 message or exceed the limits.</exception>
    public static Hl7Message Parse(ReadOnlySpan<byte> bytes, Hl7Limits? limits = null) =>
        TryParse(bytes, limits, out Hl7Message? message, out Hl7FormatError? error) ? message : throw new Hl7FormatException(error);

    /// <summary>Reads a message that is text already; its MSH-18 says what <see cref="ToBytes"/> writes.</summary>
    /// <exception cref="Hl7FormatException">The text is no HL7 v2 message or exceeds the limits.</exception>
    public static Hl7Message Parse(string text, Hl7Limits? limits = null) =>
        TryIndex(text, Hl7CharacterSet.Find(Hl7MessageReader.DeclaredCharacterSet(text)) ?? Hl7CharacterSet.Utf8, limits, out Hl7Message? message, out Hl7FormatError? error)
            ? message
            : throw new Hl7FormatException(error);

    /// <summary>Reads a message; never throws for what the bytes hold.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> bytes,
        Hl7Limits? limits,
        [NotNullWhen(true)] out Hl7Message? message,
        [NotNullWhen(false)] out Hl7FormatError? error)
    {
        message = null;
        limits ??= Hl7Limits.Default;
        if (bytes.Length > limits.MaxBytes)
        {
            error = new Hl7FormatError(new Hl7Location("MSH"), $"message of {bytes.Length} bytes exceeds the limit of {limits.MaxBytes}", limits.MaxBytes);
            return false;
        }

        bytes = Hl7MessageReader.TrimStart(bytes);
        string declared = Hl7MessageReader.DeclaredCharacterSet(bytes);
        if (Hl7CharacterSet.Decode(bytes, declared, out Hl7CharacterSet charset) is not { } text)
        {
            error = Hl7FormatError.InHeader(18, 0, $"character set {Printable.Of(declared)} is not supported");
            return false;
        }

        return TryIndex(text, charset, limits, out message, out error);
    }

    internal ReadOnlySpan<char> SegmentName(int index) => Text.AsSpan(_segments[index].Start, 3);

    internal int OffsetOf(int index) => _segments[index].Start;

    internal ReadOnlySpan<char> SegmentText(int index) => Text.AsSpan(_segments[index].Start, _segments[index].End - _segments[index].Start);

    internal int PieceCount(int index) => _segments[index].FieldCount;

    /// <summary>The text between two field separators; piece 1 follows the first separator.</summary>
    internal Hl7Element Piece(int index, int piece)
    {
        SegmentRange segment = _segments[index];
        if (piece < 1 || piece > segment.FieldCount)
            return default;
        int start = _fieldStarts[segment.FirstField + piece - 1];
        int end = piece == segment.FieldCount ? segment.End : _fieldStarts[segment.FirstField + piece] - 1;
        return new Hl7Element(this, start, end - start, Hl7Level.Field);
    }

    private static bool TryIndex(
        string text,
        Hl7CharacterSet charset,
        Hl7Limits? limits,
        [NotNullWhen(true)] out Hl7Message? message,
        [NotNullWhen(false)] out Hl7FormatError? error)
    {
        message = null;
        if (!Hl7MessageReader.TryIndex(text, limits ?? Hl7Limits.Default, out Hl7Delimiters delimiters, out SegmentRange[] segments, out int[] fields, out error))
            return false;
        message = new Hl7Message(text, delimiters, charset, segments, fields);
        return true;
    }
}
