namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Search;

/// <summary>
/// The problem as the search's inner loop wants it: flat arrays of numbers, and for each patient only the days and rooms that no other decision can make possible. Persons are the
/// patients followed by the occupants. Immutable after construction; shared by the islands.
/// </summary>
internal sealed class FlatProblem
{
    public FlatProblem(AdmissionProblem problem)
    {
        Problem = problem;
        (Days, ShiftsPerDay, Shifts) = (problem.Days, problem.ShiftNames.Length, problem.Shifts);
        (Patients, Rooms, Theatres) = (problem.Patients.Length, problem.Rooms.Length, problem.Theatres.Length);
        (Surgeons, Nurses, SkillLevels, AgeGroups) = (problem.Surgeons.Length, problem.Nurses.Length, problem.SkillLevels, problem.AgeGroups.Length);
        Inpatient[] persons = [.. problem.Patients, .. problem.Occupants];
        Persons = persons.Length;
        Stay = [.. persons.Select(p => p.LengthOfStay)];
        Gender = [.. persons.Select(p => (int)p.Gender)];
        Age = [.. persons.Select(p => p.AgeGroup)];
        CareStart = new int[Persons];
        for (var p = 1; p < Persons; p++)
        {
            CareStart[p] = CareStart[p - 1] + persons[p - 1].Workload.Length;
        }

        Workload = [.. persons.SelectMany(p => p.Workload)];
        SkillRequired = [.. persons.SelectMany(p => p.SkillRequired)];
        Mandatory = [.. problem.Patients.Select(p => p.Mandatory)];
        Release = [.. problem.Patients.Select(p => p.ReleaseDay)];
        Minutes = [.. problem.Patients.Select(p => p.SurgeryMinutes)];
        SurgeonOf = [.. problem.Patients.Select(p => p.Surgeon)];
        SurgeonMinutes = [.. problem.Surgeons.SelectMany(s => s.MinutesOn)];
        TheatreMinutes = [.. problem.Theatres.SelectMany(t => t.MinutesOn)];
        Beds = [.. problem.Rooms.Select(r => r.Beds)];
        NurseSkill = [.. problem.Nurses.Select(n => n.SkillLevel)];
        MaxLoad = [.. from shift in Enumerable.Range(0, Shifts) from nurse in problem.Nurses select nurse.MaxLoadIn[shift] ?? -1];
        NursesOn = [.. Enumerable.Range(0, Shifts).Select(shift => Enumerable.Range(0, Nurses).Where(n => problem.Nurses[n].MaxLoadIn[shift] is not null).ToArray())];
        ShiftsOf = [.. problem.Nurses.Select(nurse => Enumerable.Range(0, Shifts).Where(shift => nurse.MaxLoadIn[shift] is not null).ToArray())];
        PossibleDays = [.. Enumerable.Range(0, Patients).Select(DaysOf)];
        PossibleRooms = [.. problem.Patients.Select(p => Enumerable.Range(0, Rooms).Where(r => Beds[r] > 0 && !p.UnsuitableRooms.Contains(r)).ToArray())];
        SuitableRoom = [.. from rooms in PossibleRooms from room in Enumerable.Range(0, Rooms) select rooms.Contains(room)];
        PossibleDay = [.. from days in PossibleDays from day in Enumerable.Range(0, Days) select days.Contains(day)];
    }

    public AdmissionProblem Problem { get; }

    public int Days { get; }

    public int ShiftsPerDay { get; }

    public int Shifts { get; }

    public int Patients { get; }

    /// <summary>Patients and occupants.</summary>
    public int Persons { get; }

    public int Rooms { get; }

    public int Theatres { get; }

    public int Surgeons { get; }

    public int Nurses { get; }

    public int SkillLevels { get; }

    public int AgeGroups { get; }

    public AdmissionWeights Weights => Problem.Weights;

    /// <summary>[person] days.</summary>
    public int[] Stay { get; }

    /// <summary>[person] 0 or 1.</summary>
    public int[] Gender { get; }

    /// <summary>[person] age group.</summary>
    public int[] Age { get; }

    /// <summary>[person] where the person's care begins in <see cref="Workload"/> and <see cref="SkillRequired"/>, one number for each shift of the stay.</summary>
    public int[] CareStart { get; }

    public int[] Workload { get; }

    public int[] SkillRequired { get; }

    /// <summary>[patient].</summary>
    public bool[] Mandatory { get; }

    /// <summary>[patient] day.</summary>
    public int[] Release { get; }

    /// <summary>[patient] of surgery.</summary>
    public int[] Minutes { get; }

    /// <summary>[patient].</summary>
    public int[] SurgeonOf { get; }

    /// <summary>[surgeon, day] maximum.</summary>
    public int[] SurgeonMinutes { get; }

    /// <summary>[theatre, day] availability.</summary>
    public int[] TheatreMinutes { get; }

    /// <summary>[room].</summary>
    public int[] Beds { get; }

    /// <summary>[nurse].</summary>
    public int[] NurseSkill { get; }

    /// <summary>[shift, nurse], or -1 when off.</summary>
    public int[] MaxLoad { get; }

    /// <summary>[shift] the nurses at work.</summary>
    public int[][] NursesOn { get; }

    /// <summary>[nurse] the shifts at work.</summary>
    public int[][] ShiftsOf { get; }

    /// <summary>[patient] days within the window on which the surgeon and some theatre have the time for this surgery alone.</summary>
    public int[][] PossibleDays { get; }

    /// <summary>[patient, day].</summary>
    public bool[] PossibleDay { get; }

    /// <summary>[patient] rooms that suit and have beds.</summary>
    public int[][] PossibleRooms { get; }

    /// <summary>[patient, room].</summary>
    public bool[] SuitableRoom { get; }

    private int[] DaysOf(int patient)
    {
        var window = Enumerable.Range(Release[patient], Math.Max(0, Problem.LastDayOf(Problem.Patients[patient]) - Release[patient] + 1));
        return [.. window.Where(day => Minutes[patient] <= SurgeonMinutes[(SurgeonOf[patient] * Days) + day]
            && Enumerable.Range(0, Theatres).Any(t => Minutes[patient] <= TheatreMinutes[(t * Days) + day]))];
    }
}
