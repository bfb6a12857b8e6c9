using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement;

/// <summary>Who chose early could not know what others would need: each patient may choose again, also the bed of another who then chooses again.</summary>
internal static class Reconsidering
{
    private const int RoundsMax = 4;

    public static void Improve(PlanDraft draft)
    {
        var improved = true;
        for (var round = 0; improved && round < RoundsMax; round++)
        {
            improved = false;
            foreach (var who in draft.Scene.Patients)
            {
                if (draft.ChoiceOf(who) is { } choice && IsFree(draft, choice))
                {
                    improved |= ChooseAgain(draft, choice) || TakeFromAnother(draft, choice);
                }
            }
        }
    }

    /// <summary>Neither half of an exchange, nor tied to another's move.</summary>
    private static bool IsFree(PlanDraft draft, Choice choice) =>
        choice is { Partner: null, Bed.FreedBy: null, Who.Waits: true } && (choice.Who.FreesBed is not { } old || draft.UserOf(old) is null);

    private static bool ChooseAgain(PlanDraft draft, Choice choice)
    {
        draft.Remove(choice);
        var best = Cheapest(draft, choice.Who, draft.CostOfAdding(choice)) ?? choice;
        draft.Add(best);
        return best != choice;
    }

    private static bool TakeFromAnother(PlanDraft draft, Choice choice)
    {
        foreach (var wanted in draft.Scene.ChoicesOf(choice.Who))
        {
            // Only what is cheaper by itself can pay for the other's second choice.
            if (draft.Scene.CostOf(wanted) >= draft.Scene.CostOf(choice) || draft.UserOf(wanted.Bed) is not { } other || other.Who == choice.Who || !IsFree(draft, other))
            {
                continue;
            }

            draft.Remove(choice);
            var before = draft.CostOfAdding(choice);
            draft.Remove(other);
            before += draft.CostOfAdding(other);
            if (draft.Allows(wanted))
            {
                var cost = draft.CostOfAdding(wanted);
                draft.Add(wanted);
                if (Cheapest(draft, other.Who, below: before - cost) is { } second)
                {
                    draft.Add(second);
                    return true;
                }

                draft.Remove(wanted);
            }

            draft.Add(other);
            draft.Add(choice);
        }

        return false;
    }

    /// <summary>Null when nothing that keeps the hard rules costs less than <paramref name="below"/>.</summary>
    private static Choice? Cheapest(PlanDraft draft, Patient who, long below)
    {
        Choice? best = null;
        foreach (var choice in draft.Scene.ChoicesOf(who))
        {
            if (draft.CostOfAdding(choice) is var cost && cost < below && draft.Allows(choice))
            {
                (best, below) = (choice, cost);
            }
        }

        return best;
    }
}
