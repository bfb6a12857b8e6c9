using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Domain.Units;
using MedMgr.Ops.Optimizer.BedPlacement;
using MedMgr.Sim.Hospital;

namespace MedMgr.Ops.Optimising;

/// <summary>A moment of a simulated hospital as a question to the optimiser of bed placement.</summary>
internal static class RoundProblem
{
    public static PlacementProblem Of(PlacementView view)
    {
        var options = OptionsOf(view);
        var wards = Enumerable.Range(0, view.Units).Where(unit => !IsBoardingPlace(view, unit)).ToList();
        return new PlacementProblem(
            view.Now, Position: 0, [.. wards.Select(unit => ForThoseWhoNeedIt(view.AsDomainSees(unit)))], [.. view.Waiting.Select(patient => Waits(view, patient))],
            [.. wards.SelectMany(unit => Leaving(view, unit, options))], options);
    }

    /// <summary>The scenario says after how many hours of waiting its house takes another bed: what so long a wait costs a patient of acuity 3, such a bed costs here.</summary>
    private static PlacementOptions OptionsOf(PlacementView view) => PlacementOptions.Default with
    {
        AllowMoves = false,
        Weights = PlacementWeights.Default with
        {
            Outlier = Points(view.OutlierAfterHours),
            LevelAboveNeed = Points(view.OverLevelAfterHours),
        },
    };

    private static int Points(double hours)
    {
        var weights = PlacementWeights.Default;
        var perMinute = weights.WaitAcuity3 * (1 + weights.WaitGrowthPercentPerHour / 100.0 * hours);
        return (int)Math.Min(PlacementWeights.Max, Math.Round(perMinute * 60 * hours));
    }

    private static bool IsBoardingPlace(PlacementView view, int unit) => view.Unit(unit).LevelOfCare is LevelOfCare.Emergency or LevelOfCare.PostAnaesthesia;

    /// <summary>In a simulated house critical care stays for those who need it, whatever its licence would allow.</summary>
    private static UnitView ForThoseWhoNeedIt(UnitView unit) => unit.Definition.LevelOfCare is LevelOfCare.Critical or LevelOfCare.PaediatricCritical
        ? unit with { Definition = unit.Definition with { Accepts = [unit.Definition.LevelOfCare] } }
        : unit;

    private static WaitingPatient Waits(PlacementView view, int patient)
    {
        var from = view.PlaceOf(patient);
        var kind = from is null ? WaitingKind.Elective : view.Unit(view.PresentUnit(patient)).LevelOfCare switch
        {
            LevelOfCare.Emergency => WaitingKind.EdBoarder,
            LevelOfCare.PostAnaesthesia => WaitingKind.Pacu,
            _ => WaitingKind.Transfer,
        };
        return new WaitingPatient(view.IdOf(patient), kind, from, view.NeedsOf(patient), view.RequestedAt(patient), view.Now);
    }

    private static IEnumerable<Inpatient> Leaving(PlacementView view, int unit, PlacementOptions options)
    {
        for (var bed = view.FirstBed(unit); bed < view.FirstBed(unit) + view.Beds(unit); bed++)
        {
            if (view.PatientIn(bed) is var patient and not PlacementView.NoBed && view.PlaceOf(patient) is { } place && place.Bed == view.Bed(bed).Id
                && view.ExpectedToLeave(patient) is { } expected)
            {
                // Whoever should have left by now is still there: overdue, as on the live board.
                var leaves = expected > view.Now ? expected : view.Now.AddMinutes(options.OverdueDepartureMinutes);
                if (leaves <= view.Now.AddMinutes(options.HorizonMinutes))
                {
                    yield return new Inpatient(view.IdOf(patient), place, view.NeedsOf(patient), leaves, Movable: false);
                }
            }
        }
    }
}
