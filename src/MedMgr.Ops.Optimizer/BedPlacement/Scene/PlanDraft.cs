using MedMgr.Ops.Optimizer.BedPlacement.HardRules;
using MedMgr.Ops.Optimizer.BedPlacement.SoftRules;

namespace MedMgr.Ops.Optimizer.BedPlacement.Scene;

/// <summary>Choices made so far, with what the rules that look at several of them need to know. Not safe for concurrent use.</summary>
internal sealed class PlanDraft
{
    private readonly Choice?[] _ofPatient;
    private readonly Choice?[] _ofBed;
    private readonly List<Choice>[] _intoRoom;
    private readonly int[] _counted;
    private readonly int[] _entrants;
    private readonly int[] _movedOut;

    // By unit and period: who has come by its end, and who is counted in two beds of the unit still.
    private readonly int[][] _come;
    private readonly int[][] _twice;

    public PlanDraft(PlacementScene scene)
    {
        Scene = scene;
        _ofPatient = new Choice?[scene.Patients.Length];
        _ofBed = new Choice?[scene.Beds.Length];
        _intoRoom = [.. scene.Rooms.Select(_ => new List<Choice>())];
        _counted = new int[scene.CountedCosts.Length];
        _entrants = new int[scene.Units.Length];
        _movedOut = new int[scene.Units.Length];
        _come = [.. scene.Units.Select(u => new int[u.Staffing.Periods.Length])];
        _twice = [.. scene.Units.Select(u => new int[u.Staffing.Periods.Length])];
    }

    public PlacementScene Scene { get; }

    /// <summary>By the position of the patient.</summary>
    public IEnumerable<Choice> Choices => _ofPatient.Where(c => c is not null)!;

    public Choice? ChoiceOf(Patient who) => _ofPatient[who.Index];

    public Choice? UserOf(HouseBed bed) => _ofBed[bed.Index];

    public List<Choice> IntoRoom(HouseRoom room) => _intoRoom[room.Index];

    /// <summary>Patients whom the plan adds to what the unit's nurses care for.</summary>
    public int EntrantsOf(HouseUnit unit) => _entrants[unit.Index];

    public void Add(Choice choice)
    {
        _ofPatient[choice.Who.Index] = choice;
        _ofBed[choice.Bed.Index] = choice;
        _intoRoom[choice.Bed.Room.Index].Add(choice);
        Count(choice, 1);
    }

    public void Remove(Choice choice)
    {
        _ofPatient[choice.Who.Index] = null;
        _ofBed[choice.Bed.Index] = null;
        _intoRoom[choice.Bed.Room.Index].Remove(choice);
        Count(choice, -1);
    }

    /// <summary>Whether every hard rule lets the choice join the others.</summary>
    public bool Allows(Choice choice)
    {
        foreach (var rule in RuleBook.HardBeside)
        {
            if (!rule.Allows(this, choice))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The first hard rule that keeps the choice from joining the others; null when none does.</summary>
    public Refusal? Refuses(Choice choice)
    {
        foreach (var rule in RuleBook.HardBeside)
        {
            if (!rule.Allows(this, choice))
            {
                return rule.WhyNot(this, choice);
            }
        }

        return null;
    }

    /// <summary>Points that the plan costs more with the choice than without it, the patient's waiting left out.</summary>
    public long CostOfAdding(Choice choice)
    {
        var cost = Scene.CostOf(choice);
        foreach (var (index, sign) in Scene.CountsOf(choice))
        {
            cost += Scene.CountedCosts[index].Of(_counted[index] + sign) - Scene.CountedCosts[index].Of(_counted[index]);
        }

        return Scene.Options.AllowSurge && (choice.EntersUnit || choice.MovesWithinUnit)
            ? cost + (long)Scene.Options.Weights.NurseCalledIn * ((NursesNeeded(choice.Bed.Unit, choice) ?? 0) - (NursesNeeded(choice.Bed.Unit) ?? 0))
            : cost;
    }

    public int CountOf(int countedCost) => _counted[countedCost];

    /// <summary>Nurses to call in so that the unit may take all that the draft sends there.</summary>
    /// <param name="with">One more, into this unit.</param>
    /// <returns>Null when no number of nurses that may be called in will do.</returns>
    public int? NursesNeeded(HouseUnit unit, Choice? with = null)
    {
        var needed = 0;
        var ratio = unit.Definition.Ratio.PatientsPerNurse;
        var periods = unit.Staffing.Periods;
        for (var i = 0; i < periods.Length; i++)
        {
            if (!periods[i].Binds)
            {
                continue;
            }

            var come = _come[unit.Index][i] + (with is not null && ComesIn(with, periods[i]) ? 1 : 0);
            var twice = _twice[unit.Index][i] + (with is not null && with.IsCountedTwiceIn(periods[i]) ? 1 : 0);
            var missing = come == 0 ? 0 : come + twice - periods[i].Free - (periods[i].MovesCount ? _movedOut[unit.Index] : 0);
            if (missing <= 0)
            {
                continue;
            }

            if (!periods[i].CallsCount || missing > Scene.Options.NursesToCallInPerUnit * ratio)
            {
                return null;
            }

            needed = Math.Max(needed, (missing + ratio - 1) / ratio);
        }

        return needed;
    }

    private static bool ComesIn(Choice choice, StaffingPeriod period) => choice.EntersUnit && choice.AtMinute < period.BeforeMinute;

    private void Count(Choice choice, int sign)
    {
        var unit = choice.Bed.Unit;
        _entrants[unit.Index] += choice.EntersUnit ? sign : 0;
        for (var i = 0; i < unit.Staffing.Periods.Length; i++)
        {
            _come[unit.Index][i] += ComesIn(choice, unit.Staffing.Periods[i]) ? sign : 0;
            _twice[unit.Index][i] += choice.IsCountedTwiceIn(unit.Staffing.Periods[i]) ? sign : 0;
        }

        if (choice.LeavesUnit is { } left)
        {
            _movedOut[left.Index] += sign;
        }

        foreach (var (index, count) in Scene.CountsOf(choice))
        {
            _counted[index] += sign * count;
        }
    }
}
