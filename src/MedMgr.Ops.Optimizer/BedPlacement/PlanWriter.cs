using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Optimizer.BedPlacement.Scene;
using MedMgr.Ops.Optimizer.BedPlacement.SoftRules;

namespace MedMgr.Ops.Optimizer.BedPlacement;

/// <summary>Turns choices into a plan that people can read and the house can carry out.</summary>
internal static class PlanWriter
{
    public static PlacementPlan Write(PlanDraft draft, PlanStatus status, long? bound, string? note)
    {
        var scene = draft.Scene;
        ImmutableArray<PlacementStep> steps =
        [
            .. from choice in draft.Choices
               orderby choice.AtMinute, Frees(draft, choice) ? 0 : 1, choice.Who.Index
               select StepOf(scene, choice),
        ];
        ImmutableArray<UnplacedPatient> unplaced = [.. scene.Patients.Where(p => p.Waits && draft.ChoiceOf(p) is null).Select(p => new UnplacedPatient(
            p.Id, CostOfWaiting(scene, p), WhyUnplaced.Sentences(draft, p)))];
        var surge = SurgeOf(draft);
        var planCost = PlanCost(draft, surge);
        var objective = steps.SelectMany(s => s.Cost).Concat(unplaced.SelectMany(u => u.Cost)).Concat(planCost).Sum(c => c.Points);
        return new PlacementPlan(
            scene.Now, scene.Now.AddMinutes(scene.Options.ExpiresAfterMinutes), scene.Problem.Position, status, steps, unplaced, surge, planCost, objective, bound,
            DifferenceToLast(draft), note);
    }

    /// <summary>What the choices cost together; the same sum as the plan's objective, without its words.</summary>
    public static long Objective(PlanDraft draft)
    {
        var scene = draft.Scene;
        long cost = 0;
        foreach (var who in scene.Patients)
        {
            cost += draft.ChoiceOf(who) is { } choice ? scene.CostOf(choice) : scene.CostOfWaiting(who);
        }

        for (var i = 0; i < scene.CountedCosts.Length; i++)
        {
            cost += scene.CountedCosts[i].Of(draft.CountOf(i));
        }

        return cost + (long)scene.Options.Weights.NurseCalledIn * scene.Units.Sum(u => draft.NursesNeeded(u) ?? 0);
    }

    private static bool Frees(PlanDraft draft, Choice choice) =>
        choice.FreesOldBed && choice.Who.FreesBed is { } old && draft.UserOf(old) is not null;

    private static PlacementStep StepOf(PlacementScene scene, Choice choice)
    {
        var cost = CostOf(scene, choice);
        var kind = choice switch
        {
            { Partner: not null } => StepKind.Swap,
            { Who.Waits: false } => StepKind.Move,
            { AtMinute: 0 } => StepKind.Place,
            _ => StepKind.Reserve,
        };
        return new PlacementStep(
            choice.Who.Id,
            choice.Who.From,
            choice.Bed.Unit.Id,
            choice.Bed.Room.Definition.Id,
            choice.Bed.Id,
            kind,
            scene.TimeOf(choice.AtMinute),
            scene.TimeOf(choice.ArrivesMinute),
            choice.Partner is null ? choice.Bed.FreedBy?.Id : null,
            choice.Partner?.Id,
            choice.Bed.OpensAsSurge,
            cost,
            Reasons(choice, cost));
    }

    private static ImmutableArray<string> Reasons(Choice choice, ImmutableArray<CostItem> cost)
    {
        var reasons = ImmutableArray.CreateBuilder<string>();
        var unit = choice.Bed.Unit;
        reasons.Add($"{choice.Bed.Id} in {unit.Id} ({unit.Definition.LevelOfCare}) keeps every hard rule for {choice.Who.Id}.");
        reasons.Add(choice switch
        {
            { Partner: { } partner } => $"It is exchanged with {partner.Id}, so that neither bed is empty in between.",
            { Bed.FreedBy: { } lies } => $"{lies.Id} frees it; it can be assigned in {choice.AtMinute} minutes.",
            { AtMinute: 0 } => "It can be assigned now.",
            _ => $"It can be assigned in {choice.AtMinute} minutes.",
        });
        reasons.Add(cost.IsEmpty ? "Nothing counts against it." : $"It costs {cost.Sum(c => c.Points)} points: {string.Join("; ", cost.Select(c => $"{c.Points} {c.Rule} ({c.Why})"))}.");
        return reasons.ToImmutable();
    }

    internal static ImmutableArray<CostItem> CostOf(PlacementScene scene, Choice choice) =>
        [.. from rule in RuleBook.Soft let points = rule.OfChoice(scene, choice) where points > 0 select new CostItem(rule.Name, points, rule.Why(scene, choice))];

    private static ImmutableArray<CostItem> CostOfWaiting(PlacementScene scene, Patient who) =>
        [.. from rule in RuleBook.Soft let points = rule.OfWaiting(scene, who) where points > 0 select new CostItem(rule.Name, points, rule.WhyWaiting(scene, who))];

    private static ImmutableArray<CostItem> PlanCost(PlanDraft draft, SurgeUse surge)
    {
        var scene = draft.Scene;
        var counted = from i in Enumerable.Range(0, scene.CountedCosts.Length)
                      let cost = scene.CountedCosts[i]
                      let count = draft.CountOf(i)
                      where cost.Of(count) != 0
                      select new CostItem(cost.Rule, cost.Of(count), cost.Words(cost.Above(count)));
        var nurses = from called in surge.Nurses
                     let points = (long)called.Count * scene.Options.Weights.NurseCalledIn
                     where points > 0
                     select new CostItem(SurgePrice.RuleName, points, $"{called.Count} nurse(s) called in for {called.Unit}");
        return [.. counted, .. nurses];
    }

    private static SurgeUse SurgeOf(PlanDraft draft) => new(
        [.. draft.Choices.Where(c => c.Bed.OpensAsSurge).Select(c => new SurgeBed(c.Bed.Unit.Id, c.Bed.Id))],
        [
            .. from unit in draft.Scene.Units
               let nurses = draft.NursesNeeded(unit) ?? 0
               where nurses > 0
               select new NursesCalledIn(unit.Id, nurses, draft.Scene.TimeOf(draft.Scene.Options.NurseCallInMinutes)),
        ]);

    private static PlanDifference DifferenceToLast(PlanDraft draft)
    {
        if (draft.Scene.Problem.LastPlan is not { } last)
        {
            return PlanDifference.None;
        }

        var known = last.Unplaced.Select(u => u.Encounter).ToHashSet();
        return new PlanDifference(
        [
            .. from who in draft.Scene.Patients
               let before = draft.Scene.BedInLastPlan(who)
               let after = draft.ChoiceOf(who)?.Bed.Id
               where before != after && (before is not null || known.Contains(who.Id) || !who.Waits)
               select new ChangedPlacement(who.Id, before, after),
        ]);
    }
}
