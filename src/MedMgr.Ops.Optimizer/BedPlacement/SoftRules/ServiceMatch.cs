using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.SoftRules;

/// <summary>A patient goes to a unit that is for his or her service, so that nobody is an outlier.</summary>
internal sealed class ServiceMatch : SoftRule
{
    public override string Name => "service-match";

    public override string Sentence => "A patient goes to a unit that is for his or her service, so that nobody is an outlier.";

    public override long OfChoice(PlacementScene scene, Choice choice)
    {
        var services = choice.Bed.Unit.Definition.Services;
        return choice.Who.Needs.Service is { } service && !services.IsEmpty && !services.Contains(service) ? scene.Options.Weights.Outlier : 0;
    }

    public override string Why(PlacementScene scene, Choice choice) =>
        $"an outlier: {choice.Bed.Unit.Id} is for {string.Join(", ", choice.Bed.Unit.Definition.Services)}, not for {choice.Who.Needs.Service}";
}
