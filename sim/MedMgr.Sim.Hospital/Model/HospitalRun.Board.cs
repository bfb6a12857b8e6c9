using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Sim.Engine.Randomness;

namespace MedMgr.Sim.Hospital.Model;

/// <content>Taking up the live board: everybody stays where they lie, and what is still to come of each is drawn given what has been.</content>
internal sealed partial class HospitalRun
{
    private const int DrawsMax = 64;

    private void TakeUp(BoardStart board)
    {
        _lastBeddedWaitHours = board.LastBeddedWaitHours;
        if (_plan.Scenario.Plan is { } surge)
        {
            // Which surge beds are open and who is on duty stands on the board.
            _surgeLevel = board.SurgeLevel;
            ActIn(surge, _surgeLevel);
        }

        for (var unit = 0; unit < _house.Units.Length; unit++)
        {
            _shut[unit] = _closing[unit] = board.Shut[unit];
        }

        var cleaned = _simulation.Stream("board beds");
        foreach (var b in board.Beds)
        {
            if (b.Status is not (BedStatus.Occupied or BedStatus.Reserved))
            {
                TakeUpBed(b, cleaned);
            }

            _surgeOpen[_house.BedUnit[b.Bed]] |= _house.Beds[b.Bed].Surge && b.Status != BedStatus.Closed;
        }

        var fates = _simulation.Stream("board fates");
        for (var i = 0; i < board.Patients.Length; i++)
        {
            TakeUp(board.Patients[i], fates, (ulong)i);
        }

        foreach (var b in board.Beds)
        {
            // Held by a visit that the board does not know (any more): nobody else may have it.
            if (b.Status is BedStatus.Occupied or BedStatus.Reserved && _bedPatient[b.Bed] == Nobody)
            {
                SetBed(b.Bed, BedStatus.Blocked, Nobody);
            }
        }

        for (var unit = 0; unit < _house.Units.Length; unit++)
        {
            NoteStaffing(unit);
        }

        TryAllUnits();
    }

    private void TakeUpBed(BoardBed b, RandomStream chance)
    {
        var unit = _house.BedUnit[b.Bed];
        _dirtySince[b.Bed] = Now;
        switch (b.Status)
        {
            case BedStatus.Dirty or BedStatus.Contaminated:
                SetBed(b.Bed, BedStatus.Dirty, Nobody);
                _cleanHours[b.Bed] = _house.CleansItself[unit]
                    ? _plan.Scenario.Housekeeping.TurnoverMinutes / 60.0
                    : Hours(b.Status == BedStatus.Dirty ? WardClean : IsolationClean, chance);
                if (_house.CleansItself[unit])
                {
                    StartCleaning(b.Bed);
                }
                else
                {
                    CallCrew(b.Bed);
                }

                break;
            case BedStatus.Cleaning:
                // Half done, on average.
                SetBed(b.Bed, BedStatus.Cleaning, Nobody);
                _crewBusy += _house.CleansItself[unit] ? 0 : 1;
                var rest = 0.5 * (_house.CleansItself[unit] ? _plan.Scenario.Housekeeping.TurnoverMinutes / 60.0 : Hours(WardClean, chance));
                _cleanEndsAt[b.Bed] = Now + rest;
                In(rest, Happening.CleanEnds, b.Bed);
                break;
            default:
                SetBed(b.Bed, b.Status, Nobody);
                if (b.Status == BedStatus.Blocked && !double.IsNaN(b.Hours))
                {
                    In(b.Hours, Happening.BedReturns, b.Bed);
                }

                break;
        }
    }

    private void BedReturns(int bed)
    {
        SetBed(bed, BedStatus.Ready, Nobody);
        TryUnit(_house.BedUnit[bed]);
    }

    private void TakeUp(BoardPatient b, RandomStream fates, ulong number)
    {
        var patient = NewPatient(ArrivalSource.Board, fates, number);
        ref var p = ref _patients[patient];
        var chance = Chance(ref p, Draw.Arrival);
        p.Acuity = (byte)Math.Clamp(b.Needs.Acuity ?? 3, 1, 5);
        Characterise(ref p, b.Group, chance);
        p.Gender = b.Needs.Gender;
        p.Age = (byte)Math.Clamp(b.Needs.AgeYears ?? p.Age, 0, 120);
        p.Isolation = _rules.IsolationOf(b.Needs.Isolation);
        p.Signature = _rules.Signature(p.Gender, p.Isolation);
        p.Epidemic = _plan.Groups[b.Group].Group.Weights.Epidemic > 0;
        p.ArrivedAt = Now - b.ArrivedAgo;
        p.BeddedAt = Now - b.BeddedAgo;
        var unit = b.Unit;
        if (b.Bed >= 0)
        {
            p.Bed = b.Bed;
            SetBed(b.Bed, BedStatus.Occupied, patient);
        }

        if (b.Assigned >= 0)
        {
            SetBed(b.Assigned, BedStatus.Reserved, patient);
        }

        if (unit >= 0 && (_house.IsEd[unit] || _house.IsRecovery[unit]))
        {
            TakeUpInEd(patient, b, chance);
        }
        else if (b.Bed >= 0)
        {
            TakeUpOnWard(patient, b, chance);
        }
        else
        {
            p.Standing = Standing.Outside;
            NeedsOfBoard(ref p, b, chance);
            TakeUpRequest(patient, b);
            if (p.Assigned < 0)
            {
                SetClock(patient, _plan.Scenario.TransfersIn?.PatienceHours ?? 24.0, ClockFor.Patience);
            }
        }
    }

    private void TakeUpInEd(int patient, BoardPatient b, RandomStream chance)
    {
        ref var p = ref _patients[patient];
        var inRecovery = _house.IsRecovery[b.Unit];
        _inEd += inRecovery ? 0 : 1;
        if (b.Bed < 0)
        {
            p.Standing = Standing.WaitingRoom;
            p.Group = chance.Chance(_plan.Scenario.Emergency.AdmittedByAcuity[p.Acuity - 1]) ? p.Group : Nobody;
            SetRow(ref p);
            _waitingRoom[p.Acuity].Add(_patients, patient);
            _waitingRoomLevel.Add(Now, 1);
            if (p.Acuity >= AcuityPatientMin)
            {
                SetClock(patient, chance.Exponential(_plan.Scenario.Emergency.PatienceMinutes / 60.0), ClockFor.Patience);
            }

            return;
        }

        p.Standing = inRecovery ? Standing.Recovery : Standing.Treatment;
        if (b.Requests)
        {
            NeedsOfBoard(ref p, b, chance);
            TakeUpRequest(patient, b);
            return;
        }

        SetRow(ref p);
        var spread = inRecovery ? Recovery : EdStay[p.Acuity - 1];
        p.Group = inRecovery || chance.Chance(_plan.Scenario.Emergency.AdmittedByAcuity[p.Acuity - 1]) ? p.Group : Nobody;
        SetClock(patient, Remaining(spread, b.BeddedAgo, chance), inRecovery ? ClockFor.Recovery : ClockFor.Treatment);
    }

    private void TakeUpOnWard(int patient, BoardPatient b, RandomStream chance)
    {
        ref var p = ref _patients[patient];
        p.Standing = Standing.Ward;
        NeedsOfBoard(ref p, b, chance);
        Ventilate(ref p, p.Ventilated && IsCritical(p.Level) && p.Level == _house.Units[b.Unit].LevelOfCare);
        if (p.Epidemic)
        {
            _epidemicLevel.Add(Now, 1);
        }

        if (b.Ordered || !double.IsNaN(b.DischargeIn))
        {
            // What the ward has said weighs more than what the group is like.
            p.StageHours = double.NaN;
            p.HasNextStage = p.Dies = p.Deteriorates = p.MeetsBarrier = false;
            p.Ordered = b.Ordered;
            var lead = _plan.Scenario.Discharge.OrderLeadHours;
            p.DepartAt = Now + (!double.IsNaN(b.DischargeIn) && b.DischargeIn > 0 ? b.DischargeIn : chance.Exponential(lead));
            if (b.Ordered)
            {
                SetClock(patient, p.DepartAt - Now, ClockFor.Departure);
            }
            else
            {
                SetClock(patient, Math.Max(HoursBeforeOrder, p.DepartAt - Now - chance.Exponential(lead)), ClockFor.Order);
            }
        }
        else if (!p.HasNextStage || p.Level == _plan.Groups[p.Group].Group.Level)
        {
            var stay = p.HasNextStage || _plan.Groups[p.Group].Group.Then is null ? _plan.Groups[p.Group].Stay : _plan.Groups[p.Group].ThenStay;
            p.StageHours = double.NaN;
            BeginStage(patient, Remaining(stay, b.BeddedAgo, chance));
        }

        if (b.Requests)
        {
            TakeUpRequest(patient, b);
        }
    }

    /// <summary>What the board says the patient needs; the rest from the group.</summary>
    private void NeedsOfBoard(ref Patient p, BoardPatient b, RandomStream chance)
    {
        var g = _plan.Groups[p.Group];
        p.Level = b.Needs.LevelOfCare is { } told and not (LevelOfCare.Emergency or LevelOfCare.PostAnaesthesia) ? told : g.Group.Level;
        p.HasNextStage = g.Group.Then is not null && p.Level == g.Group.Level;
        p.Capabilities = _rules.CapabilitiesOf(b.Needs.Capabilities);
        p.StageHours = Hours(p.HasNextStage || g.Group.Then is null ? g.Stay : g.ThenStay, chance);
        p.NextHours = p.HasNextStage ? Hours(g.ThenStay, chance) : 0;
        SetRow(ref p);
    }

    private void TakeUpRequest(int patient, BoardPatient b)
    {
        ref var p = ref _patients[patient];
        p.RequestedAt = Now - b.RequestedAgo;
        if (p.Standing is Standing.Treatment or Standing.Recovery)
        {
            Boards(ref p, +1);
        }

        if (b.Assigned >= 0)
        {
            p.Assigned = b.Assigned;
            var transport = Hours(Transport, Chance(ref p, Draw.Transport));
            p.MoveAt = Now + transport;
            In(transport, Happening.Transport, patient);
            return;
        }

        p.Line = (sbyte)(IsCritical(p.Level) ? UrgentLine : p.Standing == Standing.Outside ? OutsideLine : InsideLine);
        _lines[p.Line].Add(_patients, patient);
        _waiting++;
        RetryLater(patient, b.RequestedAgo);
    }

    /// <summary>Given that so much has passed.</summary>
    private static double Remaining(LogNormalHours spread, double passed, RandomStream chance)
    {
        for (var i = 0; i < DrawsMax; i++)
        {
            var whole = Hours(spread, chance);
            if (whole > passed)
            {
                return whole - passed;
            }
        }

        // Far in the tail nobody knows: as long again as a day, on average.
        return chance.Exponential(24.0);
    }
}
