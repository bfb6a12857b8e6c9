namespace MedMgr.Ops.Consoles.Live;

/// <summary>How consoles are kept up to date. The defaults are those of the product; tests shorten them.</summary>
public sealed class ConsoleOptions
{
    /// <summary>Least time between two frames. The first change after a quiet while goes out at once.</summary>
    public TimeSpan FrameInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Frames kept for consoles that come back or lag.</summary>
    public int RingFrames { get; set; } = 128;

    /// <summary>Changes that the journal goes back.</summary>
    public int JournalMax { get; set; } = 200;
}
