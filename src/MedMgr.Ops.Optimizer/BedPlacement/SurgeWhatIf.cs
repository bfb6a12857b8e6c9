using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Optimizer.BedPlacement;

/// <summary>What opening so many surge beds, or calling in so many nurses, would change: two plans, without and with.</summary>
public sealed class SurgeWhatIf
{
    private readonly PlacementOptimizer _optimizer;

    public SurgeWhatIf(PlacementOptimizer optimizer) => _optimizer = optimizer;

    /// <param name="surgeBeds">At most so many closed surge beds, in the order of the definition, may be opened. 0 or more.</param>
    /// <param name="nurses">Every unit may call in at most so many. 0 to 20.</param>
    /// <param name="timeLimit">For each of the two plans.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public async Task<SurgeWhatIfAnswer> AskAsync(PlacementProblem problem, int surgeBeds, int nurses, TimeSpan timeLimit, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(surgeBeds);
        ArgumentOutOfRangeException.ThrowIfNegative(nurses);
        var without = await _optimizer.PlanAsync(problem with { Options = problem.Options with { AllowSurge = false } }, timeLimit, ct: ct);
        var with = await _optimizer.PlanAsync(
            WithOnly(problem, surgeBeds) with { Options = problem.Options with { AllowSurge = true, NursesToCallInPerUnit = nurses } }, timeLimit, ct: ct);
        return new SurgeWhatIfAnswer(
            without,
            with,
            without.Unplaced.Length - with.Unplaced.Length,
            HoursWaited(problem, without) - HoursWaited(problem, with),
            with.Surge.Beds.Length,
            with.Surge.Nurses.Sum(n => n.Count));
    }

    /// <summary>The same house without the surge beds beyond the first ones.</summary>
    private static PlacementProblem WithOnly(PlacementProblem problem, int surgeBeds)
    {
        var closed = problem.Units.SelectMany(u => u.Definition.Rooms.SelectMany(r => r.Beds).Where(b => b.Surge && u.Beds[b.Id].State is BedState.Closed)).Select(b => b.Id);
        var left = closed.Skip(surgeBeds).ToHashSet();
        return problem with { Units = [.. problem.Units.Select(u => WithoutSurge(u, left))] };
    }

    private static UnitView WithoutSurge(UnitView unit, HashSet<BedId> left) => unit with
    {
        Definition = unit.Definition with
        {
            Rooms = [.. unit.Definition.Rooms.Select(r => r with { Beds = [.. r.Beds.Select(b => left.Contains(b.Id) ? b with { Surge = false } : b)] })],
        },
    };

    /// <summary>From now to the bed, or to the end of the horizon for those who get none.</summary>
    private static double HoursWaited(PlacementProblem problem, PlacementPlan plan)
    {
        var end = problem.Now.AddMinutes(problem.Options.HorizonMinutes);
        return problem.Waiting.Sum(w =>
        {
            var from = w.ReadyAt > problem.Now ? w.ReadyAt : problem.Now;
            var until = plan.StepOf(w.Encounter)?.Arrives ?? end;
            return Math.Max(0, (until - from).TotalHours);
        });
    }
}

/// <param name="MorePlaced">Patients who get a bed with surge and none without.</param>
/// <param name="HoursSaved">Hours of waiting within the horizon that are spared, over all patients.</param>
/// <param name="BedsOpened">What the plan makes of the permission: no bed is opened that does not pay for itself.</param>
/// <param name="NursesCalled">In all units.</param>
public sealed record SurgeWhatIfAnswer(PlacementPlan Without, PlacementPlan With, int MorePlaced, double HoursSaved, int BedsOpened, int NursesCalled);
