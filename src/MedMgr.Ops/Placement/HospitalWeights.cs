using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Optimizer.BedPlacement;

namespace MedMgr.Ops.Placement;

/// <summary>Between the weights as the log keeps them, by name, and as the optimiser takes them.</summary>
internal static class HospitalWeights
{
    /// <summary>What the hospital has set, over the optimiser's own weights. A wish that this version does not know any more is passed over.</summary>
    public static PlacementWeights Of(ImmutableArray<PlacementWeight> set)
    {
        var all = Named(PlacementWeights.Default);
        foreach (var weight in set.Where(w => all.ContainsKey(w.Wish)))
        {
            all[weight.Wish] = weight.Weight;
        }

        return all.Deserialize<PlacementWeights>(DomainJson.Options)!;
    }

    /// <summary>What differs from the optimiser's own weights.</summary>
    public static ImmutableArray<PlacementWeight> ToKeep(PlacementWeights weights)
    {
        var own = Named(PlacementWeights.Default);
        return [.. from weight in Named(weights) let value = (int)weight.Value! where value != (int)own[weight.Key]! select new PlacementWeight(weight.Key, value)];
    }

    /// <param name="changes">A checked object: some weights by name.</param>
    public static PlacementWeights With(PlacementWeights weights, JsonElement changes)
    {
        var all = Named(weights);
        foreach (var change in changes.EnumerateObject())
        {
            all[change.Name] = change.Value.GetInt32();
        }

        return all.Deserialize<PlacementWeights>(DomainJson.Options)!;
    }

    /// <returns>What is wrong, by the path of the weight under <paramref name="path"/>; empty when all are in range.</returns>
    public static IReadOnlyDictionary<string, ImmutableArray<string>> OutOfRange(JsonElement changes, string path) => changes.EnumerateObject()
        .Where(w => w.Value.GetInt32() is < 0 or > PlacementWeights.Max)
        .ToDictionary(w => $"{path}.{w.Name}", w => ImmutableArray.Create($"is {w.Value.GetRawText()}: it must be from 0 to {PlacementWeights.Max}"));

    private static JsonObject Named(PlacementWeights weights) => JsonSerializer.SerializeToNode(weights, DomainJson.Options)!.AsObject();
}
