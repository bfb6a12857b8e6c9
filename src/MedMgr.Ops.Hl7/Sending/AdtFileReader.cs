using System.Buffers;
using System.Collections.Immutable;
using MedMgr.Ops.Hl7.Mllp;

namespace MedMgr.Ops.Hl7.Sending;

/// <summary>Finds the messages in a file: MLLP frames, or text whose messages begin with MSH lines.</summary>
/// <remarks>
/// A file that holds a byte <c>0x0B</c> is taken as framed. In text, lines end in CR, LF or CRLF; a byte order mark, blank lines and the batch
/// segments FHS, BHS, BTS and FTS are passed over; any other line before the first MSH is reported as skipped.
/// </remarks>
public static class AdtFileReader
{
    private static readonly string[] BatchSegments = ["FHS", "BHS", "BTS", "FTS"];

    /// <summary>Reads a file from disk.</summary>
    /// <exception cref="IOException">The file can not be read.</exception>
    public static async Task<AdtFile> ReadAsync(string path, SegmentEnds ends, CancellationToken cancellationToken) =>
        Read(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false), ends);

    /// <summary>Reads a file's bytes.</summary>
    public static AdtFile Read(ReadOnlyMemory<byte> file, SegmentEnds ends = SegmentEnds.CarriageReturn) =>
        file.Span.Contains(MllpFraming.Start) ? ReadFramed(file) : ReadText(file, ends);

    private static AdtFile ReadFramed(ReadOnlyMemory<byte> file)
    {
        var messages = ImmutableArray.CreateBuilder<FileMessage>();
        var skipped = ImmutableArray.CreateBuilder<SkippedText>();
        var decoder = new MllpFrameDecoder(Array.MaxLength);
        var rest = new ReadOnlySequence<byte>(file);
        int frame = 1;
        while (decoder.TryRead(ref rest, out MllpItem item))
        {
            if (item.Kind == MllpItemKind.Message)
                messages.Add(new FileMessage(frame++, item.Bytes));
            else
                skipped.Add(new SkippedText(frame, item.Kind == MllpItemKind.Junk ? "bytes between frames" : "a frame that begins again before its end"));
        }

        if (decoder.TryFinish(rest, out _))
            skipped.Add(new SkippedText(frame, "a frame without its end"));
        return new AdtFile(messages.ToImmutable(), skipped.ToImmutable());
    }

    private static AdtFile ReadText(ReadOnlyMemory<byte> file, SegmentEnds ends)
    {
        var messages = ImmutableArray.CreateBuilder<FileMessage>();
        var skipped = ImmutableArray.CreateBuilder<SkippedText>();
        var message = new ArrayBufferWriter<byte>();
        int begun = 0;
        int line = 0;
        for (ReadOnlySpan<byte> rest = WithoutMark(file.Span); !rest.IsEmpty;)
        {
            line++;
            ReadOnlySpan<byte> whole = NextLine(ref rest, out ReadOnlySpan<byte> content);
            if (content.IsEmpty || IsBatch(content))
                continue;
            if (content.StartsWith("MSH"u8))
            {
                Complete(messages, message, begun);
                begun = line;
            }

            if (begun == 0)
            {
                skipped.Add(new SkippedText(line, "text before the first MSH"));
                continue;
            }

            message.Write(ends == SegmentEnds.AsInFile ? whole : content);
            if (ends == SegmentEnds.CarriageReturn)
                message.Write("\r"u8);
        }

        Complete(messages, message, begun);
        return new AdtFile(messages.ToImmutable(), skipped.ToImmutable());
    }

    private static void Complete(ImmutableArray<FileMessage>.Builder messages, ArrayBufferWriter<byte> message, int begun)
    {
        if (message.WrittenCount == 0)
            return;
        messages.Add(new FileMessage(begun, message.WrittenSpan.ToArray()));
        message.ResetWrittenCount();
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> file) => file.StartsWith("\uFEFF"u8) ? file[3..] : file;

    /// <returns>The line with its end; <paramref name="content"/> is the line without its end and trailing blanks.</returns>
    private static ReadOnlySpan<byte> NextLine(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> content)
    {
        int length = rest.IndexOfAny((byte)'\r', (byte)'\n');
        int end = length < 0 ? rest.Length : rest[length] == '\r' && length + 1 < rest.Length && rest[length + 1] == '\n' ? length + 2 : length + 1;
        ReadOnlySpan<byte> whole = rest[..end];
        content = (length < 0 ? rest : rest[..length]).TrimEnd(" \t"u8);
        rest = rest[end..];
        return whole;
    }

    private static bool IsBatch(ReadOnlySpan<byte> line)
    {
        foreach (string segment in BatchSegments)
        {
            if (line.Length >= 3 && line[0] == segment[0] && line[1] == segment[1] && line[2] == segment[2])
                return true;
        }

        return false;
    }
}
