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
    /// <param name="bedsFree">When each bed that can be given is free.</param>
    /// <param name="patientsMax">How many could come at most.</param>
    /// <param name="mayMoveOut">Somebody who lies here may be given a bed elsewhere.</param>
    public static StaffingOutlook Of(
        UnitView unit, IReadOnlyCollection<(int Minute, BedId Bed)> departures, IReadOnlyCollection<int> bedsFree, int patientsMax, bool mayMoveOut, PlacementOptions options)
    {
        var load = unit.PatientsAndClaims;
        var relief = departures.Where(d => Relieves(unit, d.Bed)).Select(d => d.Minute).ToList();
        var free = unit.StaffedCapacity - load;
        var starts = Boundaries().Distinct().Order().ToList();
        ImmutableArray<StaffingPeriod> periods = [.. starts.Select((start, i) => PeriodOf(start, i + 1 < starts.Count ? starts[i + 1] : int.MaxValue))];
        return new StaffingOutlook(periods.Any(p => p.Binds) ? periods : [], load - relief.Count, unit.StaffedCapacity);

        StaffingPeriod PeriodOf(int start, int end)
        {
            var room = free + relief.Count(r => r <= start);
            return new StaffingPeriod(
                start, end, room, Binds: room < Math.Min(patientsMax, bedsFree.Count(b => b < end)),
                MovesCount: mayMoveOut && start >= options.MoveMinutes, CallsCount: MayCall() && start >= options.NurseCallInMinutes);
        }

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

/// <param name="BeforeMinute">When the next period begins.</param>
/// <param name="Free">Further patients whom the nurses on duty may care for; below 0 when there are too many already.</param>
/// <param name="Binds">More patients could have come by the end of the period than there are nurses for.</param>
/// <param name="MovesCount">Those who were moved out at once have left by now.</param>
/// <param name="CallsCount">Nurses who were called in are at work by now.</param>
internal readonly record struct StaffingPeriod(int FromMinute, int BeforeMinute, int Free, bool Binds, bool MovesCount, bool CallsCount);
