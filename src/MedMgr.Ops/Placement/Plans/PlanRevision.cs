using System.Text.Json.Serialization;
using MedMgr.Ops.Optimizer.BedPlacement;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Placement.Plans;

/// <summary>How the search for a better plan stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SearchState>))]
internal enum SearchState
{
    /// <summary>A better plan may still come.</summary>
    [JsonStringEnumMemberName("searching")] Searching,

    /// <summary>The time given was used, or it is proven that no plan costs less.</summary>
    [JsonStringEnumMemberName("ended")] Ended,

    /// <summary>Ended early: a newer question, or somebody accepted steps.</summary>
    [JsonStringEnumMemberName("cut-short")] CutShort,

    /// <summary>The plan is the quick one, and <see cref="PlanRevision.Because"/> says why.</summary>
    [JsonStringEnumMemberName("without-result")] WithoutResult,
}

/// <summary>A plan as it stood at one moment of its search. Immutable.</summary>
/// <param name="Number">1 for the quick answer; one more when the steps become others.</param>
/// <param name="Because">Why the search ended early or never was; null when there is nothing to say.</param>
/// <param name="News">What the search has found out so far; null before it has found out anything.</param>
internal sealed record PlanRevision(int Number, PlacementPlan Plan, SearchState State, string? Because = null, Improvement? News = null)
{
    public bool IsLast => State != SearchState.Searching;
}
