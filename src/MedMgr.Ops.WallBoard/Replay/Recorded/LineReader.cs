namespace MedMgr.Ops.WallBoard.Replay.Recorded;

/// <summary>Reads a file line by line from any line on, and knows where it stands.</summary>
internal sealed class LineReader : IDisposable
{
    /// <summary>The log's own limit for a payload is 16 MiB; a line holds a little more.</summary>
    private const int LineBytesMax = 17 * 1024 * 1024;
    private const int BufferBytes = 64 * 1024;

    private readonly FileStream _file;
    private byte[] _buffer = new byte[BufferBytes];
    private int _begin;
    private int _end;

    private LineReader(FileStream file, long offset)
    {
        _file = file;
        _file.Position = Offset = offset;
    }

    /// <summary>Of the next line.</summary>
    public long Offset { get; private set; }

    public static LineReader Open(string path, long offset) =>
        new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan), offset);

    /// <summary>The next line without its end; valid until the next call. Null at the end of the file.</summary>
    /// <exception cref="InvalidDataException">The last line has no end, or a line is longer than any that is written.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        var searched = 0;
        while (true)
        {
            var newline = _buffer.AsSpan(_begin + searched, _end - _begin - searched).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                var line = _buffer.AsMemory(_begin, searched + newline);
                Offset += line.Length + 1;
                _begin += line.Length + 1;
                return line;
            }

            searched = _end - _begin;
            if (!await FillAsync(cancellationToken))
            {
                return searched == 0 ? null : throw new InvalidDataException($"The file is cut off: its last line (at byte {Offset}) has no end.");
            }
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Where the last line of a file begins.</summary>
    public static async Task<long> LastLineAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var tail = new byte[BufferBytes];

        // The file ends with the end of its last line: the one before it is looked for.
        var end = file.Length - 1;
        while (end > 0)
        {
            var from = Math.Max(0, end - tail.Length);
            file.Position = from;
            var length = (int)(end - from);
            await file.ReadExactlyAsync(tail.AsMemory(0, length), cancellationToken);
            if (tail.AsSpan(0, length).LastIndexOf((byte)'\n') is var newline and >= 0)
            {
                return from + newline + 1;
            }

            end = from;
        }

        return 0;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        var kept = _end - _begin;
        if (kept == _buffer.Length)
        {
            if (kept >= LineBytesMax)
            {
                throw new InvalidDataException($"The line at byte {Offset} is longer than {LineBytesMax} bytes.");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
        else if (_begin > 0)
        {
            _buffer.AsSpan(_begin, kept).CopyTo(_buffer);
        }

        if (_begin > 0)
        {
            (_begin, _end) = (0, kept);
        }

        var read = await _file.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        return read > 0;
    }
}
