using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MedMgr.Ops.Definitions;
using MedMgr.Ops.Planner.Editing;
using MedMgr.Ops.Planner.Library;
using MedMgr.Ops.Planner.Running;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Ops.Planner.Http;

/// <summary>A scenario in the list.</summary>
/// <param name="Own">May be changed and deleted.</param>
/// <param name="Runnable">It has no faults.</param>
/// <param name="Days">Measured days; left out when it has faults, as what follows.</param>
internal sealed record ScenarioSummary(
    string Id, string Title, string Description, bool Own, bool Runnable, string? Hospital, DateOnly? Start, int? Days, int? Replications, string? Baseline,
    ImmutableArray<Difference> Differences, string Version)
{
    public static ScenarioSummary Of(ScenarioEntry e) => new(
        e.Id, e.Title, e.Description, e.IsOwn, e.Scenario is not null, e.Scenario?.Hospital.Name, e.Scenario?.Start, e.Scenario?.Days, e.Scenario?.Replications, e.Baseline,
        e.Differences, e.Version);
}

/// <param name="Version">As in ETag: sent back in If-Match when it is changed.</param>
internal sealed record ScenarioAnswer(ScenarioSummary Scenario, string Text, string Version, ImmutableArray<DefinitionError> Faults)
{
    public static ScenarioAnswer Of(ScenarioEntry e) => new(ScenarioSummary.Of(e), e.Text, e.Version, e.Faults);
}

internal sealed record SaveScenarioBody([property: MaxLength(ScenarioFile.BytesMax), Description("The whole scenario as YAML; its id is that of the path.")] string Text);

internal sealed record ValidateBody(
    [property: MaxLength(ScenarioFile.BytesMax), Description("The scenario as YAML.")] string Text,
    [property: Description("The scenario that it is a draft of: files that it names are looked for from there. Left out: as a new one.")] string? Scenario = null,
    [property: Description("Carried out first, one after the other; comments and order of the text stay.")] ImmutableArray<DraftEdit>? Edits = null);

/// <param name="Text">With the edits.</param>
/// <param name="NotEdited">Why an edit was not carried out.</param>
internal sealed record ValidateAnswer(bool Runnable, string Text, string? NotEdited, ImmutableArray<DefinitionError> Faults);

internal sealed record RunBody(
    [property: Description("Id of the scenario.")] string Scenario,
    [property: MaxLength(ScenarioFile.BytesMax), Description("A draft of it to run instead of what is saved.")] string? Text = null,
    [property: Range(1, RunBody.ReplicationsMax), Description("Independent runs; as the scenario says if left out.")] int? Replications = null,
    [property: Range(0, int.MaxValue), Description("Names the chance: runs of one seed meet the same patients. As the scenario says if left out.")] int? Seed = null)
{
    public const int ReplicationsMax = 10_000;
}

/// <summary>A run as it stands.</summary>
/// <param name="Before">Runs that come first.</param>
/// <param name="SecondsLeft">From the pace so far.</param>
internal sealed record RunAnswer(
    string Id, string Scenario, string Title, bool Draft, string Hospital, DateOnly Start, int Days, string Policy, int Replications, ulong Seed, string Actor, DateTimeOffset Asked,
    DateTimeOffset? Began, DateTimeOffset? Ended, RunState State, int Done, bool Partial, int? Before, int? SecondsLeft, string? Note, string? Recording)
{
    public static RunAnswer Of(RunRecord r, RunDesk desk) => new(
        r.Id, r.Scenario, r.Title, r.Draft, r.Hospital, r.Start, r.Days, r.Policy, r.Replications, r.Seed, r.Actor, r.Asked, r.Began, r.Ended, r.State, r.Done, r.IsPartial,
        r.State == RunState.Queued ? desk.Before(r) : null, r.Left(desk.Now) is { } left ? (int)Math.Ceiling(left.TotalSeconds) : null, r.Note, r.Recording);
}

/// <param name="Replay">Address of its page.</param>
internal sealed record RecordingAnswer(string Recording, string Replay);
