using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Sim.Hospital.Model;

/// <content>The hourly look at the house: crowding, diversion, the surge plan, the curves.</content>
internal sealed partial class HospitalRun
{
    private const double OvercrowdedFrom = 100.0;   // NEDOCS above 100: overcrowded

    private bool _diverting;
    private bool _divertingByScore;
    private bool _divertingByPlan;
    private int _surgeLevel;
    private int _hoursAbove;
    private int _hoursBelow;
    private double _cancelShare;
    private int _loungePlaces;
    private bool _floats;
    private bool _counts;
    private int _samples;

    /// <summary>The crowding score by Domain's Nedocs; 0 where it is undefined.</summary>
    public double Nedocs() => Ops.Domain.Surge.Nedocs.Score(Crowding()) ?? 0.0;

    public int SurgeLevel => _surgeLevel;

    public NedocsInputs Crowding()
    {
        int edBeds = 0, wardBeds = 0;
        var longest = 0.0;
        foreach (var unit in _house.EdUnits)
        {
            for (var bed = _house.UnitFirstBed[unit]; bed < _house.UnitFirstBed[unit] + _house.UnitBeds[unit]; bed++)
            {
                edBeds += _house.Beds[bed].Hallway || _bedStatus[bed] == BedStatus.Closed ? 0 : 1;
                if (_bedPatient[bed] is var patient and >= 0 && _patients[patient].IsRequesting)
                {
                    longest = Math.Max(longest, Now - _patients[patient].RequestedAt);
                }
            }
        }

        foreach (var unit in _plan.Wards)
        {
            wardBeds += _open[unit];
        }

        return new NedocsInputs(_inEd, edBeds, _edBoarders, wardBeds, _ventilatedInEd, longest, _lastBeddedWaitHours);
    }

    private void BeginTicks()
    {
        var first = Math.Ceiling(Now);
        In((first > Now ? first : first + 1) - Now, Happening.Tick, 0);
    }

    private void Tick()
    {
        if (Now + 1.0 <= _plan.End)
        {
            In(1.0, Happening.Tick, 0);
        }

        foreach (var unit in _plan.Wards)
        {
            if (_house.IsAveraged[unit] && HasRoom(unit))
            {
                TryUnit(unit);
            }
        }

        var nedocs = Nedocs();
        Divert(nedocs);
        FollowPlan(nedocs);
        if (_floats)
        {
            FloatStaff();
        }

        if (_counts && Now > _plan.Counted)
        {
            Note(nedocs);
        }

        _witness?.Looks();
    }

    private void Divert(double nedocs)
    {
        if (_plan.Scenario.Diversion is { } rule)
        {
            _divertingByScore = nedocs >= rule.NedocsOn || (_divertingByScore && nedocs > rule.NedocsOff);
        }

        _diverting = _divertingByScore || _divertingByPlan;
        _divertLevel.Set(Now, _diverting ? 1 : 0);
    }

    private void FollowPlan(double nedocs)
    {
        if (_plan.Scenario.Plan is not { } plan)
        {
            return;
        }

        var (wanted, kept) = (0, 0);
        foreach (var level in plan.Levels)
        {
            wanted = Holds(level.When, nedocs, 1.0) ? level.Level : wanted;
            kept = Holds(level.When, nedocs, plan.StepDownAt) ? level.Level : kept;
        }

        _hoursAbove = wanted > _surgeLevel ? _hoursAbove + 1 : 0;
        _hoursBelow = kept < _surgeLevel ? _hoursBelow + 1 : 0;
        if (SurgeIsByPeople && Now > _plan.Counted)
        {
            NoteWhatThePlanAsks(wanted > _surgeLevel && _hoursAbove > plan.Levels.First(l => l.Level == wanted).AfterHours ? wanted : _surgeLevel);
        }
        else if (wanted > _surgeLevel && _hoursAbove > plan.Levels.First(l => l.Level == wanted).AfterHours)
        {
            SetSurgeLevel(plan, wanted, $"triggers of level {wanted} hold");
            Count(Counted.SurgeUps);
        }
        else if (kept < _surgeLevel && _hoursBelow >= plan.HoldHours)
        {
            SetSurgeLevel(plan, kept, $"triggers of level {_surgeLevel} no longer hold");
        }
    }

    private bool Holds(SurgeTriggers t, double nedocs, double share) =>
        (t.Nedocs is { } n && nedocs >= n * share)
        || (t.Boarders is { } b && _boardingLevel.Value >= b * share)
        || (t.Occupancy is { } o && Occupancy() >= o * share)
        || (t.NursesMissing is { } m && NursesMissing() >= m * share)
        || (t.WaitingRoom is { } w && WaitingRoom >= w * share);

    /// <summary>Occupied of staffed beds, wards only.</summary>
    private double Occupancy()
    {
        int occupied = 0, staffed = 0;
        foreach (var unit in _plan.Wards)
        {
            occupied += _occupied[unit];
            staffed += Math.Min(_open[unit], Capacity(unit));
        }

        return staffed == 0 ? 0.0 : occupied / (double)staffed;
    }

    private int NursesMissing()
    {
        var missing = 0;
        foreach (var gap in _gap)
        {
            missing += gap;
        }

        return missing;
    }

    private void SetSurgeLevel(SurgePlan plan, int level, string why)
    {
        EnterSurgeLevel(level, why);
        var active = ActIn(plan, level);
        for (var unit = 0; unit < _house.Units.Length; unit++)
        {
            var id = _house.Units[unit].Id;
            if (_plan.HasSurgeBeds[unit])
            {
                SetSurgeBeds(unit, active.Any(a => a.OpenSurgeBeds.Contains(id)));
            }

            CallAgency(active, unit);
        }
    }

    private void EnterSurgeLevel(int level, string why)
    {
        _surgeLevel = level;
        (_hoursAbove, _hoursBelow) = (0, 0);
        _surgeLevelHours.Set(Now, level > 0 ? 1 : 0);
        _witness?.SurgeLevel(level, why);
    }

    private void CallAgency(List<SurgeActions> active)
    {
        for (var unit = 0; unit < _house.Units.Length; unit++)
        {
            CallAgency(active, unit);
        }
    }

    private void CallAgency(List<SurgeActions> active, int unit) => WantAgency(
        unit, active.Sum(a => a.AgencyNurses.GetValueOrDefault(_house.Units[unit].Id)), active.Select(a => a.AgencyLeadHours).DefaultIfEmpty(0).Max());

    /// <summary>What the level and those below it do to the flow of patients. Beds and agency nurses are not among it.</summary>
    private List<SurgeActions> ActIn(SurgePlan plan, int level)
    {
        var active = plan.Levels.Where(l => l.Level <= level).Select(l => l.Do).ToList();
        _cancelShare = active.Select(a => a.CancelElectives).DefaultIfEmpty(0.0).Max();
        _loungePlaces = active.Sum(a => a.LoungePlaces);
        _floats = active.Any(a => a.FloatStaff);
        _divertingByPlan = active.Any(a => a.Divert);
        return active;
    }
}
