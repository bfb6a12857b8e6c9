using System.Diagnostics;

namespace MedMgr.Load.Watching;

/// <summary>When each frame reached one display, and whether they came one after the other. One writer; read when it has ended.</summary>
internal sealed class Arrivals
{
    private readonly List<(long Sequence, long At)> _frames = new(4096);
    private string _epoch = "";
    private long _last = -1;

    /// <summary>Frames that were left out: what a display dropped to a snapshot has not seen, or worse.</summary>
    public long Missing { get; private set; }

    /// <summary>Frames that came again.</summary>
    public int Repeated { get; private set; }

    /// <summary>Besides the one at the beginning.</summary>
    public int FurtherSnapshots { get; private set; }

    public int Frames { get; private set; }

    public void Take(string kind, string epoch, long sequence)
    {
        var at = Stopwatch.GetTimestamp();
        switch (kind)
        {
            case "snapshot":
                FurtherSnapshots += _last < 0 ? 0 : 1;
                Missing += _last >= 0 && epoch == _epoch ? Math.Max(0, sequence - _last) : 0;
                break;
            case "frame":
                Frames++;
                Missing += Math.Max(0, sequence - _last - 1);
                Repeated += sequence <= _last ? 1 : 0;
                break;
            default:
                return;
        }

        (_epoch, _last) = (epoch, sequence);
        _frames.Add((sequence, at));
    }

    /// <summary>When the display first showed the board as it is after a frame; null when it never did.</summary>
    public long? ShownAt(long sequence)
    {
        var index = _frames.BinarySearch((sequence, 0));
        index = index < 0 ? ~index : index;
        return index < _frames.Count ? _frames[index].At : null;
    }
}
