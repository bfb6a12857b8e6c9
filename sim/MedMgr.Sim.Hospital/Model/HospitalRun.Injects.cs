using MedMgr.Ops.Domain.Beds;
using MedMgr.Sim.Hospital.Drills;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Sim.Hospital.Model;

/// <content>What a drill lead lets happen, at its time: the same in a drill and in its control runs.</content>
internal sealed partial class HospitalRun
{
    private readonly List<Inject> _injects = [];
    private readonly string?[] _withheldBecause;

    /// <summary>At a simulated time that is not over.</summary>
    public void Await(Inject inject, double time)
    {
        _injects.Add(inject);
        In(Math.Max(0.0, time - Now), Happening.InjectIsDue, _injects.Count - 1);
    }

    private void InjectIsDue(int index)
    {
        switch (_injects[index])
        {
            case Inject.StaffSick sick:
                FallSick(sick);
                break;
            case Inject.WardClosed closed:
                Await(new WardClosure(closed.Unit, 0, closed.Hours / 24.0, closed.Reason), Now);
                break;
            case Inject.Casualties crash:
                Await(new MassCasualty(0, 0, crash.Patients, crash.WithinMinutes, crash.Acuity, crash.Admitted), Now);
                break;
            case Inject.OxygenShort oxygen:
                Withhold(oxygen, index);
                break;
            case Inject.FeedDown:
                // The patients do not notice.
                break;
            default:
                throw new InvalidOperationException($"No happening for {_injects[index].Kind}.");
        }
    }

    private void FallSick(Inject.StaffSick sick)
    {
        var (unit, left) = (_house.UnitOf(sick.Unit), sick.Nurses);
        for (var person = 0; person < _worksOn.Length && left > 0; person++)
        {
            if (_worksOn[person] == unit && _plan.Rota.IsNurse[person])
            {
                left--;
                _sickUntil[person] = Now + sick.Hours;
                Count(Counted.ShiftsSick);
                Count(Counted.ShiftsUncovered);
                ShiftEnds(person);
            }
        }
    }

    private void Withhold(Inject.OxygenShort oxygen, int index)
    {
        var (unit, left) = (_house.UnitOf(oxygen.Unit), oxygen.Beds);
        var beds = Enumerable.Range(_house.UnitFirstBed[unit], _house.UnitBeds[unit])
            .Where(bed => _withheldBecause[bed] is null && (oxygen.Capability is null || _house.Rooms[_house.BedRoom[bed]].Capabilities.Contains(oxygen.Capability)));

        // Those that nobody needs at present first.
        foreach (var bed in beds.OrderBy(bed => _bedStatus[bed] == BedStatus.Ready ? 0 : 1).Take(left).ToList())
        {
            _withheldBecause[bed] = Reason(index);
            BlockIfWithheld(bed);
        }

        In(oxygen.Hours, Happening.BedsComeBack, index);
    }

    private static string Reason(int inject) => $"oxygen short (inject {inject + 1})";

    private void BlockIfWithheld(int bed)
    {
        if (_withheldBecause[bed] is { } why && _bedStatus[bed] == BedStatus.Ready)
        {
            SetBed(bed, BedStatus.Blocked, Nobody);
            _witness?.Bed(bed, BedStep.Block, why);
        }
    }

    private void BedsComeBack(int inject)
    {
        for (var bed = 0; bed < _withheldBecause.Length; bed++)
        {
            if (_withheldBecause[bed] == Reason(inject))
            {
                _withheldBecause[bed] = null;
                Unblock(bed);
            }
        }
    }

    private void Unblock(int bed)
    {
        if (_bedStatus[bed] == BedStatus.Blocked)
        {
            SetBed(bed, BedStatus.Ready, Nobody);
            _witness?.Bed(bed, BedStep.Unblock);
            TryUnit(_house.BedUnit[bed]);
        }
    }
}
