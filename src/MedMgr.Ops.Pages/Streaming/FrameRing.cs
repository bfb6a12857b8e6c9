using System.Diagnostics.CodeAnalysis;

namespace MedMgr.Ops.Pages.Streaming;

/// <summary>Something that is numbered without gap within one epoch.</summary>
public interface INumbered
{
    long Sequence { get; }
}

/// <summary>The last frames of a stream. One writer, any number of readers, none of whom waits or holds anything back.</summary>
public sealed class FrameRing<TFrame> where TFrame : class, INumbered
{
    private readonly TFrame?[] _slots;

    public FrameRing(int capacity) => _slots = new TFrame?[capacity];

    public void Add(TFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        Volatile.Write(ref _slots[frame.Sequence % _slots.Length], frame);
    }

    /// <summary>False for a frame that is not there yet or no longer.</summary>
    public bool TryGet(long sequence, [NotNullWhen(true)] out TFrame? frame)
    {
        frame = Volatile.Read(ref _slots[sequence % _slots.Length]);
        return frame?.Sequence == sequence;
    }
}
