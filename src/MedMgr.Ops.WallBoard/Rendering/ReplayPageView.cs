using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.WallBoard.Replay.Recorded;

namespace MedMgr.Ops.WallBoard.Rendering;

/// <summary>All that the page of a replay is drawn from.</summary>
/// <param name="Panes">One, or two in step.</param>
/// <param name="ByClock">Two in step show the same moment; false: both began at once.</param>
/// <param name="Elapsed">Seconds since the beginning of the time line, as <paramref name="Length"/>.</param>
/// <param name="Rate">Replayed seconds in a second.</param>
/// <param name="Theme">"dark", "light", or null for the viewer's own.</param>
public sealed record ReplayPageView(ImmutableArray<ReplayPaneView> Panes, bool ByClock, double Elapsed, double Length, int Rate, string? Theme)
{
    public bool IsPair => Panes.Length > 1;

    /// <summary>Nothing on it is of real patients. Beside a drill something else may stand, and each wall says what it is.</summary>
    public bool IsExercise => Panes.All(p => p.Exercise);
}

/// <param name="Letter">"A" or "B", by which its wall and its strip belong together.</param>
/// <param name="Frame">Address of its wall at the place where the page begins.</param>
/// <param name="Now">The moment that its wall shows.</param>
/// <param name="From">Its first moment.</param>
/// <param name="To">Its last.</param>
/// <param name="Origin">Its moment at the beginning of the time line.</param>
public sealed record ReplayPaneView(
    char Letter, string Id, string Title, RecordingKind Kind, HospitalId Hospital, string Frame, long Sequence, long Steps, int Alerts, DateTimeOffset Now, DateTimeOffset From,
    DateTimeOffset To, DateTimeOffset Origin,
    TimeZoneInfo Zone, ReplayStripView Strip, bool Exercise);

/// <summary>How much happens when in one recording. Places are shares of its own length.</summary>
/// <param name="Begin">Where it begins on the time line; percent, as <paramref name="Width"/>.</param>
/// <param name="Bars">Events in equal slices of time.</param>
/// <param name="Marks">Alerts.</param>
/// <param name="Ticks">Days or hours at the hospital.</param>
public sealed record ReplayStripView(double Begin, double Width, ImmutableArray<int> Bars, ImmutableArray<StripPlace> Marks, ImmutableArray<StripPlace> Ticks);

/// <param name="Left">Percent.</param>
/// <param name="Word">An alert's severity, or the label of a tick.</param>
public readonly record struct StripPlace(double Left, string Word);
