using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Optimizer.BedPlacement;
using MedMgr.Ops.Placement.Plans;

namespace MedMgr.Ops.Placement.Http;

/// <summary>A plan as HTTP and the command line show it.</summary>
internal sealed record PlanAnswer(
    string Id,
    HospitalId Hospital,
    [property: Description("Log position of the board that the plan was made from.")] long Position,
    DateTimeOffset MadeAt,
    [property: Description("Until then its steps can be accepted.")] DateTimeOffset ExpiresAt,
    [property: Description("1 for the quick answer, one more when the steps become others. Who accepts may name it.")] int Revision,
    SearchAnswer Search,
    SolverAnswer Solver,
    PlanStatus Status,
    [property: Description("What the plan costs, in points: less is better.")] long Objective,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never), Description("No plan can cost less; null when nothing is proven.")] long? Bound,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never), Description("How much better another plan could be at most, as a share of the objective.")] double? Gap,
    [property: Description("In an order in which the steps can be carried out.")] ImmutableArray<StepAnswer> Plan,
    ImmutableArray<UnplacedAnswer> Unplaced,
    [property: Description("What belongs to no single step.")] ImmutableArray<CostItem> PlanCost,
    SurgeUse Surge,
    [property: Description("Against the plan before, if that still held: who gets another bed, or none.")] ImmutableArray<ChangedPlacement> Difference)
{
    /// <param name="now">The board as it stands now: what has changed since the plan was made is marked at its step.</param>
    public static PlanAnswer Of(KeptPlan kept, PlanRevision revision, HospitalBoard now)
    {
        var plan = revision.Plan;
        var stale = StaleSteps.Find(now, kept.Question, plan);
        return new PlanAnswer(
            kept.Id, kept.Hospital, plan.BoardPosition, plan.MadeAt, plan.ExpiresAt, revision.Number,
            SearchAnswer.Of(kept, revision),
            SolverAnswer.Of(revision),
            plan.Status, plan.Objective, plan.Bound, plan.Gap,
            [.. plan.Steps.Select(s => StepAnswer.Of(s, now.Encounters.GetValueOrDefault(s.Encounter), stale.GetValueOrDefault(s.Encounter)))],
            [.. plan.Unplaced.Select(u => new UnplacedAnswer(u.Encounter, u.Why, u.Cost.Sum(c => c.Points), u.Cost))],
            plan.PlanCost, plan.Surge, plan.DifferenceToLast.Changed);
    }
}

internal sealed record SearchAnswer(
    SearchState State,
    [property: Description("The time given to it.")] int Seconds,
    [property: Description("Why it ended early or never was.")] string? Because,
    [property: Description("The search knows of a plan that costs so much; the plan itself comes at the end.")] double? Found,
    [property: Description("The search has proven that no plan costs less.")] double? Bound)
{
    public static SearchAnswer Of(KeptPlan kept, PlanRevision revision) =>
        new(revision.State, (int)kept.SearchFor.TotalSeconds, revision.Because, revision.News?.Objective, revision.News?.Bound);
}

internal sealed record SolverAnswer(
    [property: Description("\"cp-sat\" when the plan is a solver's, \"greedy\" when it is the quick one.")] string Name,
    [property: Description("Why it is the quick one.")] string? Because)
{
    public static SolverAnswer Of(PlanRevision revision) => revision.Plan.Status == PlanStatus.Greedy
        ? new SolverAnswer("greedy", revision.Plan.Note ?? revision.Because)
        : new SolverAnswer("cp-sat", revision.Plan.Note);
}

internal sealed record StepAnswer(
    EncounterId Encounter,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never), Description("Bed or unit; null for a patient who is not in the hospital.")] string? From,
    BedId To,
    [property: Description("Points that this step costs: less is better.")] long Score,
    ImmutableArray<string> Reasons,
    StepKind Kind,
    UnitId Unit,
    RoomId Room,
    [property: Description("From when on the step can be carried out.")] DateTimeOffset At,
    [property: Description("When the patient can lie in the bed.")] DateTimeOffset Arrives,
    [property: Description("The step of this patient frees the bed.")] EncounterId? After,
    EncounterId? SwapWith,
    bool OpensSurgeBed,
    ImmutableArray<CostItem> Cost,
    [property: Description("The bed is kept for the patient by now, or the patient lies in it.")] bool CarriedOut,
    [property: Description("What has happened since that the step did not reckon with.")] string? Stale)
{
    public static StepAnswer Of(PlacementStep step, Domain.Encounters.EncounterState? visit, string? stale) => new(
        step.Encounter, step.From?.ToString(), step.Bed, step.Cost.Sum(c => c.Points), step.Reasons, step.Kind, step.Unit, step.Room, step.At, step.Arrives,
        step.After, step.SwapWith, step.OpensSurgeBed, step.Cost, visit is not null && StaleSteps.IsCarriedOut(visit, step), stale);
}

internal sealed record UnplacedAnswer(
    EncounterId Encounter,
    [property: Description("What stands against every bed, and what would have to change.")] ImmutableArray<string> Why,
    [property: Description("Points that the waiting costs.")] long Score,
    ImmutableArray<CostItem> Cost);
