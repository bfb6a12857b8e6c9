using System.Buffers;

namespace MedMgr.Ops.Hl7.Mllp;

/// <summary>Cuts a byte stream into MLLP frames and finds its way back after anything that is no frame.</summary>
/// <remarks>
/// A frame ends at <c>0x1C</c>; the <c>0x0D</c> after it may be missing. HL7 content holds no byte <c>0x0B</c> or <c>0x1C</c>, so a start byte
/// inside a frame means that the sender gave up and began again. Each byte is looked at a bounded number of times, however it is
/// chunked. One decoder for each connection; not safe for concurrent use.
/// </remarks>
public sealed class MllpFrameDecoder
{
    /// <summary>How much of dropped bytes is shown in reports.</summary>
    private const int JunkSample = 64;

    /// <summary>Enough of an oversize message for its header.</summary>
    private const int OversizeHead = 4 * 1024;

    private readonly int _maxMessageBytes;
    private State _state;
    private long _scanned;
    private bool _returnMayFollow;

    /// <summary>A decoder that refuses messages longer than <paramref name="maxMessageBytes"/>.</summary>
    public MllpFrameDecoder(int maxMessageBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessageBytes, 1);
        _maxMessageBytes = maxMessageBytes;
    }

    private enum State
    {
        Between,
        Inside,
        Skipping,
    }

    /// <summary>A frame has begun and not ended.</summary>
    public bool IsInsideFrame => _state == State.Inside;

    /// <summary>Takes the next find out of the buffer and moves the buffer's start behind it.</summary>
    /// <returns>False where more bytes are needed; what is left in the buffer must then be handed in again with what follows.</returns>
    public bool TryRead(ref ReadOnlySequence<byte> buffer, out MllpItem item)
    {
        while (!buffer.IsEmpty)
        {
            bool progressed = _state switch
            {
                State.Inside => TryReadFrame(ref buffer, out item),
                State.Skipping => TrySkip(ref buffer, out item),
                _ => TryFindFrame(ref buffer, out item),
            };
            if (!progressed)
                return false;
            if (item.Length >= 0)
                return true;
        }

        item = default;
        return false;
    }

    /// <summary>The stream has ended: a frame that was begun is reported.</summary>
    public bool TryFinish(ReadOnlySequence<byte> rest, out MllpItem item)
    {
        bool cut = _state == State.Inside;
        item = cut ? Dropped(MllpItemKind.Abandoned, rest) : Nothing;
        _state = State.Between;
        _scanned = 0;
        return cut;
    }

    /// <summary>Marks progress without a find.</summary>
    private static MllpItem Nothing => new(MllpItemKind.Junk, default, -1);

    private bool TryFindFrame(ref ReadOnlySequence<byte> buffer, out MllpItem item)
    {
        item = Nothing;
        if (_returnMayFollow)
        {
            _returnMayFollow = false;
            if (buffer.FirstSpan[0] == MllpFraming.CarriageReturn)
            {
                buffer = buffer.Slice(1);
                return true;
            }
        }

        SequencePosition? start = buffer.PositionOf(MllpFraming.Start);
        ReadOnlySequence<byte> before = start is { } at ? buffer.Slice(0, at) : buffer;
        if (start is { } begin)
        {
            buffer = buffer.Slice(buffer.GetPosition(1, begin));
            _state = State.Inside;
            _scanned = 0;
        }
        else
        {
            buffer = buffer.Slice(buffer.End);
        }

        if (!IsBlank(before))
            item = Dropped(MllpItemKind.Junk, before);
        return true;
    }

    private bool TryReadFrame(ref ReadOnlySequence<byte> buffer, out MllpItem item)
    {
        var reader = new SequenceReader<byte>(buffer);
        reader.Advance(_scanned);
        bool found = reader.TryAdvanceToAny([MllpFraming.Start, MllpFraming.End], advancePastDelimiter: false);
        long length = found ? reader.Consumed : buffer.Length;
        if (length > _maxMessageBytes)
        {
            item = new MllpItem(MllpItemKind.Oversize, buffer.Slice(0, Math.Min(length, OversizeHead)).ToArray(), length);
            buffer = buffer.Slice(length);
            _state = State.Skipping;
            return true;
        }

        if (!found)
        {
            _scanned = length;
            item = default;
            return false;
        }

        reader.TryRead(out byte delimiter);
        ReadOnlySequence<byte> content = buffer.Slice(0, length);
        bool ended = delimiter == MllpFraming.End;
        item = ended ? new MllpItem(MllpItemKind.Message, content.ToArray(), length) : Dropped(MllpItemKind.Abandoned, content);
        buffer = buffer.Slice(length + 1);
        _scanned = 0;
        if (ended)
            EndFrame();
        return true;
    }

    private bool TrySkip(ref ReadOnlySequence<byte> buffer, out MllpItem item)
    {
        item = Nothing;
        var reader = new SequenceReader<byte>(buffer);
        if (!reader.TryAdvanceToAny([MllpFraming.Start, MllpFraming.End], advancePastDelimiter: false))
        {
            buffer = buffer.Slice(buffer.End);
            return true;
        }

        reader.TryRead(out byte delimiter);
        buffer = buffer.Slice(reader.Position);
        _scanned = 0;
        if (delimiter == MllpFraming.End)
            EndFrame();
        else
            _state = State.Inside;
        return true;
    }

    private void EndFrame()
    {
        _state = State.Between;
        _returnMayFollow = true;
    }

    private static MllpItem Dropped(MllpItemKind kind, in ReadOnlySequence<byte> bytes) =>
        new(kind, bytes.Slice(0, Math.Min(bytes.Length, JunkSample)).ToArray(), bytes.Length);

    private static bool IsBlank(in ReadOnlySequence<byte> bytes)
    {
        foreach (ReadOnlyMemory<byte> chunk in bytes)
        {
            if (chunk.Span.ContainsAnyExcept((byte)'\r', (byte)'\n'))
                return false;
        }

        return true;
    }
}
