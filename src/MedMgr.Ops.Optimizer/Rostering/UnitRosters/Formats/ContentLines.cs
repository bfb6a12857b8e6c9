using System.Text;

namespace MedMgr.Ops.Optimizer.Rostering.UnitRosters.Formats;

/// <summary>The lines of iCalendar (RFC 5545, 3.1): ended by CRLF, folded at 75 octets, text escaped.</summary>
internal static class ContentLines
{
    private const int OctetsMax = 75;

    /// <summary>Writes one line, folded: no part has more than 75 octets, and no character is cut in two.</summary>
    public static void Append(StringBuilder calendar, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > OctetsMax)
            {
                // The blank that continues the line counts among its octets.
                calendar.Append("\r\n ");
                octets = 1;
            }

            calendar.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        calendar.Append("\r\n");
    }

    /// <summary>The lines with their folds undone; each with the number of its first part, from 1. Bare LF is taken for CRLF.</summary>
    public static IEnumerable<(string Line, int Number)> Unfold(string text)
    {
        var line = new StringBuilder();
        var first = 0;
        var number = 0;
        foreach (var part in text.TrimStart('\uFEFF').Split('\n').Select(p => p.TrimEnd('\r')))
        {
            number++;
            if (part.Length > 0 && part[0] is ' ' or '\t')
            {
                line.Append(part, 1, part.Length - 1);
                continue;
            }

            if (line.Length > 0)
            {
                yield return (line.ToString(), first);
            }

            line.Clear().Append(part);
            first = number;
        }

        if (line.Length > 0)
        {
            yield return (line.ToString(), first);
        }
    }

    /// <summary>A value of type TEXT (RFC 5545, 3.3.11).</summary>
    public static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\r\n", "\\n", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    public static string Unescape(string value)
    {
        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] != '\\' || i + 1 == value.Length)
            {
                text.Append(value[i]);
                continue;
            }

            i++;
            text.Append(value[i] is 'n' or 'N' ? '\n' : value[i]);
        }

        return text.ToString();
    }

    /// <summary>"DTSTART;TZID=America/Los_Angeles:20261130T070000" as name, parameters and value; null when there is no colon outside quotes.</summary>
    public static (string Name, IReadOnlyDictionary<string, string> Parameters, string Value)? Split(string line)
    {
        var quoted = false;
        var cuts = new List<int>();
        for (var i = 0; i < line.Length; i++)
        {
            quoted ^= line[i] == '"';
            if (quoted || line[i] is not (';' or ':'))
            {
                continue;
            }

            cuts.Add(i);
            if (line[i] == ':')
            {
                var parameters = cuts.Zip(cuts.Skip(1), (from, to) => line[(from + 1)..to].Split('=', 2)).Where(p => p.Length == 2)
                    .GroupBy(p => p[0], StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First()[1].Trim('"'), StringComparer.OrdinalIgnoreCase);
                return (line[..cuts[0]].ToUpperInvariant(), parameters, line[(i + 1)..]);
            }
        }

        return null;
    }
}
