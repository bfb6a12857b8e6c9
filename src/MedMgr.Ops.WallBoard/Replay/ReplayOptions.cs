namespace MedMgr.Ops.WallBoard.Replay;

/// <summary>How recordings are found, opened and replayed. The defaults are those of the product; tests shorten them.</summary>
public sealed class ReplayOptions
{
    /// <summary>Folder of recordings; null for none. It need not exist yet.</summary>
    public string? Folder { get; set; }

    /// <summary>A board is kept each time so many steps have been folded: a seek restores one and folds at most so many.</summary>
    public int StepsBetweenKeyframes { get; set; } = 500;

    /// <summary>How far apart, in the recording's own time, its board is looked at for alerts.</summary>
    public TimeSpan TimeBetweenLooks { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Bars of the density strip.</summary>
    public int DensityBars { get; set; } = 480;

    /// <summary>A longer recording is refused with words: its index would be too large to keep.</summary>
    public int StepsMax { get; set; } = 3_000_000;

    /// <summary>Opened recordings that are kept for the next viewer; the one that was asked for longest ago makes room.</summary>
    public int OpenMax { get; set; } = 8;

    /// <summary>A recording that opens within this is shown at once; one that takes longer gets a page with its progress first.</summary>
    public TimeSpan ProgressAfter { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Viewers at the same time.</summary>
    public int SessionsMax { get; set; } = 64;

    /// <summary>Least time between two frames of one viewer.</summary>
    public TimeSpan FrameInterval { get; set; } = TimeSpan.FromMilliseconds(40);

    /// <summary>What a live span shows when no times are named: the last day of the log.</summary>
    public TimeSpan SpanIfUnnamed { get; set; } = TimeSpan.FromDays(1);
}
