using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Optimizer.BedPlacement;
using MedMgr.Ops.Optimizer.Solver;
using MedMgr.Sim.Hospital;

namespace MedMgr.Ops.Optimising;

/// <summary>The placement policy "optimiser" of simulations. A bed that nobody else waits for is given at once; the others are shared out every quarter of an hour by the optimiser of
/// bed placement, which looks at all who wait, all beds, and the departures that are expected.</summary>
/// <remarks>The same replication gives the same choices, on any number of threads: each solve has one search, a fixed seed and a limit in units of work.</remarks>
internal sealed class OptimiserPlacement : IPlacementRounds
{
    private const int Seed = 1;

    // A round of a full house takes some hundredths; a round that took more would still answer, with its best plan.
    private const double WorkPerRound = 0.5;

    private readonly PlacementOptimizer _optimizer;

    public OptimiserPlacement(ICpSolver solver) => _optimizer = new(solver);

    public double HoursBetweenRounds => 0.25;

    public int ChooseBed(PlacementView view, int patient, int unit)
    {
        var bed = GreedyPlacement.OwnKindOfUnit(view, patient, unit);
        if (bed != PlacementView.NoBed && IsContested(view, patient, view.UnitOf(bed)))
        {
            view.CallRound();
            return PlacementView.NoBed;
        }

        return bed;
    }

    public IReadOnlyList<BedChoice> HoldRound(PlacementView view, CancellationToken cancellationToken)
    {
        if (!AnythingIsPossible(view))
        {
            return [];
        }

        var problem = RoundProblem.Of(view);
        var plan = _optimizer.PlanDeterministicallyAsync(problem, WorkPerRound, Seed, cancellationToken).GetAwaiter().GetResult();
        var patients = view.Waiting.ToDictionary(view.IdOf);
        // Another bed of the unit that the patient has to leave is no answer to the request.
        return
        [
            .. plan.Steps.Where(step => step.Kind == StepKind.Place && step.Unit != step.From?.Unit)
                .Select(step => new BedChoice(patients[step.Encounter], view.BedNumber(step.Unit, step.Bed))),
        ];
    }

    /// <summary>More people wait for this kind of unit than it has places for.</summary>
    private static bool IsContested(PlacementView view, int patient, int unit)
    {
        var places = Math.Min(view.ReadyBeds(unit), view.Spare(unit));
        foreach (var other in view.Waiting)
        {
            places -= other != patient && view.Fit(other, unit) == 0 ? 1 : 0;
        }

        return places < 1;
    }

    private static bool AnythingIsPossible(PlacementView view)
    {
        foreach (var patient in view.Waiting)
        {
            for (var unit = 0; unit < view.Units; unit++)
            {
                if (view.Fit(patient, unit) >= 0 && unit != view.PresentUnit(patient) && view.HasRoom(unit) && MayLieIn(view, patient, unit))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool MayLieIn(PlacementView view, int patient, int unit)
    {
        for (var bed = view.FirstBed(unit); bed < view.FirstBed(unit) + view.Beds(unit); bed++)
        {
            if (view.IsReady(bed) && view.MayTake(patient, bed))
            {
                return true;
            }
        }

        return false;
    }
}
