using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MedMgr.Ops.Domain;

namespace MedMgr.Ops.WallBoard.Replay.Recorded;

/// <summary>A recording in a file of JSON lines, as <c>medmgr simulate --record</c> writes it (docs/replay.md). Its marks are byte offsets.</summary>
internal sealed class RecordingFile : IRecordingSource
{
    public const string Ending = ".jsonl";

    private readonly string _path;
    private readonly long _firstEvent;
    private readonly FileStamp _stamp;

    private RecordingFile(string path, RecordingHeader header, long firstEvent, FileStamp stamp)
    {
        _path = path;
        Header = header;
        _firstEvent = firstEvent;
        _stamp = stamp;
    }

    public RecordingHeader Header { get; }

    public HospitalId Hospital => Header.Hospital;

    /// <summary>True while the file is the one that was opened.</summary>
    public bool IsUnchanged => File.Exists(_path) && FileStamp.Of(_path) == _stamp;

    /// <exception cref="InvalidDataException">No recording, or of a version that this program does not know: the message says what was found.</exception>
    /// <exception cref="IOException">It can not be read.</exception>
    public static async Task<RecordingFile> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var stamp = FileStamp.Of(path);
        using var lines = LineReader.Open(path, 0);
        var first = await lines.ReadAsync(cancellationToken) ?? throw new InvalidDataException("The file is empty.");
        return new RecordingFile(path, RecordingHeader.Read(first.Span), lines.Offset, stamp);
    }

    /// <summary>The last event, found from the end of the file; null when there is none.</summary>
    /// <exception cref="InvalidDataException">The last line is cut off or is no event.</exception>
    public async Task<(long Position, DateTimeOffset At)?> LastEventAsync(CancellationToken cancellationToken)
    {
        if (_stamp.Length <= _firstEvent)
        {
            return null;
        }

        using var lines = LineReader.Open(_path, await LineReader.LastLineAsync(_path, cancellationToken));
        var last = await lines.ReadAsync(cancellationToken) ?? throw new InvalidDataException("The file ends without an event.");
        var line = RecordedLine.Read(last.Span, lines.Offset);
        return (line.Event.Position, line.Event.At);
    }

    public double ShareRead(long mark) => (double)mark / _stamp.Length;

    public async IAsyncEnumerable<ReplayStep> ReadAsync(long mark, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!IsUnchanged)
        {
            throw new InvalidDataException("The file has changed or gone since it was opened. Open the recording anew.");
        }

        using var lines = LineReader.Open(_path, Math.Max(mark, _firstEvent));
        var step = ImmutableArray.CreateBuilder<ReplayEvent>();
        long transaction = 0, end = lines.Offset;
        while (await lines.ReadAsync(cancellationToken) is { } text)
        {
            var line = RecordedLine.Read(text.Span, end);
            if (step.Count > 0 && line.Transaction != transaction)
            {
                yield return new ReplayStep(end, step.DrainToImmutable());
            }

            transaction = line.Transaction;
            step.Add(line.Event);
            end = lines.Offset;
        }

        if (step.Count > 0)
        {
            yield return new ReplayStep(end, step.DrainToImmutable());
        }
    }

    private readonly record struct FileStamp(long Length, DateTime Written)
    {
        /// <exception cref="FileNotFoundException">It is gone.</exception>
        public static FileStamp Of(string path)
        {
            var file = new FileInfo(path);
            return new FileStamp(file.Length, file.LastWriteTimeUtc);
        }
    }
}
