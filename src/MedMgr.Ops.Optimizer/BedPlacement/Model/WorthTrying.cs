using System.Collections.Immutable;
using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.Model;

/// <summary>The choices that a plan as good as the greedy one could contain; the others need not be in the model, and the proof holds without them.</summary>
/// <remarks>
/// No plan costs less than the floor: everybody gets what is cheapest for him or her alone, whoever else wants it. A choice that alone lifts the floor above the greedy plan is
/// in no plan that is better or as good.
/// </remarks>
internal static class WorthTrying
{
    public static (ImmutableArray<Choice> Choices, ImmutableArray<Exchange> Exchanges) Of(PlacementScene scene, PlanDraft greedy)
    {
        var exchangesOf = scene.Exchanges.ToLookup(e => e.OfWaiting.Who);
        var cheapest = scene.Patients.Select(p => Math.Min(
            scene.CostOfWaiting(p), scene.ChoicesOf(p).Select(scene.CostOf).Concat(exchangesOf[p].Select(CostOf)).DefaultIfEmpty(long.MaxValue).Min())).ToArray();
        var spare = PlanWriter.Objective(greedy) - cheapest.Sum() - CountedAtLeast(scene);
        return (
            [.. scene.Choices.Where(c => c.Partner is null && scene.CostOf(c) - cheapest[c.Who.Index] <= spare)],
            [.. scene.Exchanges.Where(e => CostOf(e) - cheapest[e.OfWaiting.Who.Index] <= spare)]);

        long CostOf(Exchange exchange) => scene.CostOf(exchange.OfWaiting) + scene.CostOf(exchange.OfPartner);
    }

    /// <summary>What the counted costs come to if everything that relieves them is chosen and nothing that burdens them.</summary>
    private static long CountedAtLeast(PlacementScene scene)
    {
        var relieving = new int[scene.CountedCosts.Length];
        foreach (var choice in scene.Choices)
        {
            foreach (var (index, sign) in scene.CountsOf(choice))
            {
                relieving[index] += Math.Min(0, sign);
            }
        }

        return scene.CountedCosts.Select((cost, i) => cost.Of(relieving[i])).Sum();
    }
}
