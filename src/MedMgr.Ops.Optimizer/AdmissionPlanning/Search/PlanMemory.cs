namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Search;

/// <summary>A plan kept while the search goes on from it. Not thread safe.</summary>
internal sealed class PlanMemory(FlatProblem flat)
{
    private readonly int[] day = new int[flat.Patients];
    private readonly int[] room = new int[flat.Patients];
    private readonly int[] theatre = new int[flat.Patients];
    private readonly int[] nurse = new int[flat.Shifts * flat.Rooms];

    /// <summary>Cost of the soft rules; <see cref="int.MaxValue"/> before the first plan.</summary>
    public int Soft { get; private set; } = int.MaxValue;

    /// <summary>As <see cref="PlanState.Hard"/>; <see cref="int.MaxValue"/> before the first plan.</summary>
    public int Hard { get; private set; } = int.MaxValue;

    public bool IsBetterThan(PlanMemory other) => (Hard, Soft).CompareTo((other.Hard, other.Soft)) < 0;

    public void Take(PlanState plan)
    {
        (Soft, Hard) = (plan.Soft, plan.Hard);
        plan.CopyTo(day, room, theatre, nurse);
    }

    /// <summary>Makes a plan without admissions equal to this one.</summary>
    public void Restore(PlanState plan)
    {
        for (var shift = 0; shift < flat.Shifts; shift++)
        {
            for (var r = 0; r < flat.Rooms; r++)
            {
                plan.Assign(r, shift, nurse[(shift * flat.Rooms) + r]);
            }
        }

        for (var p = 0; p < flat.Patients; p++)
        {
            if (day[p] >= 0)
            {
                plan.Insert(p, day[p], room[p], theatre[p]);
            }
        }
    }

    /// <summary>As everybody else reads it. Empty rooms get no nurse.</summary>
    public AdmissionPlan ToPlan()
    {
        var occupied = new bool[flat.Rooms, flat.Days];
        var occupants = flat.Problem.Occupants.Select(o => (o.Room, First: 0, o.LengthOfStay));
        var patients = Enumerable.Range(0, flat.Patients).Where(p => day[p] >= 0).Select(p => (Room: room[p], First: day[p], LengthOfStay: flat.Stay[p]));
        foreach (var (inRoom, first, stay) in occupants.Concat(patients))
        {
            for (var d = first; d < Math.Min(first + stay, flat.Days); d++)
            {
                occupied[inRoom, d] = true;
            }
        }

        return AdmissionPlan.For(
            flat.Problem,
            Enumerable.Range(0, flat.Patients).Select(p => day[p] >= 0 ? new Admission(day[p], room[p], theatre[p]) : null),
            (r, shift) => occupied[r, shift / flat.ShiftsPerDay] ? nurse[(shift * flat.Rooms) + r] : null);
    }
}
