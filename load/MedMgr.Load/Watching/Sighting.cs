namespace MedMgr.Load.Watching;

/// <summary>By what a display shows that a message has arrived.</summary>
internal enum Sign
{
    /// <summary>The visit lies in the bed.</summary>
    Lies,

    /// <summary>It lies there again, after it had left: what the board shows before the departure is no sign of it.</summary>
    LiesAgain,

    /// <summary>It lies there and its discharge is ordered.</summary>
    Ordered,

    /// <summary>It does not lie there any more.</summary>
    Left,

    /// <summary>The bed is being cleaned.</summary>
    Cleaning,

    /// <summary>The bed is ready.</summary>
    Ready,
}

/// <summary>A message on its way to the displays. Times are those of <see cref="System.Diagnostics.Stopwatch"/>.</summary>
/// <param name="intended">When it was to be sent, fixed before it was: latency runs from here, however late the sending was.</param>
/// <param name="counted">Belongs to the measured time.</param>
internal sealed class Sighting(string bed, Sign sign, string visit, long intended, bool counted)
{
    public string Bed { get; } = bed;

    public Sign Sign { get; } = sign;

    public string Visit { get; } = visit;

    public long Intended { get; } = intended;

    public bool Counted { get; } = counted;

    /// <summary>The first frame that shows it; null until it was seen.</summary>
    public long? Sequence { get; set; }
}
