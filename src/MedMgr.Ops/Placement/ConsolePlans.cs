using System.Collections.Immutable;
using MedMgr.Ops.Consoles;
using MedMgr.Ops.Consoles.Pictures;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Optimizer.BedPlacement;
using MedMgr.Ops.Placement.Plans;

namespace MedMgr.Ops.Placement;

/// <summary>Shows consoles what the placement desk has planned.</summary>
internal sealed class ConsolePlans : IConsolePlans
{
    private readonly PlacementDesk _desk;

    public ConsolePlans(PlacementDesk desk) => _desk = desk;

    public Task Changed(HospitalId hospital) => _desk.Changed(hospital);

    public ConsolePlan? Newest(HospitalBoard board, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(board);
        if (_desk.Latest(board.Id) is not { } kept)
        {
            return null;
        }

        var revision = kept.Newest;
        var plan = revision.Plan;
        var stale = StaleSteps.Find(board, kept.Question, plan);
        var asked = kept.Question.Waiting.Select(w => w.Encounter).ToHashSet();
        return new ConsolePlan(
            kept.Id, revision.Number, plan.MadeAt, plan.ExpiresAt, !revision.IsLast,
            plan.Note ?? (revision.State == SearchState.WithoutResult ? revision.Because : null),
            plan.Status switch
            {
                PlanStatus.Greedy => PlanQuality.Quick,
                PlanStatus.Feasible => PlanQuality.Searched,
                PlanStatus.Optimal => PlanQuality.Proven,
                _ => throw new InvalidOperationException($"No word for {plan.Status}"),
            },
            plan.Objective, plan.Gap,
            [.. plan.Steps.Select(s => StepOf(s, board, stale.GetValueOrDefault(s.Encounter), asked, now))],
            [.. plan.Unplaced.Select(u => new WithoutBed(u.Encounter, u.Why))],
            [.. plan.DifferenceToLast.Changed.Select(c => new ChangedStep(c.Encounter, c.Before, c.After))],
            [
                .. plan.Surge.Beds.GroupBy(b => b.Unit).Select(g => $"Opens in {g.Key}: {string.Join(", ", g.Select(b => b.Bed))}."),
                .. plan.Surge.Nurses.Select(n => $"Needs {n.Count} more {(n.Count == 1 ? "nurse" : "nurses")} in {n.Unit}: call them in."),
            ]);
    }

    private static ConsoleStep StepOf(PlacementStep step, HospitalBoard board, string? overtaken, HashSet<EncounterId> asked, DateTimeOffset now) => new(
        step.Encounter, step.From?.ToString(), step.Unit, step.Bed, step.At, step.At <= now, step.After, step.SwapWith, step.OpensSurgeBed, asked.Contains(step.Encounter),
        step.Cost.Sum(c => c.Points), step.Reasons, [.. step.Cost.OrderByDescending(c => c.Points).Select(c => c.Why)],
        board.Encounters.GetValueOrDefault(step.Encounter) is { } visit && StaleSteps.IsCarriedOut(visit, step) ? StepStanding.CarriedOut
            : overtaken is not null ? StepStanding.Overtaken
            : StepStanding.Open,
        overtaken);
}
