using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Grains.Tests;
using MedMgr.Ops.Optimizer.BedPlacement;
using MedMgr.Ops.Placement.Plans;

namespace MedMgr.Ops.Placement.Tests;

/// <summary>Plans written down by hand, so that a test of their acceptance depends on no planner.</summary>
internal static class PlansByHand
{
    public static PlacementStep Step(string visit, string? from, string to, StepKind kind = StepKind.Place, DateTimeOffset? at = null, string? swapWith = null, bool surge = false)
    {
        var place = TestHospital.Place(to);
        return new PlacementStep(
            new EncounterId(visit), from is null ? null : from == "ED" ? new Place(TestHospital.Ed, null) : TestHospital.Place(from), place.Unit,
            TestHospital.Map.RoomOf(place.Bed!.Value)!.Id, place.Bed.Value, kind, at ?? TestHospital.Start, at ?? TestHospital.Start, null,
            swapWith is null ? null : new EncounterId(swapWith), surge, [], [$"{to} suits {visit}."]);
    }

    /// <summary>A plan for the house as it stands, with these steps.</summary>
    public static async Task<KeptPlan> Plan(LiveHospital hospital, params PlacementStep[] steps)
    {
        var question = PlacementProblem.FromBoard(await hospital.Board(), hospital.Now, PlacementOptions.Default);
        var plan = new PlacementPlan(
            hospital.Now, hospital.Now.AddMinutes(15), question.Position, PlanStatus.Optimal, [.. steps], [], SurgeUse.None, [], Objective: 100, Bound: 100, PlanDifference.None);
        return new KeptPlan("p-1", TestHospital.Id, question, TimeSpan.Zero, new PlanRevision(1, plan, SearchState.Ended));
    }
}
