using MedMgr.Ops.Domain;
using MedMgr.Sim.Engine.Randomness;

namespace MedMgr.Sim.Hospital.Model;

/// <summary>Where a patient is on the way through the house.</summary>
internal enum Standing : byte { Nobody, Outside, WaitingRoom, Treatment, Recovery, Ward }

/// <summary>What the patient's own clock is running to.</summary>
internal enum ClockFor : byte { Nothing, Patience, Treatment, Recovery, Stage, Deterioration, Order, Departure }

/// <summary>One patient of a run. Kept in an array and used again after the departure.</summary>
internal struct Patient
{
    /// <summary>Chance of this patient: branched by <see cref="Number"/> and the purpose, never by the order of events.</summary>
    public RandomStream Fates;
    public ulong Number;

    /// <summary>Unique in the run; the visit's number.</summary>
    public int Visit;
    public double ArrivedAt;
    public double RequestedAt;

    /// <summary>When the clock rings; an event that finds another time here is out of date.</summary>
    public double ClockAt;

    /// <summary>When the transport arrives; not a number when there is none.</summary>
    public double MoveAt;
    public double DepartAt;

    /// <summary>Hours in the stage that begins on arrival in the assigned bed; not a number when none begins there.</summary>
    public double StageHours;

    /// <summary>Hours in the stage after this one.</summary>
    public double NextHours;

    /// <summary>When the patient came into the present bed.</summary>
    public double BeddedAt;

    /// <summary>-1: none.</summary>
    public int Bed;
    public int Assigned;
    public int Group;
    public int Capabilities;
    public int Signature;
    public int Isolation;

    /// <summary>Neighbours in a line (waiting room, waiting for a bed).</summary>
    public int Next;
    public int Previous;
    public bool[] Row;
    public Standing Standing;
    public ClockFor Clock;
    public ArrivalSource Source;
    public Gender Gender;
    public byte Age;
    public byte Acuity;
    public LevelOfCare Level;
    public LevelOfCare NextLevel;

    /// <summary>Which line the patient waits for a bed in; -1 without a request that is open.</summary>
    public sbyte Line;
    public bool HasNextStage;
    public bool Dies;
    public bool Deteriorates;
    public bool Ventilated;
    public bool OnVentilator;
    public bool IsOutlier;
    public bool MeetsBarrier;
    public bool Epidemic;
    public bool Ordered;

    /// <summary>An own request is open, assigned or not.</summary>
    public readonly bool IsRequesting => Line >= 0 || Assigned >= 0;
}

/// <summary>Patients in order, linked through their array.</summary>
internal struct Line()
{
    public int First = -1;
    public int Last = -1;
    public int Count = 0;

    public void Add(Patient[] all, int patient)
    {
        all[patient].Previous = Last;
        all[patient].Next = -1;
        if (Last >= 0)
        {
            all[Last].Next = patient;
        }
        else
        {
            First = patient;
        }

        Last = patient;
        Count++;
    }

    public void Remove(Patient[] all, int patient)
    {
        var (previous, next) = (all[patient].Previous, all[patient].Next);
        if (previous >= 0)
        {
            all[previous].Next = next;
        }
        else
        {
            First = next;
        }

        if (next >= 0)
        {
            all[next].Previous = previous;
        }
        else
        {
            Last = previous;
        }

        Count--;
    }
}
