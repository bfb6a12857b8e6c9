using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Optimizer.BedPlacement.Checking;

namespace MedMgr.Ops.Optimizer.BedPlacement;

/// <summary>Carries a plan out on a copy of the house and asks Domain's own rules at every step. It knows nothing of how plans are made.</summary>
public static class PlanCheck
{
    /// <summary>Everything that the house would refuse, in the order of time; empty when each step can be carried out as planned.</summary>
    /// <remarks>Beds become ready and patients leave when the problem expects it; a moved patient leaves the old bed after <see cref="PlacementOptions.MoveMinutes"/>.</remarks>
    public static ImmutableArray<PlanViolation> Violations(PlacementProblem problem, PlacementPlan plan)
    {
        var violations = ImmutableArray.CreateBuilder<PlanViolation>();
        var house = new RehearsedHouse(problem, plan.Surge);
        foreach (var twice in plan.Steps.GroupBy(s => s.Encounter).Where(g => g.Count() > 1))
        {
            violations.Add(new PlanViolation(twice.Key, twice.Last().Bed, new Rejection(RejectionCode.Invalid, $"{twice.Key} gets {twice.Count()} beds.")));
        }

        var exchanged = new HashSet<EncounterId>();
        foreach (var step in plan.Steps.OrderBy(s => s.At))
        {
            house.LetTimePassUntil(step.At);
            if (exchanged.Contains(step.Encounter))
            {
                continue;
            }

            foreach (var rejection in RejectionsOf(problem, plan, step, house, exchanged))
            {
                violations.Add(new PlanViolation(step.Encounter, step.Bed, rejection));
            }
        }

        return violations.ToImmutable();
    }

    private static IEnumerable<Rejection> RejectionsOf(PlacementProblem problem, PlacementPlan plan, PlacementStep step, RehearsedHouse house, HashSet<EncounterId> exchanged)
    {
        if (NeedsOf(problem, step.Encounter) is not { } needs)
        {
            return [new Rejection(RejectionCode.EncounterUnknown, $"{step.Encounter} neither waits nor may be moved.")];
        }

        if (step.At < problem.Now || step.Arrives < step.At)
        {
            return [new Rejection(RejectionCode.Invalid, $"{step.Encounter} would arrive at {step.Arrives:u} in a bed assigned at {step.At:u}, and it is {problem.Now:u}.")];
        }

        if (step.Kind != StepKind.Swap)
        {
            return house.Assign(step, needs);
        }

        if (step.SwapWith is not { } other || plan.StepOf(other) is not { } back || back.SwapWith != step.Encounter || NeedsOf(problem, other) is not { } needsOfOther)
        {
            return [new Rejection(RejectionCode.Invalid, $"{step.Encounter} exchanges beds with nobody who exchanges with {step.Encounter}.")];
        }

        exchanged.Add(other);
        return house.Swap((step, needs), (back, needsOfOther));
    }

    private static BedNeeds? NeedsOf(PlacementProblem problem, EncounterId encounter) =>
        problem.Waiting.FirstOrDefault(w => w.Encounter == encounter)?.Needs ?? problem.Inpatients.FirstOrDefault(i => i.Encounter == encounter && i.Movable)?.Needs;
}

/// <param name="Because">As Domain words it.</param>
public sealed record PlanViolation(EncounterId Encounter, BedId Bed, Rejection Because);
