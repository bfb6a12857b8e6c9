using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MedMgr.Ops.Hl7.Messages;

/// <summary>Where a segment lies in the text and which of the field starts are its own.</summary>
internal readonly record struct SegmentRange(int Start, int End, int FirstField, int FieldCount);

/// <summary>Finds segments and fields in one pass over the text.</summary>
internal static class Hl7MessageReader
{
    private const int CharacterSetField = 18;

    /// <summary>Skips a byte order mark and blank lines before the header.</summary>
    public static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        return bytes.TrimStart(" \t\r\n"u8);
    }

    /// <summary>MSH-18's first repetition, read from bytes before they can be decoded; every supported set writes it in ASCII.</summary>
    public static string DeclaredCharacterSet(ReadOnlySpan<byte> message)
    {
        if (message.Length < 8 || !message.StartsWith("MSH"u8))
            return string.Empty;
        byte separator = message[3];
        int end = message.IndexOfAny((byte)'\r', (byte)'\n');
        ReadOnlySpan<byte> rest = end < 0 ? message : message[..end];

        // Cutting off "MSH" and MSH-2..17 leaves MSH-18 first.
        for (int skipped = 0; skipped < CharacterSetField - 1; skipped++)
        {
            int next = rest.IndexOf(separator);
            if (next < 0)
                return string.Empty;
            rest = rest[(next + 1)..];
        }

        int stop = rest.IndexOfAny(separator, message[5]);
        return Encoding.Latin1.GetString(stop < 0 ? rest : rest[..stop]).Trim();
    }

    /// <inheritdoc cref="DeclaredCharacterSet(ReadOnlySpan{byte})"/>
    public static string DeclaredCharacterSet(string text) => DeclaredCharacterSet(Encoding.UTF8.GetBytes(text));

    public static bool TryIndex(
        string text,
        Hl7Limits limits,
        out Hl7Delimiters delimiters,
        out SegmentRange[] segments,
        out int[] fieldStarts,
        [NotNullWhen(false)] out Hl7FormatError? error)
    {
        segments = [];
        fieldStarts = [];
        delimiters = Hl7Delimiters.Standard;
        if (!text.StartsWith("MSH", StringComparison.Ordinal))
        {
            error = new Hl7FormatError(new Hl7Location("MSH"), "the message does not begin with MSH", 0);
            return false;
        }

        if (!Hl7Delimiters.TryRead(text, out delimiters, out error))
            return false;

        using var fields = new PooledList<int>(256);
        using var found = new PooledList<SegmentRange>(16);
        error = Scan(text, delimiters.Field, limits, found, fields);
        if (error is not null)
            return false;
        segments = found.ToArray();
        fieldStarts = fields.ToArray();
        return true;
    }

    private static Hl7FormatError? Scan(string text, char separator, Hl7Limits limits, PooledList<SegmentRange> segments, PooledList<int> fields)
    {
        int next = 0;
        while (next < text.Length)
        {
            int start = next;
            int firstField = fields.Count;
            int end = ScanSegment(text, separator, fields, ref next);
            while (end > start && text[end - 1] is (' ' or '\t'))
                end--;
            if (end == start)
                continue; // a blank line
            if (!IsSegmentStart(text.AsSpan(start, end - start), separator))
                return new Hl7FormatError(new Hl7Location(LastName(text, segments)), "no segment name at the start of the line after this segment", start) { IsAfterHeader = true };
            if (segments.Count == limits.MaxSegments)
                return new Hl7FormatError(new Hl7Location(LastName(text, segments)), $"more than {limits.MaxSegments} segments", start) { IsAfterHeader = true };
            segments.Add(new SegmentRange(start, end, firstField, fields.Count - firstField));
        }

        return null;
    }

    /// <returns>Where the segment ends; <paramref name="next"/> moves to the start of the next one.</returns>
    private static int ScanSegment(string text, char separator, PooledList<int> fields, ref int next)
    {
        int at = next;
        while (true)
        {
            int hop = text.AsSpan(at).IndexOfAny(separator, '\r', '\n');
            if (hop < 0)
            {
                next = text.Length;
                return text.Length;
            }

            at += hop;
            if (text[at] == separator)
            {
                fields.Add(at + 1);
            }
            else if (text[at] == '\r')
            {
                next = at + 1 < text.Length && text[at + 1] == '\n' ? at + 2 : at + 1;
                return at;
            }
            else
            {
                // Blank lines are taken in one hop, or a megabyte of them would be looked at a megabyte times.
                ReadOnlySpan<char> rest = text.AsSpan(at + 1);
                int blank = rest.IndexOfAnyExcept(" \t\n");
                if (blank < 0 || EndsSegment(rest[blank..], separator))
                {
                    next = blank < 0 ? text.Length : at + 1 + blank;
                    return at;
                }

                at += blank;
            }

            at++;
        }
    }

    /// <summary>A lone LF ends a segment only where another one or nothing follows; elsewhere it is a line break inside a long text.</summary>
    private static bool EndsSegment(ReadOnlySpan<char> next, char separator)
    {
        if (next[0] == '\r')
            return true;
        ReadOnlySpan<char> name = next[..Math.Min(4, next.Length)];
        return IsSegmentStart(name.Length == 4 && name[3] is ('\r' or '\n') ? name[..3] : name, separator);
    }

    private static bool IsSegmentStart(ReadOnlySpan<char> line, char separator) =>
        line.Length >= 3
        && char.IsAsciiLetterUpper(line[0])
        && (char.IsAsciiLetterUpper(line[1]) || char.IsAsciiDigit(line[1]))
        && (char.IsAsciiLetterUpper(line[2]) || char.IsAsciiDigit(line[2]))
        && (line.Length == 3 || line[3] == separator);

    private static string LastName(string text, PooledList<SegmentRange> segments) =>
        segments.Count == 0 ? "MSH" : text.Substring(segments[segments.Count - 1].Start, 3);

    /// <summary>A list whose backing array is borrowed, since a message's counts are known only at its end.</summary>
    private sealed class PooledList<T>(int capacity) : IDisposable
    {
        private T[] _items = ArrayPool<T>.Shared.Rent(capacity);

        public int Count { get; private set; }

        public T this[int index] => _items[index];

        public void Add(T item)
        {
            if (Count == _items.Length)
            {
                T[] larger = ArrayPool<T>.Shared.Rent(_items.Length * 2);
                _items.CopyTo(larger, 0);
                ArrayPool<T>.Shared.Return(_items);
                _items = larger;
            }

            _items[Count++] = item;
        }

        public T[] ToArray() => _items.AsSpan(0, Count).ToArray();

        public void Dispose() => ArrayPool<T>.Shared.Return(_items);
    }
}
