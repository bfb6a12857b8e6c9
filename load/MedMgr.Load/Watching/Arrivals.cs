using System.Diagnostics;

namespace MedMgr.Load.Watching;

/// <summary>When each of the latest frames reached one display, and whether they came one after the other. One writer; may be read meanwhile.</summary>
internal sealed class Arrivals
{
    /// <summary>Frames that are remembered: at fifty a second the last twenty seconds.</summary>
    public const int Remembered = 1024;

    private readonly Lock _changing = new();
    private readonly (long Sequence, long At)[] _frames = new (long, long)[Remembered];
    private string _epoch = "";
    private long _last = -1;
    private long _taken;
    private int _frameCount;
    private int _repeated;
    private int _furtherSnapshots;
    private long _missing;

    /// <summary>Frames that were left out: what a display dropped to a snapshot has not seen, or worse.</summary>
    public long Missing => Volatile.Read(ref _missing);

    /// <summary>Frames that came again.</summary>
    public int Repeated => Volatile.Read(ref _repeated);

    /// <summary>Besides the one at the beginning.</summary>
    public int FurtherSnapshots => Volatile.Read(ref _furtherSnapshots);

    public int Frames => Volatile.Read(ref _frameCount);

    public void Take(string kind, string epoch, long sequence) => Take(kind, epoch, sequence, Stopwatch.GetTimestamp());

    public void Take(string kind, string epoch, long sequence, long at)
    {
        lock (_changing)
        {
            switch (kind)
            {
                case "snapshot":
                    _furtherSnapshots += _last < 0 ? 0 : 1;
                    _missing += _last >= 0 && epoch == _epoch ? Math.Max(0, sequence - _last) : 0;
                    break;
                case "frame":
                    _frameCount++;
                    _missing += Math.Max(0, sequence - _last - 1);
                    _repeated += sequence <= _last ? 1 : 0;
                    break;
                default:
                    return;
            }

            (_epoch, _last) = (epoch, sequence);
            _frames[_taken++ % Remembered] = (sequence, at);
        }
    }

    /// <summary>When the display first showed the board as it is after a frame; null when it has not yet, or so long ago that it is forgotten.</summary>
    public long? ShownAt(long sequence)
    {
        lock (_changing)
        {
            if (_last < sequence)
            {
                return null;
            }

            // Newest first: the frame asked for came a moment ago.
            var oldest = Math.Max(0, _taken - Remembered);
            long? at = null;
            for (var i = _taken - 1; i >= oldest && _frames[i % Remembered].Sequence >= sequence; i--)
            {
                at = _frames[i % Remembered].At;
                if (i == oldest && oldest > 0)
                {
                    return null;
                }
            }

            return at;
        }
    }
}
