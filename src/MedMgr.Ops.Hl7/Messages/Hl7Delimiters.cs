using System.Diagnostics.CodeAnalysis;

namespace MedMgr.Ops.Hl7.Messages;

/// <summary>The separators that a message declares in MSH-1 and MSH-2.</summary>
/// <remarks>
/// <see cref="None"/> stands for a separator the sender did not declare: nothing is ever split at it. Declared separators are
/// distinct printable ASCII characters and neither letters, digits, quotes nor blanks.
/// </remarks>
public readonly record struct Hl7Delimiters(
    char Field, char Component, char Repetition, char Escape, char Subcomponent, char Truncation = Hl7Delimiters.None)
{
    /// <summary>Marks a separator that the sender left out.</summary>
    public const char None = '\0';

    /// <summary><c>|^~\&amp;</c>, what nearly every sender uses.</summary>
    public static readonly Hl7Delimiters Standard = new('|', '^', '~', '\\', '&');

    /// <summary>MSH-2 as it is written; the truncation character of HL7 2.7 only where it was declared.</summary>
    public string EncodingCharacters
    {
        get
        {
            ReadOnlySpan<char> all = [Component, Repetition, Escape, Subcomponent, Truncation];
            int declared = all.IndexOf(None);
            return (declared < 0 ? all : all[..declared]).ToString();
        }
    }

    /// <summary>All four of MSH-2's classic separators are declared, so any value can be written without loss.</summary>
    public bool IsComplete => Component != None && Repetition != None && Escape != None && Subcomponent != None;

    /// <summary>Reads MSH-1 and MSH-2.</summary>
    /// <param name="header">Text that begins with <c>MSH</c>.</param>
    internal static bool TryRead(ReadOnlySpan<char> header, out Hl7Delimiters delimiters, [NotNullWhen(false)] out Hl7FormatError? error)
    {
        delimiters = Standard;
        if (header.Length < 4 || !CanSeparate(header[3]))
        {
            error = Hl7FormatError.InHeader(1, 3, "no field separator after MSH");
            return false;
        }

        char field = header[3];
        ReadOnlySpan<char> declared = header[4..];
        int end = declared.IndexOfAny(field, '\r', '\n');
        declared = (end < 0 ? declared : declared[..end]).TrimEnd();
        if (declared.Length is 0 or > 5)
        {
            error = Hl7FormatError.InHeader(2, 4, "between one and five encoding characters are expected");
            return false;
        }

        Span<char> five = stackalloc char[5];
        five.Clear();
        for (int i = 0; i < declared.Length; i++)
        {
            char candidate = declared[i];
            if (!CanSeparate(candidate) || candidate == field || declared[..i].Contains(candidate))
            {
                error = Hl7FormatError.InHeader(2, 4 + i, "encoding characters must be distinct ASCII signs, no letters, digits or blanks");
                return false;
            }

            five[i] = candidate;
        }

        delimiters = new Hl7Delimiters(field, five[0], five[1], five[2], five[3], five[4]);
        error = null;
        return true;
    }

    /// <summary>A letter, digit or blank as separator would cut values apart; one beyond ASCII would depend on the character set.</summary>
    internal static bool CanSeparate(char c) => c is > ' ' and < '\x7F' && !char.IsAsciiLetterOrDigit(c) && c != '"';
}
