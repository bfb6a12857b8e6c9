using System.Runtime.CompilerServices;

namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Search;

/// <summary>
/// A plan under change, with every count that its cost needs, so that a change costs what it touches and not the whole plan. Hard rules may be broken on the way, at a price. Nobody is
/// ever outside the window or in a room that does not suit, and every room has a nurse on shift in every shift, so these rules can not be broken. Not thread safe; allocates nothing
/// after construction.
/// </summary>
internal sealed partial class PlanState
{
    /// <summary>Units of <see cref="Hard"/> for one patient too many, or of the wrong gender, in a room on a day. A minute of overtime is one unit: durations come in half hours.</summary>
    public const int RoomUnits = 30;

    /// <summary>Units of <see cref="Hard"/> for a mandatory patient who is not admitted: more than any single place would break.</summary>
    private const int MandatoryUnits = 1000;

    /// <summary>Patients above its beds that a room can hold on a day while the search is on its way.</summary>
    private const int SpareSlots = 4;

    private const int Waiting = -1;

    private readonly FlatProblem flat;
    private readonly int days, rooms, nurses, shiftsPerDay, slots;
    private readonly int[] day, room, theatre, nurse;
    private readonly int[] people, peopleIn, ofGender, ofAge, agesIn;
    private readonly int[] surgeonLoad, surgeonCases, surgeonTheatreCases, theatreLoad, theatreCases;
    private readonly int[] roomLoad, skillGap, nurseLoad, seen;
    private readonly int[] stamp;
    private int stamped;

    public PlanState(FlatProblem flat)
    {
        this.flat = flat;
        (days, rooms, nurses, shiftsPerDay) = (flat.Days, flat.Rooms, flat.Nurses, flat.ShiftsPerDay);
        var occupants = flat.Problem.Occupants.CountBy(o => o.Room).Select(o => o.Value);
        slots = flat.Beds.Concat(occupants).Max() + SpareSlots;
        day = new int[flat.Persons];
        room = new int[flat.Persons];
        theatre = new int[flat.Patients];
        nurse = new int[flat.Shifts * rooms];
        people = new int[rooms * days * slots];
        peopleIn = new int[rooms * days];
        ofGender = new int[rooms * days * 2];
        ofAge = new int[rooms * days * flat.AgeGroups];
        agesIn = new int[rooms * days];
        surgeonLoad = new int[flat.Surgeons * days];
        surgeonCases = new int[flat.Surgeons * days];
        surgeonTheatreCases = new int[flat.Surgeons * days * flat.Theatres];
        theatreLoad = new int[flat.Theatres * days];
        theatreCases = new int[flat.Theatres * days];
        roomLoad = new int[flat.Shifts * rooms];
        skillGap = new int[flat.Shifts * rooms * flat.SkillLevels];
        nurseLoad = new int[flat.Shifts * nurses];
        seen = new int[flat.Persons * nurses];
        stamp = new int[nurses];
        Array.Fill(day, Waiting);
        Soft = flat.Weights.Unscheduled * flat.Mandatory.Count(m => !m);
        Hard = MandatoryUnits * flat.Mandatory.Count(m => m);
        for (var shift = 0; shift < flat.Shifts; shift++)
        {
            for (var r = 0; r < rooms; r++)
            {
                nurse[(shift * rooms) + r] = flat.NursesOn[shift][r % flat.NursesOn[shift].Length];
            }
        }

        for (var o = flat.Patients; o < flat.Persons; o++)
        {
            LieDown(o, 0, flat.Problem.Occupants[o - flat.Patients].Room);
        }
    }

    /// <summary>Weighted cost of the soft rules.</summary>
    public int Soft { get; private set; }

    /// <summary>How badly hard rules are broken, in units of minutes; 0 for a plan that can be worked.</summary>
    public int Hard { get; private set; }

    /// <summary>Price of one unit of <see cref="Hard"/>.</summary>
    public double HardWeight { get; set; } = 1;

    public double Objective => Soft + (HardWeight * Hard);

    public bool IsAdmitted(int patient) => day[patient] != Waiting;

    public int DayOf(int patient) => day[patient];

    public int RoomOf(int patient) => room[patient];

    public int TheatreOf(int patient) => theatre[patient];

    public int NurseOf(int roomOfWard, int shift) => nurse[(shift * rooms) + roomOfWard];

    public int PeopleIn(int roomOfWard, int onDay) => peopleIn[(roomOfWard * days) + onDay];

    public void CopyTo(int[] days, int[] inRooms, int[] inTheatres, int[] ofNurses)
    {
        Array.Copy(day, days, flat.Patients);
        Array.Copy(room, inRooms, flat.Patients);
        Array.Copy(theatre, inTheatres, flat.Patients);
        Array.Copy(nurse, ofNurses, nurse.Length);
    }

    public void RemoveAll()
    {
        for (var p = 0; p < flat.Patients; p++)
        {
            if (IsAdmitted(p))
            {
                Remove(p);
            }
        }
    }

    /// <summary>Takes an admitted patient out of everything and pays back what that saves.</summary>
    public void Remove(int patient)
    {
        var (d, t) = (day[patient], theatre[patient]);
        LeaveTheatre(patient, d, t);
        GetUp(patient, d, room[patient]);
        Soft -= flat.Weights.Delay * (d - flat.Release[patient]);
        Await(patient, +1);
        day[patient] = Waiting;
    }

    /// <summary>Admits a waiting patient.</summary>
    public void Insert(int patient, int onDay, int intoRoom, int inTheatre)
    {
        EnterTheatre(patient, onDay, inTheatre);
        LieDown(patient, onDay, intoRoom);
        theatre[patient] = inTheatre;
        Soft += flat.Weights.Delay * (onDay - flat.Release[patient]);
        Await(patient, -1);
    }

    /// <summary>What <see cref="Insert"/> would add to <see cref="Objective"/>; something above <paramref name="limit"/> as soon as that is certain.</summary>
    public double InsertCost(int patient, int onDay, int intoRoom, int inTheatre, double limit)
    {
        var cost = (flat.Weights.Delay * (onDay - flat.Release[patient])) - (flat.Mandatory[patient] ? HardWeight * MandatoryUnits : flat.Weights.Unscheduled)
            + TheatreCost(patient, onDay, inTheatre);
        if (cost > limit)
        {
            return cost;
        }

        cost += BedCost(patient, onDay, intoRoom);
        return cost > limit ? cost : cost + CareCost(patient, onDay, intoRoom, limit - cost);
    }

    /// <summary>The theatre in which a waiting patient's surgery costs least on a day; ties go to the one met first from a random start.</summary>
    public int CheapestTheatre(int patient, int onDay, int start)
    {
        var (best, bestCost) = (-1, double.MaxValue);
        for (var i = 0; i < flat.Theatres; i++)
        {
            var t = start + i < flat.Theatres ? start + i : start + i - flat.Theatres;
            var cost = TheatreCost(patient, onDay, t);
            if (cost < bestCost)
            {
                (best, bestCost) = (t, cost);
            }
        }

        return best;
    }

    /// <summary>True when nobody would share a bed or the room with the other gender, had the person these days.</summary>
    public bool HasBed(int person, int firstDay, int inRoom)
    {
        var (gender, beds, last) = (flat.Gender[person], flat.Beds[inRoom], Math.Min(days, firstDay + flat.Stay[person]));
        for (var cell = (inRoom * days) + firstDay; cell < (inRoom * days) + last; cell++)
        {
            if (peopleIn[cell] >= beds || ofGender[(cell * 2) + 1 - gender] > 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A suitable room with a bed for a waiting patient, the first one from a random start; -1 when there is none.</summary>
    public int FindRoom(int patient, int firstDay, Chance chance)
    {
        var suitable = flat.PossibleRooms[patient];
        var start = chance.Below(suitable.Length);
        for (var i = 0; i < suitable.Length; i++)
        {
            var r = suitable[start + i < suitable.Length ? start + i : start + i - suitable.Length];
            if (HasBed(patient, firstDay, r))
            {
                return r;
            }
        }

        return -1;
    }

    /// <summary>Minutes by which the surgeon would exceed a day's maximum with one more surgery.</summary>
    public int SurgeonOvertime(int patient, int onDay)
    {
        var at = (flat.SurgeonOf[patient] * days) + onDay;
        return Above(surgeonLoad[at] + flat.Minutes[patient], Math.Max(surgeonLoad[at], flat.SurgeonMinutes[at]));
    }

    private void Await(int patient, int sign)
    {
        if (flat.Mandatory[patient])
        {
            Hard += sign * MandatoryUnits;
        }
        else
        {
            Soft += sign * flat.Weights.Unscheduled;
        }
    }

    private double TheatreCost(int patient, int onDay, int inTheatre)
    {
        var minutes = flat.Minutes[patient];
        var (atTheatre, atSurgeon) = ((inTheatre * days) + onDay, (flat.SurgeonOf[patient] * days) + onDay);
        var soft = theatreCases[atTheatre] == 0 ? flat.Weights.OpenTheatre : 0;
        if (surgeonCases[atSurgeon] > 0 && surgeonTheatreCases[(atSurgeon * flat.Theatres) + inTheatre] == 0)
        {
            soft += flat.Weights.SurgeonTransfer;
        }

        var hard = Above(theatreLoad[atTheatre] + minutes, flat.TheatreMinutes[atTheatre]) - Above(theatreLoad[atTheatre], flat.TheatreMinutes[atTheatre])
            + Above(surgeonLoad[atSurgeon] + minutes, flat.SurgeonMinutes[atSurgeon]) - Above(surgeonLoad[atSurgeon], flat.SurgeonMinutes[atSurgeon]);
        return soft + (HardWeight * hard);
    }

    private double BedCost(int person, int firstDay, int intoRoom)
    {
        var (soft, hard) = (0, 0);
        var (gender, age, beds, last) = (flat.Gender[person], flat.Age[person], flat.Beds[intoRoom], Math.Min(days, firstDay + flat.Stay[person]));
        for (var d = firstDay; d < last; d++)
        {
            var cell = (intoRoom * days) + d;
            if (peopleIn[cell] == slots)
            {
                return double.PositiveInfinity;
            }

            if (peopleIn[cell] >= beds)
            {
                hard += RoomUnits;
            }

            if (ofGender[(cell * 2) + gender] < ofGender[(cell * 2) + 1 - gender])
            {
                hard += RoomUnits;
            }

            soft += AgeSpan(agesIn[cell] | (1 << age)) - AgeSpan(agesIn[cell]);
        }

        return (flat.Weights.MixedAge * soft) + (HardWeight * hard);
    }

    private double CareCost(int person, int firstDay, int intoRoom, double limit)
    {
        var w = flat.Weights;
        var cost = 0;
        var (care, end) = (flat.CareStart[person], Math.Min(days, firstDay + flat.Stay[person]) * shiftsPerDay);
        stamped++;
        for (var shift = firstDay * shiftsPerDay; shift < end; shift++, care++)
        {
            var n = nurse[(shift * rooms) + intoRoom];
            if (stamp[n] != stamped)
            {
                stamp[n] = stamped;
                cost += w.Continuity;
            }

            cost += w.NurseSkill * Above(flat.SkillRequired[care], flat.NurseSkill[n]);
            var at = (shift * nurses) + n;
            var room = flat.MaxLoad[at] - nurseLoad[at];
            cost += w.NurseWorkload * Above(flat.Workload[care], Math.Max(room, 0));
            if (cost > limit)
            {
                break;
            }
        }

        return cost;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Above(int value, int most) => value > most ? value - most : 0;

    /// <summary>Steps between the youngest and the oldest group of a set, bit by bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int AgeSpan(int ages) => ages == 0 ? 0 : int.Log2(ages) - int.TrailingZeroCount(ages);
}
