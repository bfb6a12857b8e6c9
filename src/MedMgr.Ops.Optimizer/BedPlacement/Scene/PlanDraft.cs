using MedMgr.Ops.Optimizer.BedPlacement.HardRules;
using MedMgr.Ops.Optimizer.BedPlacement.SoftRules;

namespace MedMgr.Ops.Optimizer.BedPlacement.Scene;

/// <summary>Choices made so far, with what the rules that look at several of them need to know. Not safe for concurrent use.</summary>
internal sealed class PlanDraft
{
    private readonly Choice?[] _ofPatient;
    private readonly Choice?[] _ofBed;
    private readonly List<Choice>[] _intoRoom;
    private readonly List<Choice>[] _intoUnit;
    private readonly int[] _movedOut;
    private readonly int[] _counted;

    public PlanDraft(PlacementScene scene)
    {
        Scene = scene;
        _ofPatient = new Choice?[scene.Patients.Length];
        _ofBed = new Choice?[scene.Beds.Length];
        _intoRoom = [.. Enumerable.Range(0, scene.Rooms.Length).Select(_ => new List<Choice>())];
        _intoUnit = [.. Enumerable.Range(0, scene.Units.Length).Select(_ => new List<Choice>())];
        _movedOut = new int[scene.Units.Length];
        _counted = new int[scene.CountedCosts.Length];
    }

    public PlacementScene Scene { get; }

    /// <summary>By the position of the patient.</summary>
    public IEnumerable<Choice> Choices => _ofPatient.Where(c => c is not null)!;

    public Choice? ChoiceOf(Patient who) => _ofPatient[who.Index];

    public Choice? UserOf(HouseBed bed) => _ofBed[bed.Index];

    public IReadOnlyList<Choice> IntoRoom(HouseRoom room) => _intoRoom[room.Index];

    /// <summary>Patients whom the plan adds to what the unit's nurses care for.</summary>
    public int EntrantsOf(HouseUnit unit) => _intoUnit[unit.Index].Count;

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

    /// <summary>The first hard rule that keeps the choice from joining the others; null when none does.</summary>
    public Refusal? Refuses(Choice choice)
    {
        foreach (var rule in RuleBook.Hard)
        {
            if (rule.RefusesBeside(this, choice) is { } refusal)
            {
                return refusal;
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

        return choice.EntersUnit && Scene.Options.AllowSurge
            ? cost + (long)Scene.Options.Weights.NurseCalledIn * ((NursesNeeded(choice.Bed.Unit, choice) ?? 0) - (NursesNeeded(choice.Bed.Unit) ?? 0))
            : cost;
    }

    public int CountOf(int countedCost) => _counted[countedCost];

    /// <summary>Nurses to call in so that the unit may take all that the draft sends there.</summary>
    /// <param name="with">One more.</param>
    /// <returns>Null when no number of nurses that may be called in will do.</returns>
    public int? NursesNeeded(HouseUnit unit, Choice? with = null)
    {
        var needed = 0;
        var ratio = unit.Definition.Ratio.PatientsPerNurse;
        var periods = unit.Staffing.Periods;
        for (var i = 0; i < periods.Length; i++)
        {
            var before = i + 1 < periods.Length ? periods[i + 1].FromMinute : int.MaxValue;
            var entrants = with is not null && with.AtMinute < before ? 1 : 0;
            foreach (var choice in _intoUnit[unit.Index])
            {
                entrants += choice.AtMinute < before ? 1 : 0;
            }

            var missing = entrants == 0 ? 0 : entrants - periods[i].Free - (periods[i].MovesCount ? _movedOut[unit.Index] : 0);
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

    private void Count(Choice choice, int sign)
    {
        if (choice.EntersUnit)
        {
            if (sign > 0)
            {
                _intoUnit[choice.Bed.Unit.Index].Add(choice);
            }
            else
            {
                _intoUnit[choice.Bed.Unit.Index].Remove(choice);
            }
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
