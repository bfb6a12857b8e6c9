using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement;

/// <summary>The answer at once: the patient whose waiting costs most chooses first, and chooses what costs the plan least; then all may choose again.</summary>
/// <remarks>Keeps every hard rule. The same problem gives the same plan.</remarks>
public static class GreedyPlacementPlanner
{
    /// <exception cref="ArgumentException">The problem can not be answered; the message says why.</exception>
    public static PlacementPlan Plan(PlacementProblem problem)
    {
        var scene = new PlacementScene(problem);
        return PlanWriter.Write(Draft(scene), PlanStatus.Greedy, bound: null, note: null);
    }

    internal static PlanDraft Draft(PlacementScene scene)
    {
        var draft = new PlanDraft(scene);
        var exchangesOf = scene.Exchanges.ToLookup(e => e.OfWaiting.Who);
        var turns = scene.Patients.Where(p => p.Waits).OrderByDescending(scene.CostOfWaiting).ThenBy(p => p.Waiting!.Since).ThenBy(p => p.Id.Value, StringComparer.Ordinal).ToList();

        // Who found nothing in the first round may use what others have left since.
        for (var round = 0; round < 2; round++)
        {
            foreach (var who in turns.Where(p => draft.ChoiceOf(p) is null))
            {
                foreach (var choice in Cheapest(draft, who, exchangesOf[who]))
                {
                    draft.Add(choice);
                }
            }
        }

        Reconsidering.Improve(draft);
        return draft;
    }

    /// <summary>The patient's bed, after the move that frees it if it takes one; or both halves of an exchange. Empty when it is cheaper to wait.</summary>
    private static Choice[] Cheapest(PlanDraft draft, Patient who, IEnumerable<Exchange> exchanges)
    {
        Choice[] best = [];
        var least = draft.Scene.CostOfWaiting(who);
        foreach (var choice in draft.Scene.ChoicesOf(who))
        {
            if (choice.Bed.FreedBy is { } lies && draft.ChoiceOf(lies) is null)
            {
                // A move only adds to what the freed bed itself costs.
                if (draft.Scene.CostOf(choice) < least && CheapestMove(draft, lies) is { } move)
                {
                    Consider(move, choice);
                }
            }
            else
            {
                Consider(choice);
            }
        }

        foreach (var exchange in exchanges)
        {
            Consider(exchange.OfPartner, exchange.OfWaiting);
        }

        return best;

        void Consider(params Choice[] together)
        {
            if (CostTogether(draft, together) is { } cost && cost < least)
            {
                (best, least) = (together, cost);
            }
        }
    }

    private static Choice? CheapestMove(PlanDraft draft, Patient who) =>
        draft.Scene.ChoicesOf(who).Where(c => c.FreesOldBed && c.Bed.FreedBy is null && draft.Allows(c)).MinBy(draft.CostOfAdding);

    /// <summary>Null when a hard rule refuses one of the choices.</summary>
    private static long? CostTogether(PlanDraft draft, ReadOnlySpan<Choice> choices)
    {
        long? cost = 0;
        var added = 0;
        foreach (var choice in choices)
        {
            if (!draft.Allows(choice))
            {
                cost = null;
                break;
            }

            cost += draft.CostOfAdding(choice);
            draft.Add(choice);
            added++;
        }

        foreach (var choice in choices[..added])
        {
            draft.Remove(choice);
        }

        return cost;
    }
}
