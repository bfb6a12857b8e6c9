using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>When a timer fires and how its callback shares the grain with calls.</summary>
public readonly struct GrainTimerCreationOptions
{
    public GrainTimerCreationOptions()
    {
    }

    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Until the first tick. Zero: at once; <see cref="Timeout.InfiniteTimeSpan"/>: not until <see cref="IGrainTimer.Change"/>.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>From the completion of a tick to the next. <see cref="Timeout.InfiniteTimeSpan"/>: only once.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>May run between the awaits of calls. False: a tick waits for its turn as a call does.</summary>
    public bool Interleave { get; init; }

    /// <summary>A tick counts as use and keeps the grain from being collected as idle.</summary>
    public bool KeepAlive { get; init; }
}

/// <summary>A timer of one activation; it dies with it. Disposing stops it and cancels the token of a running callback.</summary>
public interface IGrainTimer : IDisposable
{
    /// <param name="dueTime">As <see cref="GrainTimerCreationOptions.DueTime"/>, from now; while a tick runs, from its completion.</param>
    /// <param name="period">As <see cref="GrainTimerCreationOptions.Period"/>.</param>
    void Change(TimeSpan dueTime, TimeSpan period);
}
