using MedMgr.Ops.Domain.Definition;
using MedMgr.Sim.Engine.Randomness;

namespace MedMgr.Sim.Hospital.Model;

/// <content>Nurses and housekeepers by the standing rota, with sickness, substitutes, floating and agency shifts.</content>
internal sealed partial class HospitalRun
{
    private const double AgencyShiftHours = 12.0;

    private readonly RandomStream _sick;
    private readonly double[] _sickUntil;
    private readonly int[] _worksOn;
    private readonly bool[] _isCover;
    private readonly int[] _agency;
    private readonly int[] _agencyWanted;
    private readonly bool[] _agencyDue;
    private BoardStaff[] _boardStaff = [];
    private int _housekeepers;

    private void BeginStaff(BoardStart? board)
    {
        if (board is not null)
        {
            _boardStaff = board.Staff;
            for (var i = 0; i < _boardStaff.Length; i++)
            {
                var onDuty = _boardStaff[i];
                _nurses[onDuty.Unit] += onDuty.IsNurse ? 1 : 0;
                _housekeepers += onDuty.IsHousekeeper ? 1 : 0;
                In(onDuty.Hours, Happening.BoardStaffLeaves, i);
            }
        }

        var changes = _plan.Rota.Changes;
        var first = 0;
        while (_boardStaff.Length > 0 && first < changes.Length && changes[first].Time <= Now)
        {
            // Whoever is on duty on the board is on duty; the rota decides from the next handover on.
            first++;
        }

        SetCrew();
        if (first < changes.Length)
        {
            In(changes[first].Time - Now, Happening.StaffChanges, first);
        }
    }

    private void StaffChanges(int first)
    {
        var changes = _plan.Rota.Changes;
        var i = first;
        for (; i < changes.Length && changes[i].Time == changes[first].Time; i++)
        {
            if (changes[i].IsEnd)
            {
                ShiftEnds(changes[i].Person);
            }
            else
            {
                ShiftBegins(changes[i].Person, changes[i].ShiftEnd);
            }
        }

        if (i < changes.Length)
        {
            In(Math.Max(0.0, changes[i].Time - Now), Happening.StaffChanges, i);
        }

        SetCrew();
        TryAllUnits();
    }

    private void ShiftBegins(int person, double until)
    {
        var rota = _plan.Rota;
        var (unit, scenario) = (rota.Unit[person], _plan.Scenario.Staff);
        Count(Counted.ShiftsPlanned);

        // Always the same draws, sick or not: two scenarios stay in step.
        _sick.Branch(((ulong)person << 24) + (ulong)(_plan.Clock.DayNumber((int)Now) & 0xFFFFFF));
        var (falls, days, covered) = (_sick.Unit(), _sick.Exponential(scenario.SpellDays), _sick.Unit());
        if (Now >= _sickUntil[person] && falls < OnsetChance(person))
        {
            _sickUntil[person] = Now + (days * 24.0);
        }

        var isSick = Now < _sickUntil[person];
        _isCover[person] = isSick && covered < scenario.CoveredShare;
        if (isSick)
        {
            Count(Counted.ShiftsSick);
            if (!_isCover[person])
            {
                Count(Counted.ShiftsUncovered, rota.IsNurse[person] ? 1 : 0);
                return;
            }
        }

        if (_worksOn[person] != Nobody)
        {
            // Called in before the shift, by people.
            return;
        }

        _worksOn[person] = unit;
        if (rota.IsNurse[person])
        {
            _nurses[unit]++;
            NoteLoad(unit);
        }

        _housekeepers += rota.IsHousekeeper[person] ? 1 : 0;
        _witness?.ShiftBegins(person, unit, until, _isCover[person]);
    }

    /// <summary>The chance to fall ill before a shift that, with the spells that follow, keeps the wanted share of shifts missed.</summary>
    private double OnsetChance(int person)
    {
        var missed = _plan.Sources.Absence[Math.Min((int)Now, _plan.Sources.Absence.Length - 1)];
        return missed / ((_plan.Rota.ShiftsPerSpell[person] * (1.0 - missed)) + missed);
    }

    private void ShiftEnds(int person)
    {
        var unit = _worksOn[person];
        if (unit == Nobody)
        {
            return;
        }

        _worksOn[person] = Nobody;
        if (_plan.Rota.IsNurse[person])
        {
            _nurses[unit]--;
            NoteLoad(unit);
        }

        _housekeepers -= _plan.Rota.IsHousekeeper[person] ? 1 : 0;
        _witness?.ShiftEnds(person, unit, _isCover[person]);
    }

    private void BoardStaffLeaves(int index)
    {
        var gone = _boardStaff[index];
        _nurses[gone.Unit] -= gone.IsNurse ? 1 : 0;
        _housekeepers -= gone.IsHousekeeper ? 1 : 0;
        NoteLoad(gone.Unit);
        SetCrew();
    }

    private void SetCrew()
    {
        var h = _plan.Scenario.Housekeeping;
        _crew = Math.Max(h.CrewMin, (int)(_housekeepers * h.CrewShare));
        SendCrew();
    }

    private void TryAllUnits()
    {
        for (var unit = 0; unit < _house.Units.Length; unit++)
        {
            if (HasRoom(unit))
            {
                TryUnit(unit);
            }
        }
    }

    /// <summary>A nurse of a unit with room to spare goes where patients wait or lie without enough nurses, if trained for it.</summary>
    private void FloatStaff()
    {
        foreach (var needy in _plan.Wards)
        {
            var level = _house.Units[needy].LevelOfCare;
            if (_load[needy] < Capacity(needy) || (_gap[needy] == 0 && !SomebodyWaitsFor(level)))
            {
                continue;
            }

            var giver = SparePerson(needy, level);
            if (giver >= 0)
            {
                var from = _worksOn[giver];
                _worksOn[giver] = needy;
                _nurses[from]--;
                _nurses[needy]++;
                NoteLoad(from);
                NoteLoad(needy);
                Count(Counted.Floated);
                _witness?.Floats(giver, from, needy);
                TryUnit(needy);
            }
        }
    }

    private bool SomebodyWaitsFor(MedMgr.Ops.Domain.LevelOfCare level)
    {
        foreach (ref var line in _lines.AsSpan())
        {
            for (var patient = line.First; patient >= 0; patient = _patients[patient].Next)
            {
                if (_patients[patient].Level == level)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private int SparePerson(int needy, MedMgr.Ops.Domain.LevelOfCare level)
    {
        var rota = _plan.Rota;
        for (var person = 0; person < rota.Staff.Length; person++)
        {
            var unit = _worksOn[person];
            if (unit >= 0 && unit != needy && rota.IsNurse[person] && !_isCover[person] && rota.Staff[person].Skills.Contains(level)
                && Capacity(unit) - _load[unit] > 2 * _house.Units[unit].Ratio.PatientsPerNurse)
            {
                return person;
            }
        }

        return Nobody;
    }

    private void WantAgency(int unit, int nurses, double leadHours)
    {
        _agencyWanted[unit] = nurses;
        if (nurses > 0 && !_agencyDue[unit] && _agency[unit] == 0)
        {
            _agencyDue[unit] = true;
            In(leadHours, Happening.AgencyArrives, unit);
        }
    }

    private void AgencyArrives(int unit)
    {
        _agencyDue[unit] = false;
        var come = _agencyWanted[unit];
        if (come == 0)
        {
            return;
        }

        _agency[unit] = come;
        _nurses[unit] += come;
        Count(Counted.AgencyShifts, come);
        Sum(Summed.AgencyHours, come * AgencyShiftHours);
        NoteLoad(unit);
        _witness?.AgencyComes(unit, come, Now + AgencyShiftHours);
        In(AgencyShiftHours, Happening.AgencyLeaves, unit);
        TryUnit(unit);
    }

    private void AgencyLeaves(int unit)
    {
        // The next shift comes before the last one goes.
        var leave = _agency[unit];
        _agency[unit] = 0;
        AgencyArrives(unit);
        _nurses[unit] -= leave;
        NoteLoad(unit);
        _witness?.AgencyGoes(unit, leave);
    }

    private double NursesOnDuty()
    {
        var nurses = 0;
        foreach (var n in _nurses)
        {
            nurses += n;
        }

        return nurses;
    }
}
