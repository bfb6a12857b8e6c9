using MedMgr.Ops.Domain.Beds;

namespace MedMgr.Sim.Hospital.Model;

/// <content>The emergency department: waiting room, treatment, decision to admit.</content>
internal sealed partial class HospitalRun
{
    private const int AcuityPatientMin = 3;
    private const byte AcuityAfterWaiting = 2;

    // How many of one acuity are looked at when the first of them finds no bed that may take him (isolation, a corridor shared).
    private const int LookedAt = 3;

    private readonly Line[] _waitingRoom = [new(), new(), new(), new(), new(), new()];
    private int _inEd;
    private double _lastBeddedWaitHours;

    public int WaitingRoom => _waitingRoom.Sum(l => l.Count);

    private void EnterEmergency(int patient)
    {
        ref var p = ref _patients[patient];
        p.Standing = Standing.WaitingRoom;
        _inEd++;
        Count(Counted.EdArrivals);
        _waitingRoom[p.Acuity].Add(_patients, patient);
        _waitingRoomLevel.Add(Now, 1);
        _witness?.Registers(patient, _house.EdUnits[0]);
        FillEd();
        if (_patients[patient].Standing == Standing.WaitingRoom && p.Acuity >= AcuityPatientMin)
        {
            SetClock(patient, Chance(ref p, Draw.Treatment).Exponential(_plan.Scenario.Emergency.PatienceMinutes / 60.0), ClockFor.Patience);
        }
    }

    /// <summary>The most urgent first, in the order of arrival.</summary>
    private void FillEd()
    {
        for (var acuity = 1; acuity < _waitingRoom.Length; acuity++)
        {
            var looked = 0;
            for (var patient = _waitingRoom[acuity].First; patient >= 0 && looked < LookedAt;)
            {
                var next = _patients[patient].Next;
                var bed = EdBed(ref _patients[patient]);
                if (bed >= 0)
                {
                    ComeIntoEdBed(patient, bed);
                }
                else
                {
                    looked++;
                }

                patient = next;
            }
        }
    }

    /// <summary>The sickest to where there is a ventilator, the others elsewhere if possible, the corridor last.</summary>
    private int EdBed(ref Patient p)
    {
        var (best, bestCost) = (Nobody, int.MaxValue);
        foreach (var unit in _house.EdUnits)
        {
            if (!HasRoom(unit))
            {
                continue;
            }

            for (var bed = _house.UnitFirstBed[unit]; bed < _house.UnitFirstBed[unit] + _house.UnitBeds[unit]; bed++)
            {
                if (_bedStatus[bed] != BedStatus.Ready)
                {
                    continue;
                }

                var equipped = Equipped[bed];
                var cost = _house.Beds[bed].Hallway ? (p.Acuity <= 2 ? 3 : 1) : equipped ? (p.Acuity <= 2 ? 0 : 2) : (p.Acuity <= 2 ? 1 : 0);
                if (cost < bestCost && MayTake(ref p, bed))
                {
                    (best, bestCost) = (bed, cost);
                }
            }
        }

        return best;
    }

    private void ComeIntoEdBed(int patient, int bed)
    {
        ref var p = ref _patients[patient];
        _waitingRoom[p.Acuity].Remove(_patients, patient);
        _waitingRoomLevel.Add(Now, -1);
        SetBed(bed, BedStatus.Occupied, patient);
        p.Standing = Standing.Treatment;
        p.Bed = bed;
        p.BeddedAt = Now;
        _lastBeddedWaitHours = Now - p.ArrivedAt;
        Sum(Summed.EdWaitHours, Now - p.ArrivedAt);
        Sum(Summed.EdSeen, 1);
        _witness?.ComesInto(patient, bed);
        SetClock(patient, Hours(EdStay[p.Acuity - 1], Chance(ref p, Draw.Second)), ClockFor.Treatment);
    }

    private void PatienceEnds(int patient)
    {
        ref var p = ref _patients[patient];
        if (p.Standing == Standing.WaitingRoom && p.Group != Nobody)
        {
            // Whoever needs a bed of the house does not go home: after so long a wait the patient is triaged anew, and more urgent.
            _waitingRoom[p.Acuity].Remove(_patients, patient);
            p.Acuity = AcuityAfterWaiting;
            _waitingRoom[p.Acuity].Add(_patients, patient);
            _witness?.ChangesNeeds(patient);
            FillEd();
            return;
        }

        if (p.Standing == Standing.WaitingRoom)
        {
            _waitingRoom[p.Acuity].Remove(_patients, patient);
            _waitingRoomLevel.Add(Now, -1);
            Count(Counted.LeftUnseen);
            LeaveEdFigures(ref p);
            _witness?.Departs(patient, Dispositions.Left);
            Forget(patient);
            return;
        }

        // Outside: another hospital has found a bed. One for whom a bed is kept already comes all the same.
        if (p.Standing == Standing.Outside && p.Assigned < 0)
        {
            Count(p.Source == ArrivalSource.Birth ? Counted.BirthsRefused : Counted.TransfersRefused);
            EndRequest(patient);
            _witness?.CancelsRequest(patient, "cared for elsewhere");
            Forget(patient);
        }
    }

    private void TreatmentEnds(int patient)
    {
        ref var p = ref _patients[patient];
        if (p.Group == Nobody)
        {
            Depart(patient, Dispositions.Home);
            return;
        }

        NeedsAdmission(ref p);
        RequestBed(patient, "admitted");
    }

    private void LeaveEdFigures(ref Patient p)
    {
        _inEd--;
        Sum(Summed.EdStayHours, Now - p.ArrivedAt);
        Sum(Summed.EdLeft, 1);
    }

    private LogNormalHours[] EdStay => _edStay ??= [.. _plan.Scenario.Emergency.StayMinutes.Select(s => LogNormalHours.Of(s, 1 / 60.0))];

    private bool[] Equipped => _equipped ??= [.. _house.BedRoom.Select(r => _house.Rooms[r].Capabilities.Contains(Blueprint.Ventilator))];

    private LogNormalHours[]? _edStay;
    private bool[]? _equipped;
}
