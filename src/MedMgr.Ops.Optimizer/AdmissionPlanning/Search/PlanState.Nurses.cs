namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Search;

/// <summary>Nurses of rooms.</summary>
internal sealed partial class PlanState
{
    /// <summary>Gives a room another nurse for one shift. The nurse must be at work.</summary>
    public void Assign(int toRoom, int shift, int newNurse)
    {
        Soft += AssignCost(toRoom, shift, newNurse);
        var place = (shift * rooms) + toRoom;
        var old = nurse[place];
        nurse[place] = newNurse;
        nurseLoad[(shift * nurses) + old] -= roomLoad[place];
        nurseLoad[(shift * nurses) + newNurse] += roomLoad[place];
        var cell = (toRoom * days) + (shift / shiftsPerDay);
        for (var i = cell * slots; i < (cell * slots) + peopleIn[cell]; i++)
        {
            seen[(people[i] * nurses) + old]--;
            seen[(people[i] * nurses) + newNurse]++;
        }
    }

    /// <summary>What <see cref="Assign"/> would add to <see cref="Soft"/>.</summary>
    public int AssignCost(int toRoom, int shift, int newNurse)
    {
        var place = (shift * rooms) + toRoom;
        var old = nurse[place];
        if (old == newNurse)
        {
            return 0;
        }

        return RoomCareCost(toRoom, shift, newNurse)
            + LoadCost(shift, old, -roomLoad[place]) + LoadCost(shift, newNurse, roomLoad[place]);
    }

    /// <summary>What it would cost to exchange the nurses of two rooms in a shift.</summary>
    public int ExchangeCost(int oneRoom, int otherRoom, int shift)
    {
        var (one, other) = ((shift * rooms) + oneRoom, (shift * rooms) + otherRoom);
        if (nurse[one] == nurse[other])
        {
            return 0;
        }

        var more = roomLoad[other] - roomLoad[one];
        return RoomCareCost(oneRoom, shift, nurse[other]) + RoomCareCost(otherRoom, shift, nurse[one])
            + LoadCost(shift, nurse[one], more) + LoadCost(shift, nurse[other], -more);
    }

    /// <summary>Exchanges the nurses of two rooms in a shift.</summary>
    public void Exchange(int oneRoom, int otherRoom, int shift)
    {
        var (one, other) = (NurseOf(oneRoom, shift), NurseOf(otherRoom, shift));
        Assign(oneRoom, shift, other);
        Assign(otherRoom, shift, one);
    }

    /// <summary>Skill and continuity of a room's people in a shift under another nurse than theirs.</summary>
    private int RoomCareCost(int inRoom, int shift, int newNurse)
    {
        var place = (shift * rooms) + inRoom;
        var (old, cell, different) = (nurse[place], (inRoom * days) + (shift / shiftsPerDay), 0);
        for (var i = cell * slots; i < (cell * slots) + peopleIn[cell]; i++)
        {
            var of = people[i] * nurses;
            different += (seen[of + newNurse] == 0 ? 1 : 0) - (seen[of + old] == 1 ? 1 : 0);
        }

        var gaps = place * flat.SkillLevels;
        return (flat.Weights.Continuity * different) + (flat.Weights.NurseSkill * (skillGap[gaps + flat.NurseSkill[newNurse]] - skillGap[gaps + flat.NurseSkill[old]]));
    }

    private int LoadCost(int shift, int ofNurse, int more)
    {
        var at = (shift * nurses) + ofNurse;
        return flat.Weights.NurseWorkload * (Above(nurseLoad[at] + more, flat.MaxLoad[at]) - Above(nurseLoad[at], flat.MaxLoad[at]));
    }
}
