using System.Collections.Immutable;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Placement;

namespace MedMgr.Ops.Domain.Encounters;

/// <summary>What a command on a visit asks of beds, together with what is then true of the visit. All of it becomes true at once or not at all.</summary>
/// <param name="Events">Of the visit.</param>
/// <param name="Take">The one bed to occupy or reserve; it has the last word. Null when no bed is taken.</param>
/// <param name="Others">Beds that the patient leaves, claims that are released, occupants whose details change.</param>
/// <remarks>At most one step for each bed, and none for the taken one.</remarks>
public sealed record EncounterPlan(ImmutableArray<EncounterEvent> Events, TakeBed? Take, ImmutableArray<BedStep> Others)
{
    /// <summary>The bed refused before: should it refuse again, nothing has happened.</summary>
    public bool Retry { get; init; }
}

/// <param name="Command">Occupy or Reserve.</param>
/// <param name="Needs">What the room and the unit are checked against.</param>
/// <param name="Reported">A fact from a sending system: rules of room and unit do not refuse it but raise a discrepancy.</param>
public sealed record TakeBed(UnitId Unit, BedId Bed, BedCommand Command, BedNeeds Needs, bool Reported);

/// <summary>A step that the bed may find already done: then it is left out.</summary>
public sealed record BedStep(UnitId Unit, BedId Bed, BedCommand Command);

/// <summary>What the bed to be taken and its room and unit say before anything is written.</summary>
/// <param name="BedRefuses">The bed's own refusal: nothing overrides it.</param>
/// <param name="NotClean">The bed is dirty or being cleaned.</param>
/// <param name="RulesBroken">Refusals of room and unit.</param>
public sealed record TakeAssessment(Rejection? BedRefuses, bool NotClean, ImmutableArray<Rejection> RulesBroken);

/// <summary>A plan, or why there is none.</summary>
public abstract record EncounterDecision
{
    private EncounterDecision() { }

    public sealed record Planned(EncounterPlan Plan) : EncounterDecision;

    public sealed record Rejected(Rejection Because) : EncounterDecision;
}
