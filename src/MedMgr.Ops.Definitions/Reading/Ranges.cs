using System.Globalization;

namespace MedMgr.Ops.Definitions.Reading;

/// <summary>"401..420", "4E-01..4E-10", "A..D": what counts up stands at the end; what is before it must be the same on both sides.</summary>
internal static class Ranges
{
    public const int LengthMax = 1000;

    private const string Separator = "..";
    private const string HowToWriteOne = "Write a range like 401..420, 4E-01..4E-10 or A..D, with the same beginning on both sides and the smaller end first.";

    /// <summary>The names meant; a text without ".." means itself. On a fault: nothing, and what is wrong with how to mend it.</summary>
    public static (IReadOnlyList<string> Names, (string What, string HowToFix)? Fault) Expand(string text)
    {
        var cut = text.IndexOf(Separator, StringComparison.Ordinal);
        if (cut < 0)
        {
            return ([text], null);
        }

        var (first, last) = (text[..cut].Trim(), text[(cut + Separator.Length)..].Trim());
        if (Letters(first, last) is { } letters)
        {
            return (letters, null);
        }

        var (firstStem, firstDigits) = Split(first);
        var (lastStem, lastDigits) = Split(last);
        if (firstDigits.Length is 0 or > 9 || lastDigits.Length is 0 or > 9)
        {
            return Fault($"the range \"{text}\" does not end in a number on both sides");
        }

        // 401..20 is read as nobody would agree on; 4E-01..10 is what people write and can only mean one thing.
        if (lastStem.Length > 0 && lastStem != firstStem)
        {
            return Fault($"the range \"{text}\" begins with \"{firstStem}\" on one side and \"{lastStem}\" on the other");
        }

        var from = int.Parse(firstDigits, CultureInfo.InvariantCulture);
        var to = int.Parse(lastDigits, CultureInfo.InvariantCulture);
        if (to < from)
        {
            return Fault($"the range \"{text}\" counts down");
        }

        if (to - from >= LengthMax)
        {
            return Fault($"the range \"{text}\" has more than {LengthMax} names");
        }

        var width = firstDigits.Length;
        return ([.. Enumerable.Range(from, to - from + 1).Select(n => firstStem + n.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0'))], null);
    }

    private static IReadOnlyList<string>? Letters(string first, string last) =>
        first.Length > 0 && first.Length == last.Length && first[..^1] == last[..^1]
        && char.IsAsciiLetter(first[^1]) && char.IsAsciiLetter(last[^1])
        && char.IsUpper(first[^1]) == char.IsUpper(last[^1]) && first[^1] <= last[^1]
            ? [.. Enumerable.Range(first[^1], last[^1] - first[^1] + 1).Select(c => first[..^1] + (char)c)]
            : null;

    private static (string Stem, string Digits) Split(string text)
    {
        var at = text.Length;
        while (at > 0 && char.IsAsciiDigit(text[at - 1]))
        {
            at--;
        }

        return (text[..at], text[at..]);
    }

    private static (IReadOnlyList<string>, (string, string)?) Fault(string what) => ([], (what, HowToWriteOne));
}
