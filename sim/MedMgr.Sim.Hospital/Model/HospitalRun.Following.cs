using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;

namespace MedMgr.Sim.Hospital.Model;

/// <content>A run in steps, whose beds are given by people: what they did on the ward is done here, and what it leads to follows.</content>
internal sealed partial class HospitalRun
{
    private readonly List<(double At, int Level)> _asked = [];
    private int _openAsk;

    /// <summary>Once the warm-up is over the surge plan is watched but not followed: people set the level.</summary>
    public bool SurgeIsByPeople { get; init; }

    /// <summary>When the plan's triggers asked people for a higher level.</summary>
    public IReadOnlyList<(double At, int Level)> LevelsAsked => _asked;

    public void BeginStepping() => Begin(board: null);

    public void AdvanceTo(double time) => _simulation.RunUntil(Math.Min(time, _plan.End));

    /// <summary>The figures as of now.</summary>
    public RunOutcome OutcomeNow() => Outcome();

    /// <summary>How many looks the curves hold by now.</summary>
    public int SamplesTaken => _samples;

    public int Find(int visit)
    {
        for (var patient = 0; patient < _used; patient++)
        {
            if (_patients[patient].Visit == visit && _patients[patient].Standing != Standing.Nobody)
            {
                return patient;
            }
        }

        return Nobody;
    }

    public bool IsAssignedTo(int patient, int bed) => _patients[patient].Assigned == bed;

    public bool LiesIn(int patient, int bed) => _patients[patient].Bed == bed;

    /// <returns>Null, or why it can not be.</returns>
    public string? AssignByPeople(int patient, int bed, Override by)
    {
        ref var p = ref _patients[patient];
        if (!p.IsRequesting)
        {
            return "the patient no longer asks for a bed";
        }

        if (p.Assigned >= 0)
        {
            UnassignByPeople(patient, "another bed was chosen");
        }

        if (_bedStatus[bed] != BedStatus.Ready)
        {
            return $"the bed is {_bedStatus[bed]}";
        }

        Assign(patient, bed, by);
        return null;
    }

    public void UnassignByPeople(int patient, string why)
    {
        ref var p = ref _patients[patient];
        if (p.Assigned < 0)
        {
            return;
        }

        _witness?.Unassigns(patient, why);
        ReleaseAssigned(patient);
        p.Line = (sbyte)(IsCritical(p.Level) ? UrgentLine : p.Standing == Standing.Outside ? OutsideLine : InsideLine);
        _lines[p.Line].Add(_patients, patient);
        _waiting++;
    }

    /// <summary>The patient lies in the bed: brought there by people at once, whatever the transport would have taken.</summary>
    /// <returns>Null, or why it can not be.</returns>
    public string? PlaceByPeople(int patient, int bed, Override by)
    {
        ref var p = ref _patients[patient];
        if (p.Bed == bed)
        {
            return null;
        }

        if (p.IsRequesting)
        {
            if (p.Assigned != bed && AssignByPeople(patient, bed, by) is { } whyNot)
            {
                return whyNot;
            }
        }
        else if (p.Standing == Standing.Ward && _bedStatus[bed] == BedStatus.Ready)
        {
            _witness?.Requests(patient, "moved by the ward");
            p.RequestedAt = Now;
            p.Line = InsideLine;
            _lines[InsideLine].Add(_patients, patient);
            _waiting++;
            Assign(patient, bed, by);
        }
        else
        {
            return p.Standing == Standing.Ward ? $"the bed is {_bedStatus[bed]}" : "no bed was asked for";
        }

        p.MoveAt = Now;
        TransportArrives(patient);
        return null;
    }

    /// <returns>Null, or why it can not be.</returns>
    public string? DepartByPeople(int patient)
    {
        ref var p = ref _patients[patient];
        if (p.Standing is not (Standing.Ward or Standing.Treatment) || p.Bed < 0)
        {
            return "the patient is in no bed";
        }

        if (p is { IsRequesting: true, Standing: Standing.Treatment })
        {
            Boards(ref p, -1);
        }

        CancelMove(patient);
        Depart(patient, Dispositions.Home);
        return null;
    }

    /// <summary>People changed a bed that nobody lies in.</summary>
    /// <returns>Null, or why it can not be.</returns>
    public string? BedByPeople(int bed, BedStatus to, string? why)
    {
        var unit = _house.BedUnit[bed];
        var from = _bedStatus[bed];
        switch ((from, to))
        {
            case var (a, b) when a == b:
                return null;
            case (BedStatus.Ready, BedStatus.Blocked):
                SetBed(bed, BedStatus.Blocked, Nobody);
                _witness?.Bed(bed, BedStep.Block, why);
                return null;
            case (BedStatus.Blocked, BedStatus.Ready):
                Unblock(bed);
                return null;
            case (BedStatus.Ready, BedStatus.Closed):
                SetBed(bed, BedStatus.Closed, Nobody);
                _witness?.Bed(bed, BedStep.Close, why);
                return null;
            case (BedStatus.Closed, BedStatus.Ready):
                _surgeOpen[unit] |= _house.Beds[bed].Surge;
                SetBed(bed, BedStatus.Ready, Nobody);
                _witness?.Bed(bed, BedStep.Open);
                TryUnit(unit);
                return null;
            case (BedStatus.Dirty, BedStatus.Ready) when _bedWaits[bed]:
                TakeOffTheCrewsList(bed);
                StartCleaning(bed);
                _crewBusy++;
                EndCleaningNow(bed);
                return null;
            case (BedStatus.Cleaning, BedStatus.Ready):
                EndCleaningNow(bed);
                return null;
            default:
                return $"the bed is {from}";
        }
    }

    /// <summary>People sent somebody home, or called somebody in.</summary>
    public void StaffByPeople(int person, int unit, double until)
    {
        if (unit == _worksOn[person])
        {
            return;
        }

        if (_worksOn[person] != Nobody)
        {
            ShiftEnds(person);
        }

        if (unit != Nobody)
        {
            _worksOn[person] = unit;
            _isCover[person] = true;
            _nurses[unit] += _plan.Rota.IsNurse[person] ? 1 : 0;
            _housekeepers += _plan.Rota.IsHousekeeper[person] ? 1 : 0;
            _witness?.ShiftBegins(person, unit, until, isCover: true);
            NoteLoad(unit);
            TryUnit(unit);
        }

        SetCrew();
    }

    /// <summary>People called one nurse of an agency in, or sent her home (null): she stays until they do.</summary>
    public void AgencyByPeople(int unit, StaffId nurse, double? until)
    {
        _nurses[unit] += until is null ? -1 : 1;
        if (until is { } end)
        {
            Count(Counted.AgencyShifts, 1);
            Sum(Summed.AgencyHours, end - Now);
        }

        NoteLoad(unit);
        _witness?.AgencyNurse(unit, nurse, until);
        TryUnit(unit);
    }

    public int PersonOf(StaffId id) => Array.FindIndex(_plan.Rota.Staff, s => s.Id == id);

    public void SurgeByPeople(int level)
    {
        if (_plan.Scenario.Plan is { } plan && level != _surgeLevel)
        {
            EnterSurgeLevel(level, "set by people");
            _openAsk = 0;

            // Beds are people's to open and own staff people's to send; what the level does to the flow of patients follows, and the agency is called.
            CallAgency(ActIn(plan, level));
            _floats = false;
        }
    }

    /// <summary>An ask stands until people set a level; the same is not noted twice.</summary>
    private void NoteWhatThePlanAsks(int level)
    {
        if (level > _surgeLevel && level > _openAsk)
        {
            _openAsk = level;
            _asked.Add((Now, level));
        }
    }

    private void EndCleaningNow(int bed)
    {
        _cleanEndsAt[bed] = Now;
        CleanEnds(bed);
    }

    private void TakeOffTheCrewsList(int bed)
    {
        foreach (var list in new[] { _cleanNow, _cleanSoon })
        {
            for (var i = list.Count; i > 0; i--)
            {
                if (list.Dequeue() is var next && next != bed)
                {
                    list.Enqueue(next);
                }
            }
        }

        _bedWaits[bed] = false;
    }
}
