using MedMgr.Ops.Domain;

namespace MedMgr.Ops.WallBoard.Live;

/// <summary>How the live boards are folded, framed and shown. The defaults are those of the product; tests shorten them.</summary>
public sealed class WallBoardOptions
{
    /// <summary>Hospitals to show besides those that the log already holds.</summary>
    public IList<HospitalId> Hospitals { get; } = [];

    /// <summary>Least time between two frames. The first change after a quiet while goes out at once.</summary>
    public TimeSpan FrameInterval { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>However many displays and boards there are, and however slow the machine is, frames of one board are no further apart while it changes.</summary>
    public TimeSpan FrameIntervalMax { get; set; } = TimeSpan.FromMilliseconds(90);

    /// <summary>Frames handed to displays a second, over all boards, beyond which frames come less often.</summary>
    public int DisplayMessagesPerSecondMax { get; set; } = 10_000;

    /// <summary>Frames made a second, over all boards that are watched, beyond which they come less often.</summary>
    public int FramesPerSecondMax { get; set; } = 240;

    /// <summary>How often a display hears from a quiet board.</summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>After so long without a word from the server a display says so in large letters.</summary>
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often figures that depend on the clock (averaged nurse ratios, waits in NEDOCS) are looked at again.</summary>
    public TimeSpan ClockInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>A forecast from a board older than this is shown as old.</summary>
    public TimeSpan OutlookOldAfter { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Frames kept for displays that come back or lag. At full rate about 2.5 seconds; whoever is further behind gets a snapshot.</summary>
    public int RingFrames { get; set; } = 128;

    /// <summary>A display that takes in nothing for so long is disconnected. Until then it costs its bounded buffers, and nobody else anything.</summary>
    public TimeSpan SlowDisplayTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes that may wait for one display (once in the hub's pipe, once in the web server's) before its stream stands still.</summary>
    public long DisplayBufferBytesMax { get; set; } = 64 * 1024;

    /// <summary>The fold is kept in the snapshot store each time so many events have come, and at shutdown.</summary>
    public int SnapshotEveryEvents { get; set; } = 50_000;

    /// <summary>Names what the pages were made by: a display that meets another one loads its page anew.</summary>
    public string BuildId { get; set; } = typeof(WallBoardOptions).Assembly.ManifestModule.ModuleVersionId.ToString("N")[..12];
}
