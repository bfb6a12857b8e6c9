using System.Collections.Immutable;

namespace MedMgr.Sim.Hospital.Drills;

/// <summary>What kind of thing a line of the timeline tells.</summary>
public enum TimelineKind
{
    /// <summary>The drill itself: begun, ended, what could not be followed.</summary>
    Drill,

    /// <summary>The lead paused, jumped, changed the pace, assigned or assessed.</summary>
    Lead,
    Inject,

    /// <summary>Somebody decided something and it was done.</summary>
    Decision,

    /// <summary>Somebody asked for something and the house refused.</summary>
    Refused,

    /// <summary>The surge plan's triggers asked for a level.</summary>
    Trigger,
}

/// <param name="At">In the drill's time.</param>
/// <param name="Who">The person, or who stood in.</param>
/// <param name="Because">Of a refusal: the rule's words.</param>
public sealed record TimelineEntry(DateTimeOffset At, TimelineKind Kind, string Who, string What, string? Because = null);

/// <summary>Something to be put right. Owner and date are people's to give.</summary>
/// <param name="Source">"proposed" by the report, or who entered it.</param>
public sealed record ImprovementItem(string Capability, string Issue, string Action, string? Owner, DateOnly? Due, string Source)
{
    public const string Proposed = "proposed";
}

/// <param name="Name">"greedy", "optimiser".</param>
public sealed record Control(string Name, DrillFigures Figures);

/// <summary>The after-action report of a drill: what was exercised, what happened, what it came to, what to do about it.</summary>
/// <param name="Decider">"people", "greedy" or "optimiser".</param>
/// <param name="TimesCompared">Times that the real board and the simulated hospital were held against each other, bed by bed.</param>
/// <param name="BedsThatDiffered">Beds, over all those times, of which they told different things.</param>
/// <param name="Recording">Names it for replay.</param>
/// <param name="HeldSeconds">How long drill time stood still because the doors were slower than the pace.</param>
/// <param name="Notes">What was left out of this report, and why.</param>
public sealed record AfterAction(
    string Title,
    string Scenario,
    string Hospital,
    string HospitalName,
    string TimeZone,
    ulong Seed,
    double Pace,
    string Decider,
    bool EndedEarly,
    ImmutableArray<TimedInject> Injects,
    ImmutableArray<ObjectiveResult> Objectives,
    DrillFigures Drill,
    ImmutableArray<Control> Controls,
    ImmutableArray<TimelineEntry> Timeline,
    ImmutableArray<ImprovementItem> Improvements,
    int TimesCompared,
    int BedsThatDiffered,
    int Actions,
    int Refusals,
    double HeldSeconds,
    string? Recording,
    ImmutableArray<string> Notes)
{
    public ImmutableArray<ObjectiveResult> Strengths => [.. Objectives.Where(o => o.Rating == Rating.WithoutChallenges)];

    public int ObjectivesMet => Objectives.Count(o => o.Met == true);
}
