using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.SoftRules;

/// <summary>Every minute until the patient can lie in the bed costs, the more urgent the patient and the longer the wait so far, the more.</summary>
internal sealed class WaitingTime : SoftRule
{
    private const int HoursCountedMax = 24;

    public override string Name => "waiting-time";

    public override string Sentence => "Every minute until the patient can lie in the bed costs, the more urgent the patient and the longer the wait so far, the more.";

    public override long OfChoice(PlacementScene scene, Choice choice) => Points(scene, choice.Who, choice.ArrivesMinute - choice.Who.ReadyMinute);

    public override string Why(PlacementScene scene, Choice choice) => $"waits {choice.ArrivesMinute - choice.Who.ReadyMinute} minutes more for the bed";

    public override long OfWaiting(PlacementScene scene, Patient who) => Points(scene, who, MinutesWithoutBed(scene, who));

    public override string WhyWaiting(PlacementScene scene, Patient who) => $"gets no bed within the horizon: taken to wait {MinutesWithoutBed(scene, who)} minutes more";

    private static int MinutesWithoutBed(PlacementScene scene, Patient who) =>
        scene.Options.HorizonMinutes - Math.Min(who.ReadyMinute, scene.Options.HorizonMinutes) + scene.Options.Weights.UnplacedMinutes;

    private static long Points(PlacementScene scene, Patient who, int minutes)
    {
        if (who.Waiting is not { } waiting)
        {
            return 0;
        }

        var weights = scene.Options.Weights;
        var perMinute = who.Needs.Acuity switch
        {
            1 => weights.WaitAcuity1,
            2 => weights.WaitAcuity2,
            3 or null => weights.WaitAcuity3,
            _ => weights.WaitAcuity4And5,
        };
        var hours = Math.Clamp((scene.Now - waiting.Since).TotalHours, 0, HoursCountedMax);
        return (long)Math.Round(perMinute * minutes * (1 + weights.WaitGrowthPercentPerHour / 100.0 * hours), MidpointRounding.AwayFromZero);
    }
}
