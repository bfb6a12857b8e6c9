using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Optimizer.BedPlacement.HardRules;
using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement;

/// <summary>Says why the plan gives a patient this bed and not that one, by the same rules that made the plan.</summary>
public static class Explanation
{
    /// <summary>Why this bed (or none), and what the next best would cost. Empty for a patient whom the problem does not know.</summary>
    /// <exception cref="ArgumentException">The plan does not belong to the problem.</exception>
    public static ImmutableArray<string> WhyThis(PlacementProblem problem, PlacementPlan plan, EncounterId encounter)
    {
        var scene = new PlacementScene(problem);
        if (scene.Patient(encounter) is not { } who)
        {
            return [];
        }

        if (plan.StepOf(encounter) is not { } step)
        {
            return who.Waits ? WhyUnplaced.Sentences(PlanReader.Read(scene, plan), who) : [$"{encounter} did not ask for another bed, and a move would not pay for itself."];
        }

        var draft = PlanReader.Read(scene, plan);
        var (choice, costNow) = TakeOut(draft, who);
        var next = scene.ChoicesOf(who).Where(c => c.Bed != choice!.Bed && IsPossible(draft, c)).MinBy(draft.CostOfAdding);
        return
        [
            .. step.Reasons,
            next is null
                ? "Beside the rest of the plan no other bed keeps every hard rule."
                : $"The next best, bed {next.Bed.Id} in {next.Bed.Unit.Id}, would cost {draft.CostOfAdding(next) - costNow} points more{Items(scene, next)}.",
        ];
    }

    /// <summary>Why the plan does not give that bed: the hard rule, who has it, or what it would cost more; and what would have to change.</summary>
    /// <exception cref="ArgumentException">The plan does not belong to the problem.</exception>
    public static WhyNot WhyNot(PlacementProblem problem, PlacementPlan plan, EncounterId encounter, BedId bedId)
    {
        var scene = new PlacementScene(problem, namesRooms: true);
        if (scene.Patient(encounter) is not { } who)
        {
            return new WhyNot(WhyNotVerdict.NoSuchPatient, null, [$"{encounter} neither waits for a bed nor may be moved."]);
        }

        if (scene.Bed(bedId) is not { } bed)
        {
            return new WhyNot(WhyNotVerdict.NoSuchBed, null, [$"There is no bed {bedId}."]);
        }

        if (plan.StepOf(encounter)?.Bed == bedId)
        {
            return new WhyNot(WhyNotVerdict.Planned, null, [$"The plan gives {encounter} this bed."], 0);
        }

        var refusals = RuleBook.Hard.Select(r => r.Judge(scene, who, bed).Refusal).OfType<Refusal>().ToList();
        if (refusals.Count > 0)
        {
            return new WhyNot(WhyNotVerdict.Refused, refusals[0].Rule, [.. refusals.Select(Sentence)]);
        }

        var choices = scene.ChoicesOf(who).Where(c => c.Bed == bed).ToList();
        return choices.Count == 0
            ? new WhyNot(WhyNotVerdict.Refused, "bed-free-in-time", [$"Bed {bedId} can take {encounter} only after the horizon of {scene.Options.HorizonMinutes} minutes."])
            : BesideThePlan(PlanReader.Read(scene, plan), who, bed, choices);
    }

    private static WhyNot BesideThePlan(PlanDraft draft, Patient who, HouseBed bed, List<Choice> choices)
    {
        var (before, costNow) = TakeOut(draft, who);
        var possible = choices.Where(c => IsPossible(draft, c)).ToList();
        if (possible.Count > 0)
        {
            var choice = possible.MinBy(draft.CostOfAdding)!;
            var difference = draft.CostOfAdding(choice) - costNow;
            var instead = before is null ? "to wait" : $"bed {before.Bed.Id}";
            return new WhyNot(
                WhyNotVerdict.Dearer, null, [$"Bed {bed.Id} could be given; it costs {difference} points more than {instead}{Items(draft.Scene, choice)}."], difference);
        }

        var refusal = draft.Refuses(choices[^1])!;
        return draft.UserOf(bed) is { } user ? Taken(draft, who, bed, choices, user, costNow) : new WhyNot(WhyNotVerdict.Refused, refusal.Rule, [Sentence(refusal)]);
    }

    private static WhyNot Taken(PlanDraft draft, Patient who, HouseBed bed, List<Choice> choices, Choice user, long costNow)
    {
        var rule = RuleBook.Hard.OfType<BedUsedOnce>().Single().Name;
        var (_, costOfUser) = TakeOut(draft, user.Who);
        var mine = choices.Where(c => IsPossible(draft, c)).MinBy(draft.CostOfAdding);
        if (mine is null)
        {
            var refusal = draft.Refuses(choices[^1])!;
            return new WhyNot(WhyNotVerdict.Taken, rule, [$"The plan gives bed {bed.Id} to {user.Who.Id}, and even without that: {Sentence(refusal)}"]);
        }

        var cost = draft.CostOfAdding(mine);
        draft.Add(mine);
        var theirs = draft.Scene.ChoicesOf(user.Who).Where(c => IsPossible(draft, c)).MinBy(draft.CostOfAdding);
        var waits = draft.Scene.CostOfWaiting(user.Who);
        var otherwise = theirs is not null && draft.CostOfAdding(theirs) < waits ? theirs : null;
        cost += otherwise is null ? waits : draft.CostOfAdding(otherwise);
        var difference = cost - costNow - costOfUser;
        return new WhyNot(
            WhyNotVerdict.Taken,
            rule,
            [
                $"The plan gives bed {bed.Id} to {user.Who.Id}.",
                $"{user.Who.Id} would have to {(otherwise is null ? "wait" : $"go to bed {otherwise.Bed.Id}")} instead; together that would cost {difference} points more.",
            ],
            difference);
    }

    /// <summary>The patient's choice leaves the draft, with the other half if it is an exchange; what that, or waiting, cost there.</summary>
    private static (Choice? Before, long Cost) TakeOut(PlanDraft draft, Patient who)
    {
        if (draft.ChoiceOf(who) is not { } choice)
        {
            return (null, draft.Scene.CostOfWaiting(who));
        }

        draft.Remove(choice);
        var cost = draft.CostOfAdding(choice);
        if (choice.Partner is { } partner && draft.ChoiceOf(partner) is { } back)
        {
            draft.Remove(back);
            cost += draft.CostOfAdding(back) - draft.Scene.CostOfWaiting(partner);
        }

        return (choice, cost);
    }

    /// <summary>Keeps the hard rules beside the rest of the plan, and goes on freeing the bed that somebody else is to have.</summary>
    private static bool IsPossible(PlanDraft draft, Choice choice) =>
        draft.Allows(choice) && (choice.FreesOldBed || choice.Who.FreesBed is not { } old || draft.UserOf(old) is null);

    private static string Items(PlacementScene scene, Choice choice) =>
        PlanWriter.CostOf(scene, choice) is { IsEmpty: false } items ? $" ({string.Join("; ", items.Select(i => $"{i.Points} {i.Rule}: {i.Why}"))})" : "";

    private static string Sentence(Refusal refusal) =>
        refusal.WouldHaveToChange is { } change ? $"{refusal.Rule}: {refusal.Because} What would have to change: {change}." : $"{refusal.Rule}: {refusal.Because}";
}

/// <summary>The kind of reason.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WhyNotVerdict>))]
public enum WhyNotVerdict
{
    /// <summary>It is the bed that the plan gives.</summary>
    [JsonStringEnumMemberName("planned")] Planned,

    /// <summary>A hard rule stands against it.</summary>
    [JsonStringEnumMemberName("refused")] Refused,

    /// <summary>The plan gives it to somebody else.</summary>
    [JsonStringEnumMemberName("taken")] Taken,

    /// <summary>Possible, and costs as much or more.</summary>
    [JsonStringEnumMemberName("dearer")] Dearer,

    [JsonStringEnumMemberName("no-such-patient")] NoSuchPatient,

    [JsonStringEnumMemberName("no-such-bed")] NoSuchBed,
}

/// <param name="Rule">The first hard rule that stands against it; null when none does.</param>
/// <param name="Sentences">At least one.</param>
/// <param name="CostDifference">Points that the plan would cost more; null where it can not be done. Below 0 when the plan is not the best one.</param>
public sealed record WhyNot(WhyNotVerdict Verdict, string? Rule, ImmutableArray<string> Sentences, long? CostDifference = null);
