using System.Collections.Immutable;
using System.Text.Json;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Optimizer.BedPlacement;

namespace MedMgr.Ops.Placement.Plans;

/// <summary>A question for a plan.</summary>
/// <param name="Seconds">Time for the search; 0: the quick answer is all that is wanted.</param>
/// <param name="Weights">A checked object of weights that hold for this question only, over the hospital's own; null for none.</param>
/// <param name="Surge">May surge beds be opened and nurses be called in?</param>
internal sealed record PlacementAsk(int Seconds, JsonElement? Weights = null, bool Surge = false)
{
    public const int SecondsMax = 600;

    public const int SecondsDefault = 10;

    /// <param name="set">The hospital's own weights.</param>
    public PlacementOptions Options(ImmutableArray<PlacementWeight> set)
    {
        var weights = HospitalWeights.Of(set);
        return PlacementOptions.Default with { AllowSurge = Surge, Weights = Weights is { } changes ? HospitalWeights.With(weights, changes) : weights };
    }
}
