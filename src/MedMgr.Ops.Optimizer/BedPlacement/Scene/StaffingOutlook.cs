using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Optimizer.BedPlacement.Scene;

/// <summary>How many more patients the nurses on duty may care for, from each moment on at which that changes.</summary>
/// <param name="Periods">In time order, the first from minute 0; empty when there are nurses for everybody who could come.</param>
/// <param name="LoadAtEnd">Patients and claims once all have left who are expected to.</param>
/// <remarks>The nurses on duty now are taken to stay: who comes and goes at the change of shift, the roster knows and not the board.</remarks>
internal sealed record StaffingOutlook(ImmutableArray<StaffingPeriod> Periods, int LoadAtEnd, int Capacity)
{
    /// <param name="departures">Minute and bed of each expected departure.</param>
    /// <param name="comers">How many could come at most.</param>
    /// <param name="mayMoveOut">Somebody who lies here may be given a bed elsewhere.</param>
    public static StaffingOutlook Of(
        UnitView unit, IReadOnlyCollection<(int Minute, BedId Bed)> departures, int comers, bool mayMoveOut, PlacementOptions options)
    {
        var load = unit.PatientsAndClaims;
        var relief = departures.OrderBy(d => d.Minute).Where(d => Relieves(unit, d.Bed)).Select(d => d.Minute).ToList();
        var free = unit.StaffedCapacity - load;
        ImmutableArray<StaffingPeriod> periods = free >= comers
            ? []
            : [.. Boundaries().Distinct().Order().Select(m => new StaffingPeriod(
                m, free + relief.Count(r => r <= m), MovesCount: mayMoveOut && m >= options.MoveMinutes, CallsCount: MayCall() && m >= options.NurseCallInMinutes))];
        return new StaffingOutlook(periods, load - relief.Count, unit.StaffedCapacity);

        bool MayCall() => options is { AllowSurge: true, NursesToCallInPerUnit: > 0 };

        IEnumerable<int> Boundaries()
        {
            yield return 0;
            foreach (var minute in relief)
            {
                yield return minute;
            }

            if (mayMoveOut)
            {
                yield return options.MoveMinutes;
            }

            if (MayCall())
            {
                yield return options.NurseCallInMinutes;
            }
        }
    }

    /// <summary>Where mother and baby count as one, the nurses are relieved when the bed is empty.</summary>
    private static bool Relieves(UnitView unit, BedId bed) =>
        unit.Definition.LevelOfCare != LevelOfCare.Maternity || unit.Beds[bed].State is BedState.Occupied { By.Length: 1 };
}

/// <param name="Free">Further patients whom the nurses on duty may care for; below 0 when there are too many already.</param>
/// <param name="MovesCount">Those who were moved out at once have left by now.</param>
/// <param name="CallsCount">Nurses who were called in are at work by now.</param>
internal readonly record struct StaffingPeriod(int FromMinute, int Free, bool MovesCount, bool CallsCount);
