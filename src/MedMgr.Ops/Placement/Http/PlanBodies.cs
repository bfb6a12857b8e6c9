using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Optimizer.BedPlacement;
using MedMgr.Ops.Placement.Plans;

namespace MedMgr.Ops.Placement.Http;

/// <summary>How long an answer is held back.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PlanWait>))]
internal enum PlanWait
{
    /// <summary>Not at all: the quick plan is the answer, and better ones follow under its id.</summary>
    [JsonStringEnumMemberName("greedy")] Greedy,

    /// <summary>Until the search has ended.</summary>
    [JsonStringEnumMemberName("done")] Done,
}

internal sealed record PlanBody(
    [property: Range(0, PlacementAsk.SecondsMax), Description("Time for the search for a better plan than the quick one; 10 if left out, 0 for none.")] int? Seconds = null,
    [property: Description("Weights that hold for this plan only, over the hospital's own. What is left out stays as it is.")] PlacementWeights? Weights = null,
    [property: Description("May surge beds be opened and nurses be called in? False if left out.")] bool? Surge = null,
    [property: Description("What to wait for; greedy if left out.")] PlanWait? Wait = null);

internal sealed record AcceptanceBody(
    [property: Description("The patients whose steps are accepted.")] EncounterChoice Steps,
    [property: Range(1, int.MaxValue), Description("The revision that was looked at: if the plan has become another since, nothing is done. Not checked if left out.")] int? Revision = null,
    OverrideBody? Override = null);

internal sealed record WeightsBody(
    [property: Description("Every weight that is to differ from the optimiser's own; the others become those.")] PlacementWeights Weights,
    [property: Description("Why, kept with the change.")] string Reason);
