using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Encounters;

namespace MedMgr.Ops.Optimizer.BedPlacement;

/// <summary>How good a plan is known to be.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PlanStatus>))]
public enum PlanStatus
{
    /// <summary>The quick answer: it keeps every hard rule, and nobody has looked for a better one.</summary>
    [JsonStringEnumMemberName("greedy")] Greedy,

    /// <summary>Searched; <see cref="PlacementPlan.Gap"/> says how much better another could be at most.</summary>
    [JsonStringEnumMemberName("feasible")] Feasible,

    /// <summary>No plan costs less.</summary>
    [JsonStringEnumMemberName("optimal")] Optimal,
}

/// <summary>What a step asks for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StepKind>))]
public enum StepKind
{
    /// <summary>The bed is ready: assign it now.</summary>
    [JsonStringEnumMemberName("place")] Place,

    /// <summary>The bed is not ready, or its room or unit can not take the patient, before <see cref="PlacementStep.At"/>: assign it then.</summary>
    [JsonStringEnumMemberName("reserve")] Reserve,

    /// <summary>A patient who did not ask for it goes elsewhere and frees a bed: request and assign, now.</summary>
    [JsonStringEnumMemberName("move")] Move,

    /// <summary>Two patients exchange beds, now. Both steps name each other in <see cref="PlacementStep.SwapWith"/>.</summary>
    [JsonStringEnumMemberName("swap")] Swap,
}

/// <summary>A proposal: who goes where, when and why. Nothing has happened yet, and the house may still refuse each step.</summary>
/// <param name="BoardPosition">Log position of the board that it was made from.</param>
/// <param name="Steps">In the order in which they can be carried out: by time, and a step that frees a bed before the one that uses it.</param>
/// <param name="Unplaced">Those who wait and get no bed within the horizon.</param>
/// <param name="PlanCost">What belongs to no single step: reserves, workload, surge.</param>
/// <param name="Objective">Sum of all costs, those of the unplaced included. Points, see <see cref="PlacementWeights"/>.</param>
/// <param name="Bound">No plan can cost less than this; null when nothing is proven.</param>
/// <param name="Note">What the reader must know about how the plan was made (no solver answered); null when there is nothing.</param>
public sealed record PlacementPlan(
    DateTimeOffset MadeAt,
    DateTimeOffset ExpiresAt,
    long BoardPosition,
    PlanStatus Status,
    ImmutableArray<PlacementStep> Steps,
    ImmutableArray<UnplacedPatient> Unplaced,
    SurgeUse Surge,
    ImmutableArray<CostItem> PlanCost,
    long Objective,
    long? Bound,
    PlanDifference DifferenceToLast,
    string? Note = null)
{
    /// <summary>How much better another plan could be at most, as a share of <see cref="Objective"/>: 0 to 1; null when nothing is proven.</summary>
    public double? Gap => Bound is not { } bound ? null : Objective == 0 ? 0 : (double)(Objective - bound) / Objective;

    public PlacementStep? StepOf(EncounterId encounter) => Steps.FirstOrDefault(s => s.Encounter == encounter);
}

/// <param name="From">Where the patient is now; null when not in the hospital.</param>
/// <param name="At">From when on the command can be given: bed ready, room and unit able to take the patient.</param>
/// <param name="Arrives">When the patient can lie in the bed; not before <paramref name="At"/>.</param>
/// <param name="After">The step of this patient has to be carried out before, since it frees the bed; null when it needs no other step.</param>
/// <param name="SwapWith">The other patient of an exchange.</param>
/// <param name="OpensSurgeBed">The bed is a closed surge bed that has to be opened first.</param>
/// <param name="Cost">What the step costs, rule by rule; rules that cost nothing are left out.</param>
/// <param name="Reasons">Why this bed, in sentences.</param>
public sealed record PlacementStep(
    EncounterId Encounter,
    Place? From,
    UnitId Unit,
    RoomId Room,
    BedId Bed,
    StepKind Kind,
    DateTimeOffset At,
    DateTimeOffset Arrives,
    EncounterId? After,
    EncounterId? SwapWith,
    bool OpensSurgeBed,
    ImmutableArray<CostItem> Cost,
    ImmutableArray<string> Reasons);

/// <param name="Rule">The soft rule's name, as the table of rules has it.</param>
/// <param name="Points">More than 0 in a step; below 0 in <see cref="PlacementPlan.PlanCost"/> where the plan relieves what was too much before.</param>
/// <param name="Why">In words, with the figures.</param>
public sealed record CostItem(string Rule, long Points, string Why);

/// <param name="Why">What stands against every bed, and what would have to change.</param>
public sealed record UnplacedPatient(EncounterId Encounter, ImmutableArray<CostItem> Cost, ImmutableArray<string> Why);

/// <summary>What the plan opens and whom it calls beyond what is there.</summary>
public sealed record SurgeUse(ImmutableArray<SurgeBed> Beds, ImmutableArray<NursesCalledIn> Nurses)
{
    public static readonly SurgeUse None = new([], []);
}

/// <summary>A surge bed to open.</summary>
public sealed record SurgeBed(UnitId Unit, BedId Bed);

/// <param name="Count">More than 0.</param>
/// <param name="At">When they are at work.</param>
public sealed record NursesCalledIn(UnitId Unit, int Count, DateTimeOffset At);

/// <summary>What changed for patients of the plan before who still wait or lie as they did.</summary>
public sealed record PlanDifference(ImmutableArray<ChangedPlacement> Changed)
{
    public static readonly PlanDifference None = new([]);
}

/// <param name="Before">The bed in the plan before; null when the patient was to get none.</param>
/// <param name="After">The bed now; null when the patient gets none.</param>
public sealed record ChangedPlacement(EncounterId Encounter, BedId? Before, BedId? After);
