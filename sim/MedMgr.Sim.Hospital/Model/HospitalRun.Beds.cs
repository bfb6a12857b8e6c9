using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Units;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Sim.Hospital.Model;

/// <content>Beds: their states, the figures of a unit, cleaning.</content>
internal sealed partial class HospitalRun
{
    private readonly Queue<int> _cleanSoon = new();
    private readonly Queue<int> _cleanNow = new();
    private int _crew;
    private int _crewBusy;
    private readonly List<WardClosure> _closures = [];

    /// <summary>Patients that the nurses on duty may care for: Domain's StaffedCapacity.</summary>
    public int Capacity(int unit) => _house.IsAveraged[unit]
        ? StaffedCapacity.Of(_house.Units[unit].Ratio, _nurses[unit], _history[unit], Instant)
        : _house.Capacity(unit, _nurses[unit]);

    public int Ready(int unit) => _ready[unit];

    public int Occupied(int unit) => _occupied[unit];

    public int Load(int unit) => _load[unit];

    public int OpenBeds(int unit) => _open[unit];

    public int Nurses(int unit) => _nurses[unit];

    public BedStatus Status(int bed) => _bedStatus[bed];

    public int PatientIn(int bed) => _bedPatient[bed];

    /// <summary>Whether a unit takes anybody more: PlacementRules' UnitOpen and UnitStaffed.</summary>
    public bool HasRoom(int unit) => _ready[unit] > 0 && !_shut[unit] && _load[unit] < Capacity(unit);

    /// <summary>Everything that Domain asks of a placement, for a bed that is ready in a unit that has room.</summary>
    public bool MayTake(ref Patient p, int bed)
    {
        var room = _house.BedRoom[bed];
        if (_bedStatus[bed] != BedStatus.Ready || !p.Row[_rules.RoomClass[room]])
        {
            return false;
        }

        var beds = _house.RoomBeds(room);
        if (beds > 1)
        {
            var policy = _rules.RoomPolicy[room];
            for (var mate = _house.RoomFirstBed[room]; mate < _house.RoomFirstBed[room] + beds; mate++)
            {
                if (_bedPatient[mate] is var other and not Nobody && !_rules.MayShare(policy, p.Signature, _patients[other].Signature))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private void SetBed(int bed, BedStatus status, int patient)
    {
        var unit = _house.BedUnit[bed];
        var before = _bedStatus[bed];
        if (before == status && _bedPatient[bed] == patient)
        {
            return;
        }

        // The invariant of the whole model: a bed that somebody holds is never given to another.
        if (patient != Nobody && _bedPatient[bed] != Nobody && _bedPatient[bed] != patient)
        {
            throw new InvalidOperationException($"Bed {_house.Beds[bed].Id} is held by another visit.");
        }

        _bedStatus[bed] = status;
        _bedPatient[bed] = patient;
        _ready[unit] += (status == BedStatus.Ready ? 1 : 0) - (before == BedStatus.Ready ? 1 : 0);
        _open[unit] += (before == BedStatus.Closed ? 1 : 0) - (status == BedStatus.Closed ? 1 : 0);
        var occupied = (status == BedStatus.Occupied ? 1 : 0) - (before == BedStatus.Occupied ? 1 : 0);
        var load = (status is BedStatus.Occupied or BedStatus.Reserved ? 1 : 0) - (before is BedStatus.Occupied or BedStatus.Reserved ? 1 : 0);
        if (occupied != 0)
        {
            _occupied[unit] += occupied;
            _occupiedLevel[unit].Add(Now, occupied);
        }

        if (load != 0)
        {
            _load[unit] += load;
            NoteLoad(unit);
        }
        else if ((before == BedStatus.Closed) != (status == BedStatus.Closed))
        {
            NoteStaffing(unit);
        }

        if (_house.Beds[bed].Surge && (before == BedStatus.Closed) != (status == BedStatus.Closed))
        {
            _surgeBeds.Add(Now, status == BedStatus.Closed ? -1 : 1);
        }
    }

    private void NoteLoad(int unit)
    {
        if (_house.IsAveraged[unit])
        {
            var hours = TimeSpan.FromHours(_house.Units[unit].Ratio.AveragedOverHours);
            _history[unit] = _history[unit].Note(Instant, _load[unit], _nurses[unit], hours);
        }

        NoteStaffing(unit);
    }

    /// <summary>The patient leaves the bed: it is dirty until somebody has cleaned it.</summary>
    private void Vacate(int patient, int bed)
    {
        ref var p = ref _patients[patient];
        var unit = _house.BedUnit[bed];
        var housekeeping = _plan.Scenario.Housekeeping;
        SetBed(bed, BedStatus.Dirty, Nobody);
        p.Bed = Nobody;
        _dirtySince[bed] = Now;
        if (_house.CleansItself[unit])
        {
            _cleanHours[bed] = housekeeping.TurnoverMinutes / 60.0;
            StartCleaning(bed);
        }
        else
        {
            _cleanHours[bed] = Hours(p.Isolation == 0 ? WardClean : IsolationClean, Chance(ref p, Draw.Cleaning));
            CallCrew(bed);
        }

        // A room may now take another gender, and the unit one patient more.
        TryUnit(unit);
    }

    private void CallCrew(int bed)
    {
        (_waiting > 0 ? _cleanNow : _cleanSoon).Enqueue(bed);
        _bedWaits[bed] = true;
        SendCrew();
    }

    private void SendCrew()
    {
        while (_crewBusy < _crew && (_cleanNow.TryDequeue(out var bed) || _cleanSoon.TryDequeue(out bed)))
        {
            _crewBusy++;
            _bedWaits[bed] = false;
            StartCleaning(bed);
        }
    }

    private void StartCleaning(int bed)
    {
        SetBed(bed, BedStatus.Cleaning, Nobody);
        _witness?.Bed(bed, BedStep.StartCleaning);
        _cleanEndsAt[bed] = Now + _cleanHours[bed];
        In(_cleanHours[bed], Happening.CleanEnds, bed);
    }

    private void CleanEnds(int bed)
    {
        if (_bedStatus[bed] != BedStatus.Cleaning || _cleanEndsAt[bed] > Now)
        {
            // Somebody has finished it before, or the cleaning was broken off.
            return;
        }

        var unit = _house.BedUnit[bed];
        if (!_house.CleansItself[unit])
        {
            _crewBusy--;
            Count(Counted.BedsCleaned);
            Sum(Summed.TurnaroundHours, Now - _dirtySince[bed]);
        }

        SetBed(bed, BedStatus.Ready, Nobody);
        _witness?.Bed(bed, BedStep.FinishCleaning);
        CloseIfNotWanted(bed);
        TryUnit(unit);
        SendCrew();
    }

    private void CloseIfNotWanted(int bed)
    {
        var unit = _house.BedUnit[bed];
        if (_bedStatus[bed] == BedStatus.Ready && (_closing[unit] || (_house.Beds[bed].Surge && !_surgeOpen[unit])))
        {
            SetBed(bed, BedStatus.Closed, Nobody);
            _witness?.Bed(bed, _closing[unit] ? BedStep.CloseWithUnit : BedStep.CloseSurge);
        }

        BlockIfWithheld(bed);

        if (_closing[unit] && !_shut[unit] && _load[unit] == 0)
        {
            _shut[unit] = true;
            _witness?.UnitCloses(unit, ClosureReason(unit));
        }
    }

    private void ClosureBegins(int closure)
    {
        var unit = _house.UnitOf(_closures[closure].Unit);
        _closing[unit] = true;
        for (var bed = _house.UnitFirstBed[unit]; bed < _house.UnitFirstBed[unit] + _house.UnitBeds[unit]; bed++)
        {
            CloseIfNotWanted(bed);
        }
    }

    private void ClosureEnds(int closure)
    {
        var unit = _house.UnitOf(_closures[closure].Unit);
        _closing[unit] = false;
        if (_shut[unit])
        {
            _shut[unit] = false;
            _witness?.UnitOpens(unit);
        }

        for (var bed = _house.UnitFirstBed[unit]; bed < _house.UnitFirstBed[unit] + _house.UnitBeds[unit]; bed++)
        {
            if (_bedStatus[bed] == BedStatus.Closed && (!_house.Beds[bed].Surge || _surgeOpen[unit]))
            {
                SetBed(bed, BedStatus.Ready, Nobody);
                _witness?.Bed(bed, BedStep.Open);
            }
        }

        TryUnit(unit);
    }

    private string ClosureReason(int unit) => _closures.Last(c => c.Unit == _house.Units[unit].Id).Reason;

    private void SetSurgeBeds(int unit, bool open)
    {
        if (_surgeOpen[unit] == open)
        {
            return;
        }

        _surgeOpen[unit] = open;
        for (var bed = _house.UnitFirstBed[unit]; bed < _house.UnitFirstBed[unit] + _house.UnitBeds[unit]; bed++)
        {
            if (open && _house.Beds[bed].Surge && _bedStatus[bed] == BedStatus.Closed && !_closing[unit])
            {
                SetBed(bed, BedStatus.Ready, Nobody);
                _witness?.Bed(bed, BedStep.Open);
            }
            else if (!open)
            {
                CloseIfNotWanted(bed);
            }
        }

        TryUnit(unit);
    }

    private LogNormalHours WardClean => _wardClean ??= LogNormalHours.Of(_plan.Scenario.Housekeeping.WardMinutes, 1 / 60.0);

    private LogNormalHours IsolationClean => _isolationClean ??= LogNormalHours.Of(_plan.Scenario.Housekeeping.IsolationMinutes, 1 / 60.0);

    private LogNormalHours? _wardClean;
    private LogNormalHours? _isolationClean;
}
