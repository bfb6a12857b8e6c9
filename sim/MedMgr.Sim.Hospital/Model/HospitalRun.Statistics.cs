using MedMgr.Ops.Domain;

namespace MedMgr.Sim.Hospital.Model;

/// <content>What is measured.</content>
internal sealed partial class HospitalRun
{
    private readonly long[] _counted = new long[Enum.GetValues<Counted>().Length];
    private readonly double[] _sums = new double[Enum.GetValues<Summed>().Length];
    private readonly TimeAverage[] _occupiedLevel;
    private readonly TimeAverage[] _gapLevel;
    private readonly TimeAverage[] _capacityLevel;
    private readonly TimeAverage[] _breachLevel;
    private readonly TimeAverage[] _loadLevel;
    private readonly int[] _gap;
    private readonly float[] _curves;
    private TimeAverage _present;
    private TimeAverage _boardingLevel;
    private TimeAverage _waitingRoomLevel;
    private TimeAverage _surgeBeds;
    private TimeAverage _epidemicLevel;
    private TimeAverage _ventilatorLevel;
    private TimeAverage _divertLevel;
    private TimeAverage _surgeLevelHours;
    private TimeAverage _nurseLevel;
    private int _edBoarders;
    private int _ventilatedInEd;
    private int _went;
    private double _sojournHours;
    private double _presentAreaBefore;
    private double _nedocsMax;

    /// <summary>Patients in ED and recovery for whom a bed is requested.</summary>
    public int Boarding => (int)_boardingLevel.Value;

    private void Count(Counted what, long by = 1) => _counted[(int)what] += by;

    private void Sum(Summed what, double by) => _sums[(int)what] += by;

    private double Total(Counted what) => _counted[(int)what];

    private double Total(Summed what) => _sums[(int)what];

    /// <summary>After the load, the nurses or the ratio's window of a unit changed.</summary>
    private void NoteStaffing(int unit)
    {
        var capacity = Capacity(unit);
        var perNurse = _house.Units[unit].Ratio.PatientsPerNurse;
        var missing = Math.Max(0, _load[unit] - capacity);
        _gap[unit] = (missing + perNurse - 1) / perNurse;
        _loadLevel[unit].Set(Now, _load[unit]);
        _gapLevel[unit].Set(Now, _gap[unit]);
        _capacityLevel[unit].Set(Now, Math.Min(capacity, _open[unit]));
        _breachLevel[unit].Set(Now, missing > 0 ? 1 : 0);
        _nurseLevel.Set(Now, NursesOnDuty());
    }

    private void ResetStatistics()
    {
        Array.Clear(_counted);
        Array.Clear(_sums);
        _presentAreaBefore = _present.Area(Now);
        foreach (var levels in new[] { _occupiedLevel, _gapLevel, _capacityLevel, _breachLevel, _loadLevel })
        {
            for (var unit = 0; unit < levels.Length; unit++)
            {
                levels[unit].Reset(Now);
            }
        }

        _present.Reset(Now);
        _boardingLevel.Reset(Now);
        _waitingRoomLevel.Reset(Now);
        _surgeBeds.Reset(Now);
        _epidemicLevel.Reset(Now);
        _ventilatorLevel.Reset(Now);
        _divertLevel.Reset(Now);
        _surgeLevelHours.Reset(Now);
        _nurseLevel.Reset(Now);
        _counts = true;
    }

    /// <summary>One look at the whole house, every hour.</summary>
    private void Note(double nedocs)
    {
        _nedocsMax = Math.Max(_nedocsMax, nedocs);
        Sum(Summed.Nedocs, nedocs);
        Sum(Summed.OvercrowdedHours, nedocs > OvercrowdedFrom ? 1 : 0);
        NoteSupplies();
        var hour = (int)Math.Round(Now - _plan.Counted);
        if (hour % _plan.SampleEvery == 0 && _samples < _plan.Samples)
        {
            NoteCurves(nedocs);
        }
    }

    /// <summary>Isolated patients use up what their carers wear.</summary>
    private void NoteSupplies()
    {
        var s = _plan.Scenario.Supplies;
        for (var bed = 0; bed < _bedPatient.Length; bed++)
        {
            if (_bedPatient[bed] is var patient and >= 0 && _patients[patient].Isolation != 0 && _patients[patient].Bed == bed)
            {
                switch (_rules.Isolations[_patients[patient].Isolation]!.Precautions)
                {
                    case Precautions.Airborne: Sum(Summed.N95, s.N95PerDay / 24.0); break;
                    case Precautions.Droplet: Sum(Summed.N95, s.RespiratorsPerDropletDay / 24.0); break;
                    case Precautions.Contact: Sum(Summed.Gowns, s.GownsPerDay / 24.0); break;
                }
            }
        }
    }

    private void NoteCurves(double nedocs)
    {
        var at = _samples++;
        var series = 0;
        void Add(double value) => _curves[(series++ * _plan.Samples) + at] = (float)value;

        // In the order of CurveList.
        var census = 0;
        foreach (var unit in _plan.Wards)
        {
            census += _occupied[unit];
        }

        Add(census);
        Add(_boardingLevel.Value);
        Add(WaitingRoom);
        Add(nedocs);
        Add(NursesMissing());
        Add(_diverting ? 1 : 0);
        Add(_epidemicLevel.Value);
        Add(_ventilatorLevel.Value);
        Add(_surgeLevel);
        Add(Cost());
        for (var unit = 0; unit < _house.Units.Length; unit++)
        {
            Add(_occupied[unit]);
            Add(Math.Min(Capacity(unit), _open[unit]));
            Add(_load[unit] > Capacity(unit) ? 1 : 0);
        }
    }

    private double Cost()
    {
        var c = _plan.Scenario.Cost;
        return (c.NurseHour * (_nurseLevel.Area(Now) - Total(Summed.AgencyHours))) + (c.AgencyHour * Total(Summed.AgencyHours)) + SurgeCost();
    }

    /// <summary>What crowding costs beyond the ordinary wages.</summary>
    private double SurgeCost()
    {
        var c = _plan.Scenario.Cost;
        return (c.SurgeBedDay * _surgeBeds.Area(Now) / 24.0) + (c.CancelledElective * Total(Counted.ElectivesCancelled))
            + (c.DiversionHour * _divertLevel.Area(Now)) + (c.BoardingHour * _boardingLevel.Area(Now)) + (c.LeftUnseen * Total(Counted.LeftUnseen));
    }

    private RunOutcome Outcome()
    {
        var present = 0;
        var sojourn = _sojournHours;
        for (var patient = 0; patient < _used; patient++)
        {
            if (_patients[patient].Standing != Standing.Nobody)
            {
                present++;
                sojourn += Now - Math.Max(_patients[patient].ArrivedAt, _plan.From);
            }
        }

        var ledger = new Ledger(_visits, _went, present, _presentAreaBefore + _present.Area(Now), sojourn, _simulation.EventsHandled);
        return new RunOutcome(HospitalMeasures(), [.. Enumerable.Range(0, _house.Units.Length).Select(UnitMeasures)], _curves, ledger);
    }

    private double[] HospitalMeasures()
    {
        var hours = Now - _plan.Counted;
        double occupied = 0, capacity = 0, gap = 0;
        foreach (var unit in _plan.Wards)
        {
            occupied += _occupiedLevel[unit].Area(Now);
            capacity += _capacityLevel[unit].Area(Now);
        }

        for (var unit = 0; unit < _gap.Length; unit++)
        {
            gap += _gapLevel[unit].Area(Now);
        }

        static double Ratio(double a, double b) => b > 0 ? a / b : 0.0;
        static double RunOut(double stock, double used, double days) => used > 0 ? Math.Min(999.0, stock / used * days) : 999.0;
        var (s, days) = (_plan.Scenario.Supplies, hours / 24.0);

        // In the order of MeasureList.Hospital.
        return
        [
            Total(Counted.EdArrivals), Total(Counted.Ambulances), Total(Counted.LeftUnseen), 100 * Ratio(Total(Counted.LeftUnseen), Total(Counted.EdArrivals)),
            60 * Ratio(Total(Summed.EdWaitHours), Total(Summed.EdSeen)), Ratio(Total(Summed.EdStayHours), Total(Summed.EdLeft)),
            Total(Counted.Admissions), Total(Counted.EpidemicAdmissions), Total(Counted.Departures), Total(Counted.Deaths), Total(Counted.Readmissions),
            Total(Counted.ElectivesDone), Total(Counted.ElectivesCancelled), Total(Counted.TransfersAccepted), Total(Counted.TransfersRefused), Total(Counted.Births),
            Total(Counted.BirthsRefused),
            Ratio(_boardingLevel.Area(Now), hours), _boardingLevel.Max, _boardingLevel.Area(Now), Total(Counted.BoardedOver4Hours),
            Ratio(Total(Summed.AdmitWaitHours), Total(Counted.Placements)), 100 * Ratio(Total(Counted.OutlierPlacements), Total(Counted.Placements)),
            Total(Counted.Moves),
            Ratio(occupied, hours), 100 * Ratio(occupied, capacity),
            Ratio(Total(Summed.Nedocs), hours), _nedocsMax, Total(Summed.OvercrowdedHours),
            _divertLevel.Area(Now), Total(Counted.AmbulancesDiverted),
            gap, 100 * Ratio(Total(Counted.ShiftsSick), Total(Counted.ShiftsPlanned)), Total(Counted.ShiftsUncovered), Total(Counted.AgencyShifts), Total(Counted.Floated),
            60 * Ratio(Total(Summed.TurnaroundHours), Total(Counted.BedsCleaned)), Total(Summed.BarrierDays), Total(Counted.Lounged),
            _surgeLevelHours.Area(Now), _surgeBeds.Area(Now) / 24.0,
            Ratio(_epidemicLevel.Area(Now), hours), _epidemicLevel.Max, _ventilatorLevel.Max, 100 * Ratio(_ventilatorLevel.Max, s.Ventilators),
            Total(Summed.N95), RunOut(s.N95Stock, Total(Summed.N95), days), Total(Summed.Gowns), RunOut(s.GownStock, Total(Summed.Gowns), days),
            Total(Counted.Oseltamivir), RunOut(s.OseltamivirStock, Total(Counted.Oseltamivir), days),
            SurgeCost(), Cost(),
        ];
    }

    private double[] UnitMeasures(int unit)
    {
        var hours = Now - _plan.Counted;
        var (occupied, capacity) = (_occupiedLevel[unit].Area(Now), _capacityLevel[unit].Area(Now));

        // In the order of MeasureList.Unit.
        return
        [
            hours > 0 ? occupied / hours : 0, _occupiedLevel[unit].Max, hours > 0 ? capacity / hours : 0, capacity > 0 ? 100 * occupied / capacity : 0,
            _breachLevel[unit].Area(Now), _gapLevel[unit].Area(Now),
        ];
    }
}
