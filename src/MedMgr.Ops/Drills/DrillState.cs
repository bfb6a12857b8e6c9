using System.Collections.Immutable;
using MedMgr.Sim.Hospital.Drills;

namespace MedMgr.Ops.Drills;

/// <summary>A drill as it stands: immutable, made anew by the conductor several times a second.</summary>
/// <param name="Held">Real seconds for which the drill's time stood still because the systems were not through.</param>
/// <param name="FeedDownUntil">Null while the EHR feed is up.</param>
/// <param name="Timeline">Oldest first.</param>
/// <param name="Figures">From the beginning to now.</param>
/// <param name="Failure">The first fault, by which something is missing in the drill or its report; null without one.</param>
/// <param name="Control">What the same patients came to by the same moment under the greedy policy; null while it is not known.</param>
internal sealed record DrillState(
    DrillPhase Phase, DateTimeOffset Now, double Pace, TimeSpan Held, DateTimeOffset? FeedDownUntil, int HeldBack, ImmutableArray<TimedInject> Injects,
    ImmutableArray<ObjectiveResult> Objectives, ImmutableArray<TimelineEntry> Timeline, ImmutableArray<ImprovementItem> Improvements, DrillFigures? Figures, DrillFigures? Control,
    AfterAction? Report, string? Failure)
{
    public bool IsOver => Phase is DrillPhase.Reporting or DrillPhase.Ended;
}
