namespace MedMgr.Sim.Hospital;

/// <summary>First come, first served. The patient's own kind of unit first; after a while an outlier's bed, at last one of a higher level.</summary>
public sealed class GreedyPlacement : IPlacementPolicy
{
    private const int FitMax = 4;

    public int ChooseBed(PlacementView view, int patient, int unit)
    {
        var waited = view.WaitedHours(patient);
        var allowed = waited >= view.OverLevelAfterHours ? FitMax : waited >= view.OutlierAfterHours ? 1 : 0;
        if (unit != PlacementView.AnyUnit)
        {
            return IsCandidate(view, patient, unit, 0, allowed) ? BestBed(view, patient, unit) : PlacementView.NoBed;
        }

        for (var fit = 0; fit <= allowed; fit++)
        {
            if (FreestUnit(view, patient, fit) is var bed and not PlacementView.NoBed)
            {
                return bed;
            }
        }

        return PlacementView.NoBed;
    }

    /// <summary>A bed in the patient's own kind of unit; <see cref="PlacementView.NoBed"/> when there is none.</summary>
    /// <param name="unit">The only unit to look at, or <see cref="PlacementView.AnyUnit"/>.</param>
    public static int OwnKindOfUnit(PlacementView view, int patient, int unit) => unit == PlacementView.AnyUnit
        ? FreestUnit(view, patient, fit: 0)
        : IsCandidate(view, patient, unit, 0, 0) ? BestBed(view, patient, unit) : PlacementView.NoBed;

    private static bool IsCandidate(PlacementView view, int patient, int unit, int fitMin, int fitMax) =>
        view.Fit(patient, unit) is var fit && fit >= fitMin && fit <= fitMax && view.HasRoom(unit) && unit != view.PresentUnit(patient);

    /// <summary>Among units that suit equally well, the one whose nurses can take most has the next patient.</summary>
    private static int FreestUnit(PlacementView view, int patient, int fit)
    {
        var (chosen, most) = (PlacementView.NoBed, 0);
        for (var unit = 0; unit < view.Units; unit++)
        {
            if (IsCandidate(view, patient, unit, fit, fit) && view.Spare(unit) > most && BestBed(view, patient, unit) is var bed and not PlacementView.NoBed)
            {
                (chosen, most) = (bed, view.Spare(unit));
            }
        }

        return chosen;
    }

    /// <summary>Keeps what is scarce: special equipment for those who need it, single rooms for the isolated, empty shared rooms for either gender.</summary>
    private static int BestBed(PlacementView view, int patient, int unit)
    {
        var (best, least) = (PlacementView.NoBed, int.MaxValue);
        var (plain, shares) = (!view.NeedsCapabilities(patient), !view.IsIsolated(patient));
        for (var bed = view.FirstBed(unit); bed < view.FirstBed(unit) + view.Beds(unit); bed++)
        {
            if (!view.IsReady(bed))
            {
                continue;
            }

            var room = view.RoomOf(bed);
            var single = room.Beds.Length == 1;
            var cost = (plain ? 2 * room.Capabilities.Length : 0) + (shares && single ? 1 : 0);
            if (cost >= least)
            {
                continue;
            }

            cost += !single && view.IsRoomEmpty(bed) ? 1 : 0;
            if (cost < least && view.MayTake(patient, bed))
            {
                (best, least) = (bed, cost);
            }
        }

        return best;
    }
}
