using System.Diagnostics.CodeAnalysis;

namespace MedMgr.Ops.WallBoard.Frames;

/// <summary>The last frames of a board. One writer, any number of readers, none of whom waits or holds anything back.</summary>
internal sealed class FrameRing
{
    private readonly Frame?[] _slots;

    public FrameRing(int capacity) => _slots = new Frame?[capacity];

    public void Add(Frame frame) => Volatile.Write(ref _slots[frame.Sequence % _slots.Length], frame);

    /// <summary>False for a frame that is not there yet or no longer.</summary>
    public bool TryGet(long sequence, [NotNullWhen(true)] out Frame? frame)
    {
        frame = Volatile.Read(ref _slots[sequence % _slots.Length]);
        return frame?.Sequence == sequence;
    }
}
