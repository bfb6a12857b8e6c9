using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;

namespace MedMgr.Sim.Hospital.Model;

/// <content>From the request for a bed to the departure: placement, transport, stages of care, discharge.</content>
internal sealed partial class HospitalRun
{
    private const int UrgentLine = 0;
    private const int InsideLine = 1;
    private const int OutsideLine = 2;
    private const double BoardingLimitHours = 4.0;      // CMS ECAT and Joint Commission LD.04.03.11
    private const double ReadmittedWithinHours = 720.0;
    private const double HoursBeforeOrder = 0.1;
    private const double ASecond = 1.0 / 3600.0;

    /// <summary>How many lines there are in which patients wait for a bed.</summary>
    public const int Lines = 3;

    private readonly Line[] _lines = [new(), new(), new()];
    private int _waiting;
    private int _lounged;

    /// <summary>Patients who wait for a bed and have none assigned.</summary>
    public int Waiting => _waiting;

    public ref Line LineOf(int line) => ref _lines[line];

    private void RequestBed(int patient, string why)
    {
        ref var p = ref _patients[patient];
        p.RequestedAt = Now;
        p.Line = (sbyte)(IsCritical(p.Level) ? UrgentLine : p.Standing == Standing.Outside ? OutsideLine : InsideLine);
        if (p.Standing is Standing.Treatment or Standing.Recovery)
        {
            Boards(ref p, +1);
        }

        _lines[p.Line].Add(_patients, patient);
        _waiting++;
        _witness?.Requests(patient, why);
        if (!TryPatient(patient))
        {
            RetryLater(patient, waited: 0.0);
        }
    }

    /// <summary>When the house begins to take other beds, those who wait are asked about again: a second later, so that no rounding comes before it.</summary>
    private void RetryLater(int patient, double waited)
    {
        var times = _plan.Scenario.Placement;
        In(Math.Max(0.0, times.OutlierAfterHours - waited) + ASecond, Happening.Retry, patient);
        In(Math.Max(0.0, times.OverLevelAfterHours - waited) + ASecond, Happening.Retry, patient);
    }

    private void RetryPlacement(int patient)
    {
        // A place in the array may hold another patient by now; trying that one too does no harm.
        if (_patients[patient].Line >= 0)
        {
            TryPatient(patient);
        }
    }

    private bool TryPatient(int patient)
    {
        var bed = _policy.ChooseBed(_view, patient, PlacementView.AnyUnit);
        if (bed == PlacementView.NoBed)
        {
            return false;
        }

        Assign(patient, bed);
        return true;
    }

    /// <summary>Something became possible in a unit: those who wait are asked again, the most urgent first.</summary>
    private void TryUnit(int unit)
    {
        if (_house.IsEd[unit])
        {
            FillEd();
            return;
        }

        if (_house.IsRecovery[unit])
        {
            return;
        }

        for (var line = 0; line < _lines.Length; line++)
        {
            for (var patient = _lines[line].First; patient >= 0 && HasRoom(unit);)
            {
                var next = _patients[patient].Next;
                var bed = _policy.ChooseBed(_view, patient, unit);
                if (bed != PlacementView.NoBed)
                {
                    Assign(patient, bed);
                }

                patient = next;
            }
        }
    }

    /// <param name="onPurpose">Rules set aside by whoever decided; null when all must hold.</param>
    private void Assign(int patient, int bed, Override? onPurpose = null)
    {
        ref var p = ref _patients[patient];
        if (onPurpose is null && (!HasRoom(_house.BedUnit[bed]) || !MayTake(ref p, bed)))
        {
            throw new InvalidOperationException($"The policy chose bed {_house.Beds[bed].Id}, which the rules refuse to this patient.");
        }

        EndRequest(patient);
        p.Assigned = bed;
        SetBed(bed, BedStatus.Reserved, patient);
        var unit = _house.BedUnit[bed];
        Count(Counted.Placements);
        // Above its level, of another service, or of a service that keeps its beds to itself: anything but the patient's own kind of unit.
        p.IsOutlier = _plan.Fit(p.Group, p.Level, unit) != 0;
        Count(Counted.OutlierPlacements, p.IsOutlier ? 1 : 0);
        Count(Counted.Moves, p.Standing == Standing.Ward ? 1 : 0);
        Sum(Summed.AdmitWaitHours, Now - p.RequestedAt);
        _witness?.Assigns(patient, bed, onPurpose);
        var transport = Hours(Transport, Chance(ref p, Draw.Transport));
        p.MoveAt = Now + transport;
        In(transport, Happening.Transport, patient);
    }

    /// <summary>Out of the line; a bed may have been assigned or the wish be gone.</summary>
    private void EndRequest(int patient)
    {
        ref var p = ref _patients[patient];
        if (p.Line >= 0)
        {
            _lines[p.Line].Remove(_patients, patient);
            p.Line = -1;
            _waiting--;
        }
    }

    private void ReleaseAssigned(int patient)
    {
        ref var p = ref _patients[patient];
        if (p.Assigned >= 0)
        {
            var bed = p.Assigned;
            p.Assigned = Nobody;
            p.MoveAt = double.NaN;
            SetBed(bed, BedStatus.Ready, Nobody);
            if (_withheldBecause[bed] is not null)
            {
                In(ASecond, Happening.Withhold, bed);
            }
        }
    }

    private void TransportArrives(int patient)
    {
        ref var p = ref _patients[patient];
        if (p.Standing == Standing.Nobody || p.MoveAt != Now)
        {
            return;
        }

        var (from, to, came) = (p.Bed, p.Assigned, p.Standing);
        p.MoveAt = double.NaN;
        p.Assigned = Nobody;
        if (came == Standing.Outside)
        {
            Count(p.Source == ArrivalSource.Birth ? Counted.Births : Counted.TransfersAccepted);
        }

        if (came is Standing.Treatment or Standing.Recovery)
        {
            Boards(ref p, -1);
            Count(Counted.BoardedOver4Hours, Now - p.RequestedAt > BoardingLimitHours ? 1 : 0);
            if (came == Standing.Treatment)
            {
                LeaveEdFigures(ref p);
            }
        }

        if (p.Epidemic && came != Standing.Ward)
        {
            _epidemicLevel.Add(Now, 1);
        }

        SetBed(to, BedStatus.Occupied, patient);
        p.Standing = Standing.Ward;
        p.Bed = to;
        p.BeddedAt = Now;
        Ventilate(ref p, p.Ventilated && IsCritical(p.Level));
        _witness?.ComesInto(patient, to);
        if (from >= 0)
        {
            Vacate(patient, from);
            p.Bed = to;
        }

        if (!double.IsNaN(p.StageHours))
        {
            var hours = p.StageHours;
            p.StageHours = double.NaN;
            BeginStage(patient, hours);
        }
    }

    private void BeginStage(int patient, double hours)
    {
        if (_patients[patient].HasNextStage)
        {
            SetClock(patient, hours, ClockFor.Stage);
        }
        else
        {
            PlanDeparture(patient, hours);
        }
    }

    /// <summary>The last stage: how long it lasts is known, and with it the day of departure, unless the patient gets worse.</summary>
    private void PlanDeparture(int patient, double hours)
    {
        ref var p = ref _patients[patient];
        var chance = Chance(ref p, Draw.Departure);
        var share = chance.Unit();
        var departs = DepartureNear(Now + hours, chance);
        if (p.Deteriorates)
        {
            p.Deteriorates = false;
            p.NextHours = hours * (1.0 - share);
            SetClock(patient, hours * share, ClockFor.Deterioration);
            return;
        }

        if (p.Dies)
        {
            p.DepartAt = Now + hours;
            SetClock(patient, hours, ClockFor.Departure);
            return;
        }

        p.DepartAt = Math.Max(departs, Now + (2 * HoursBeforeOrder));
        _witness?.ExpectsDischarge(patient, p.DepartAt);
        var order = Math.Max(Now + HoursBeforeOrder, p.DepartAt - chance.Exponential(_plan.Scenario.Discharge.OrderLeadHours));
        SetClock(patient, order - Now, ClockFor.Order);
    }

    /// <summary>Patients leave by the hours of the house: the stay ends on the day that chance says, at an hour from the pattern; the mean stay is kept.</summary>
    private double DepartureNear(double end, Sim.Engine.Randomness.RandomStream chance)
    {
        var hour = SourceTables.Pick(_plan.Sources.DischargeHours, chance.Unit()) + chance.Unit();
        var centred = end - _plan.Sources.MeanDischargeHour + 12.0;
        var departs = _plan.Clock.Midnight(Math.Max(0.0, centred)) + hour;
        while (departs <= Now)
        {
            departs += 24.0;
        }

        return departs;
    }

    private void StageEnds(int patient)
    {
        ref var p = ref _patients[patient];
        CancelMove(patient); // taken over from the live board, where people ask for a move before the stage is over
        Ventilate(ref p, on: false);
        p.Level = p.NextLevel;
        p.HasNextStage = false;
        p.Ventilated = false;
        p.Capabilities = 0;
        SetRow(ref p);
        PlanDeparture(patient, p.NextHours);
        MoveUnlessWell(patient, "needs another level of care");
    }

    private void Deteriorates(int patient)
    {
        ref var p = ref _patients[patient];
        var chance = Chance(ref p, Draw.Second);
        CancelMove(patient);
        p.NextLevel = p.Level;
        p.Level = p.Age < 18 ? LevelOfCare.PaediatricCritical : LevelOfCare.Critical;
        p.HasNextStage = true;
        p.StageHours = Hours(CriticalStay, chance);
        SetRow(ref p);
        if (!MoveUnlessWell(patient, "deteriorated"))
        {
            var hours = p.StageHours;
            p.StageHours = double.NaN;
            BeginStage(patient, hours);
        }
    }

    private void CancelMove(int patient)
    {
        ref var p = ref _patients[patient];
        if (p.IsRequesting)
        {
            var unit = p.Assigned >= 0 ? _house.BedUnit[p.Assigned] : Nobody;
            EndRequest(patient);
            ReleaseAssigned(patient);
            _witness?.CancelsRequest(patient, "needs have changed");
            if (unit >= 0)
            {
                TryUnit(unit);
            }
        }
    }

    /// <summary>Asks for another bed if the present unit is not one for the present needs.</summary>
    private bool MoveUnlessWell(int patient, string why)
    {
        ref var p = ref _patients[patient];
        if (_plan.Fit(p.Group, p.Level, _house.BedUnit[p.Bed]) is 0 or 1)
        {
            _witness?.ChangesNeeds(patient);
            return false;
        }

        RequestBed(patient, why);
        return true;
    }

    private void OrderDischarge(int patient)
    {
        ref var p = ref _patients[patient];
        if (!p.Ordered && p.MeetsBarrier)
        {
            // Fit to leave, nowhere to go: found out on the day.
            p.MeetsBarrier = false;
            var chance = Chance(ref p, Draw.Second);
            var days = chance.Exponential(_plan.Scenario.Discharge.BarrierDays);
            Sum(Summed.BarrierDays, days);
            p.DepartAt = DepartureNear(p.DepartAt + (days * 24.0), chance);
            _witness?.ExpectsDischarge(patient, p.DepartAt);
            SetClock(patient, Math.Max(HoursBeforeOrder, p.DepartAt - _plan.Scenario.Discharge.OrderLeadHours - Now), ClockFor.Order);
            return;
        }

        p.Ordered = true;
        _witness?.OrdersDischarge(patient);
        var stays = Math.Max(0.0, p.DepartAt - Now);
        if (_lounged < _loungePlaces && p.Isolation == 0 && stays > 0.5)
        {
            _lounged++;
            Count(Counted.Lounged);
            In(stays, Happening.LoungeEnds, 0);
            Depart(patient, Dispositions.Home);
            return;
        }

        SetClock(patient, stays, ClockFor.Departure);
    }

    private void Depart(int patient, string disposition)
    {
        ref var p = ref _patients[patient];
        var unitKept = p.Assigned >= 0 ? _house.BedUnit[p.Assigned] : Nobody;
        if (p.IsRequesting && p.Standing is Standing.Treatment or Standing.Recovery)
        {
            throw new InvalidOperationException("A patient who boards was sent home.");
        }

        EndRequest(patient);
        ReleaseAssigned(patient);
        _witness?.Departs(patient, disposition);
        if (p.Standing == Standing.Treatment)
        {
            LeaveEdFigures(ref p);
        }
        else
        {
            Count(Counted.Departures);
            Count(Counted.Deaths, p.Dies ? 1 : 0);
            if (p.Epidemic)
            {
                _epidemicLevel.Add(Now, -1);
            }

            Ventilate(ref p, on: false);
            MayReturn(ref p);
        }

        Forget(patient);
        Vacate(patient, p.Bed);
        if (unitKept >= 0)
        {
            TryUnit(unitKept);
        }
    }

    private void MayReturn(ref Patient p)
    {
        if (p.Group == Nobody || p.Dies)
        {
            return;
        }

        var chance = Chance(ref p, Draw.Readmission);
        if (chance.Chance(_plan.Groups[p.Group].Group.ReadmissionShare) && p.Source != ArrivalSource.Birth)
        {
            var delay = Math.Min(ReadmittedWithinHours, 24.0 + chance.Exponential(ReadmittedWithinHours / 3.0));
            _returning.Add((p.Fates, p.Number + (1UL << 44), p.Group, p.Gender, p.Age));
            In(delay, Happening.Readmission, _returning.Count - 1);
        }
    }

    private void Boards(ref Patient p, int change)
    {
        _boardingLevel.Add(Now, change);
        if (p.Standing == Standing.Treatment)
        {
            _edBoarders += change;
            _ventilatedInEd += p.Capabilities != 0 && _rules.Capabilities[p.Capabilities].Contains(Blueprint.Ventilator) ? change : 0;
        }
    }

    private void Ventilate(ref Patient p, bool on)
    {
        if (p.OnVentilator != on)
        {
            p.OnVentilator = on;
            _ventilatorLevel.Add(Now, on ? 1 : -1);
        }
    }

    private LogNormalHours Transport => _transport ??= LogNormalHours.Of(_plan.Scenario.Placement.TransportMinutes, 1 / 60.0);

    private LogNormalHours CriticalStay => _criticalStay ??= LogNormalHours.Of(_plan.Scenario.Placement.CriticalDays, 24);

    private LogNormalHours? _transport;
    private LogNormalHours? _criticalStay;
}
