using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Optimizer.BedPlacement;

namespace MedMgr.Ops.Placement.Plans;

/// <summary>What has happened since a plan was made that its steps did not reckon with.</summary>
internal static class StaleSteps
{
    /// <returns>By patient, in words; steps that still stand on what they stood on are left out.</returns>
    public static ImmutableDictionary<EncounterId, string> Find(HospitalBoard board, PlacementProblem question, PlacementPlan plan)
    {
        var stale = ImmutableDictionary.CreateBuilder<EncounterId, string>();
        foreach (var step in plan.Steps)
        {
            if ((OfPatient(board.Encounters.GetValueOrDefault(step.Encounter), question, step) ?? OfBed(board, question, step)) is { } changed)
            {
                stale.Add(step.Encounter, changed);
            }
        }

        return stale.ToImmutable();
    }

    /// <summary>Whether the patient still is who, where and how the plan took it for.</summary>
    /// <param name="now">Null for a visit that is over.</param>
    /// <returns>Null when so, or when the step is carried out already.</returns>
    public static string? OfPatient(EncounterState? now, PlacementProblem question, PlacementStep step)
    {
        var asked = question.Waiting.FirstOrDefault(w => w.Encounter == step.Encounter);
        return now switch
        {
            null or { IsOver: true } => $"{step.Encounter} is no longer in the hospital or expected.",
            _ when IsCarriedOut(now, step) => null,
            _ when (now.IsHere ? now.Location : null) != step.From => $"{step.Encounter} is {Where(now.Location)} by now.",
            { Request.Assigned: { } kept } => $"{kept} is kept for {step.Encounter} by now.",
            { Request: null } when asked is not null => $"{step.Encounter} no longer asks for a bed.",
            _ when NeedsThen(question, step) is { } needs && needs != now.Needs => $"The needs of {step.Encounter} have changed.",
            _ => null,
        };
    }

    /// <summary>The bed is kept for the patient, or the patient lies in it.</summary>
    public static bool IsCarriedOut(EncounterState now, PlacementStep step) => now.Location?.Bed == step.Bed || now.Request?.Assigned?.Bed == step.Bed;

    /// <remarks>That somebody left, or that a bed was cleaned, is what the plan waited for.</remarks>
    private static string? OfBed(HospitalBoard board, PlacementProblem question, PlacementStep step)
    {
        if (board.Map?.UnitOf(step.Bed) is not { } unit)
        {
            return $"Bed {step.Bed} is no longer in the hospital's definition.";
        }

        var now = board.Units.First(u => u.Definition.Id == unit.Id).Beds[step.Bed];
        var then = question.Units.First(u => u.Definition.Id == step.Unit).Beds[step.Bed];
        var known = People(then).Append(step.Encounter).ToHashSet();
        return People(now).Where(p => !known.Contains(p)).Select(p => (EncounterId?)p).FirstOrDefault() is { } other ? $"Bed {step.Bed} holds {other} or is kept for {other} by now."
            : IsOutOfService(now) && !IsOutOfService(then) ? $"Bed {step.Bed} is {now.State.StatusOf().ToString().ToLowerInvariant()} by now."
            : null;
    }

    private static IEnumerable<EncounterId> People(Bed bed) => bed.State switch
    {
        BedState.Occupied o => [.. o.By.Select(p => p.Encounter), .. o.Joining.Select(c => c.Encounter)],
        BedState.Reserved r => [r.For.Encounter],
        _ => [],
    };

    private static bool IsOutOfService(Bed bed) => bed.State is BedState.Closed or BedState.Blocked or BedState.Contaminated;

    private static BedNeeds? NeedsThen(PlacementProblem question, PlacementStep step) =>
        question.Waiting.FirstOrDefault(w => w.Encounter == step.Encounter)?.Needs ?? question.Inpatients.FirstOrDefault(i => i.Encounter == step.Encounter)?.Needs;

    private static string Where(Place? place) => place is null ? "in no known place" : place.Bed is null ? $"in {place.Unit}" : $"in {place.Bed}";
}
