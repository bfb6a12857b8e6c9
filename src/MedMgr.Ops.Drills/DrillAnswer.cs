using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;
using MedMgr.Ops.Domain;

namespace MedMgr.Ops.Drills;

/// <summary>How far a drill is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DrillPhase>))]
public enum DrillPhase
{
    /// <summary>The hospital is being filled.</summary>
    [JsonStringEnumMemberName("opening")] Opening,
    [JsonStringEnumMemberName("running")] Running,
    [JsonStringEnumMemberName("paused")] Paused,
    [JsonStringEnumMemberName("jumping")] Jumping,

    /// <summary>The control runs are under way and the report is being written.</summary>
    [JsonStringEnumMemberName("reporting")] Reporting,
    [JsonStringEnumMemberName("ended")] Ended,
}

/// <summary>A drill as its lead sees it.</summary>
public sealed record DrillAnswer(
    HospitalId Hospital,
    string Name,
    [property: Description("Always true: no patient of this hospital is real.")] bool Exercise,
    string Scenario,
    string Title,
    [property: Description("people, greedy or optimiser.")] string Decider,
    DrillPhase Phase,
    DateTimeOffset Now,
    DateTimeOffset Begins,
    DateTimeOffset Ends,
    double Pace,
    [property: Description("Real seconds for which the drill's time stood still, waiting for the system.")] double HeldSeconds,
    [property: Description("Null while the EHR feed is up.")] DateTimeOffset? FeedDownUntil,
    [property: Description("Messages and commands that wait for the feed.")] int HeldBack,
    ImmutableArray<DrillMeasure> Measures,
    ImmutableArray<DrillObjective> Objectives,
    ImmutableArray<DrillInject> Injects,
    [property: Description("The newest 300 lines, oldest first.")] ImmutableArray<DrillLine> Timeline,
    ImmutableArray<DrillImprovement> Improvements,
    bool HasReport,
    string? Recording,
    [property: Description("The first fault, by which something is missing in the drill or its report; null without one.")] string? Failure);

/// <param name="Greedy">The same figure of the control run by the greedy policy, at the same moment; null where it has none.</param>
public sealed record DrillMeasure(string Name, string Unit, string Says, double Drill, double? Greedy);

/// <param name="Met">Null while it is open.</param>
/// <param name="Rating">HSEEP's letter.</param>
public sealed record DrillObjective(
    string Id, string Title, string Capability, string Measure, string Unit, string? AssignedTo, double? Measured, double? Limit, bool? Met, string? Rating, string? RatedBy, string? Comment);

/// <param name="Done">False for what is planned.</param>
public sealed record DrillInject(DateTimeOffset At, string Kind, string Says, string By, bool Done);

/// <summary>A line of the timeline.</summary>
/// <param name="Because">The rule's words, of a refusal.</param>
public sealed record DrillLine(DateTimeOffset At, string Kind, string Who, string What, string? Because);

/// <param name="Source">"proposed", or who entered it.</param>
public sealed record DrillImprovement(string Capability, string Issue, string Action, string? Owner, DateOnly? Due, string Source);
