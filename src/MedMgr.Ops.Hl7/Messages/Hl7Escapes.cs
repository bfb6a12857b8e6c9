using System.Globalization;
using System.Text;

namespace MedMgr.Ops.Hl7.Messages;

/// <summary>Escape sequences of HL7 v2 chapter 2.7: resolved on reading, written so that any text comes back as it was.</summary>
internal static class Hl7Escapes
{
    private const string LineBreak = ".br";

    /// <summary>Resolves <c>\F\ \S\ \T\ \R\ \E\ \P\ \Xdd..\ \.br\</c>; a sequence we do not know stays as it was sent.</summary>
    public static string Decode(ReadOnlySpan<char> raw, in Hl7Delimiters delimiters, Encoding charset)
    {
        char escape = delimiters.Escape;
        int at = escape == Hl7Delimiters.None ? -1 : raw.IndexOf(escape);
        if (at < 0)
            return raw.ToString();

        var text = new StringBuilder(raw.Length);
        while (at >= 0)
        {
            text.Append(raw[..at]);
            raw = raw[at..];
            int length = raw[1..].IndexOf(escape);
            if (length < 0)
                break; // A lone escape character: the sender meant it as text.
            if (!TryResolve(raw.Slice(1, length), delimiters, charset, text))
                text.Append(raw[..(length + 2)]);
            raw = raw[(length + 2)..];
            at = raw.IndexOf(escape);
        }

        return text.Append(raw).ToString();
    }

    /// <summary>Writes a text as a leaf value: separators and control characters escaped, line feeds as <c>\.br\</c>.</summary>
    /// <remarks>Where the message declares no escape character, what would need one becomes a blank.</remarks>
    public static void Encode(ReadOnlySpan<char> text, in Hl7Delimiters delimiters, StringBuilder into)
    {
        char escape = delimiters.Escape;
        if (text is "\"\"" && escape != Hl7Delimiters.None)
        {
            // The bare quotes would be read as "delete".
            into.Append(escape).Append("X2222").Append(escape);
            return;
        }

        foreach (char c in text)
        {
            char letter = LetterOf(c, delimiters);
            if (letter == Hl7Delimiters.None && !char.IsControl(c))
                into.Append(c);
            else if (escape == Hl7Delimiters.None)
                into.Append(' ');
            else if (letter != Hl7Delimiters.None)
                into.Append(escape).Append(letter).Append(escape);
            else if (c == '\n')
                into.Append(escape).Append(LineBreak).Append(escape);
            else if (c < 0x80)
                into.Append(escape).Append('X').Append(((int)c).ToString("X2", CultureInfo.InvariantCulture)).Append(escape);
            else
                into.Append(c); // C1 controls are bytes of their own only in Latin-1; they hurt no framing.
        }
    }

    private static bool TryResolve(ReadOnlySpan<char> body, in Hl7Delimiters delimiters, Encoding charset, StringBuilder into)
    {
        if (body.Length == 1 && CharacterOf(body[0], delimiters) is var c && c != Hl7Delimiters.None)
        {
            into.Append(c);
            return true;
        }

        if (body.Length >= 3 && body.Length % 2 == 1 && body[0] == 'X')
            return TryResolveHex(body[1..], charset, into);
        if (!body.SequenceEqual(LineBreak))
            return false;
        into.Append('\n');
        return true;
    }

    private static bool TryResolveHex(ReadOnlySpan<char> digits, Encoding charset, StringBuilder into)
    {
        foreach (char digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit))
                return false;
        }

        into.Append(charset.GetString(Convert.FromHexString(digits)));
        return true;
    }

    private static char CharacterOf(char letter, in Hl7Delimiters delimiters) => letter switch
    {
        'F' => delimiters.Field,
        'S' => delimiters.Component,
        'T' => delimiters.Subcomponent,
        'R' => delimiters.Repetition,
        'E' => delimiters.Escape,
        'P' => delimiters.Truncation,
        _ => Hl7Delimiters.None,
    };

    private static char LetterOf(char c, in Hl7Delimiters delimiters)
    {
        if (c == Hl7Delimiters.None)
            return Hl7Delimiters.None;
        if (c == delimiters.Field)
            return 'F';
        if (c == delimiters.Component)
            return 'S';
        if (c == delimiters.Subcomponent)
            return 'T';
        if (c == delimiters.Repetition)
            return 'R';
        if (c == delimiters.Escape)
            return 'E';
        return c == delimiters.Truncation ? 'P' : Hl7Delimiters.None;
    }
}
