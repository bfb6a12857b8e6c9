namespace MedMgr.Ops.Optimizer.AdmissionPlanning;

/// <summary>A plan laid over its problem: who lies in which room on which day, occupants included. Rules read this and nothing else.</summary>
public sealed class PlannedCensus
{
    private readonly List<Stay>[,] byRoomAndDay;
    private readonly List<Stay> stays = [];

    /// <summary>Counts nothing and judges nothing; it only places everybody.</summary>
    public PlannedCensus(AdmissionProblem problem, AdmissionPlan plan)
    {
        Problem = problem;
        Plan = plan;
        byRoomAndDay = new List<Stay>[problem.Rooms.Length, problem.Days];
        foreach (var (room, day) in RoomDays())
        {
            byRoomAndDay[room, day] = [];
        }

        foreach (var occupant in problem.Occupants)
        {
            Place(new Stay(occupant, occupant.Room, 0, problem.ShiftNames.Length));
        }

        foreach (var (patient, admission) in Admitted())
        {
            Place(new Stay(patient, admission.Room, admission.Day, problem.ShiftNames.Length));
        }
    }

    /// <summary>What is asked.</summary>
    public AdmissionProblem Problem { get; }

    /// <summary>What is answered.</summary>
    public AdmissionPlan Plan { get; }

    /// <summary>Everybody who lies in a room at some time: occupants, then admitted patients.</summary>
    public IReadOnlyList<Stay> Stays => stays;

    /// <summary>Who lies in a room on a day.</summary>
    public IReadOnlyList<Stay> In(int room, int day) => byRoomAndDay[room, day];

    /// <summary>Every pair of a room and a day.</summary>
    public IEnumerable<(int Room, int Day)> RoomDays() =>
        from room in Enumerable.Range(0, Problem.Rooms.Length)
        from day in Enumerable.Range(0, Problem.Days)
        select (room, day);

    /// <summary>Every pair of a room and a shift with somebody in it, and the nurse assigned to it.</summary>
    public IEnumerable<(int Room, int Shift, int? Nurse)> OccupiedRoomShifts() =>
        from room in Enumerable.Range(0, Problem.Rooms.Length)
        from shift in Enumerable.Range(0, Problem.Shifts)
        where In(room, Problem.DayOf(shift)).Count > 0
        select (room, shift, Plan.NurseOf(Problem, room, shift));

    /// <summary>The patients who are admitted, each with the admission.</summary>
    public IEnumerable<(ElectivePatient Patient, Admission Admission)> Admitted()
    {
        foreach (var (patient, admission) in Problem.Patients.Zip(Plan.Admissions))
        {
            if (admission is not null)
            {
                yield return (patient, admission);
            }
        }
    }

    /// <summary>The patients who are not admitted.</summary>
    public IEnumerable<ElectivePatient> NotAdmitted() => Problem.Patients.Where((_, p) => Plan.Admissions[p] is null);

    private void Place(Stay stay)
    {
        stays.Add(stay);
        for (var day = stay.FirstDay; day < Math.Min(stay.FirstDay + stay.Person.LengthOfStay, Problem.Days); day++)
        {
            byRoomAndDay[stay.Room, day].Add(stay);
        }
    }
}

/// <summary>Somebody's days in a room.</summary>
/// <param name="Person">Who.</param>
/// <param name="Room">Position in <see cref="AdmissionProblem.Rooms"/>.</param>
/// <param name="FirstDay">0 for an occupant.</param>
/// <param name="ShiftsPerDay">Of the problem.</param>
public sealed record Stay(Inpatient Person, int Room, int FirstDay, int ShiftsPerDay)
{
    /// <summary>Work for the nurse in a shift of the plan that lies within the stay.</summary>
    public int WorkloadIn(int shift) => Person.Workload[shift - (FirstDay * ShiftsPerDay)];

    /// <summary>Skill level asked for in a shift of the plan that lies within the stay.</summary>
    public int SkillRequiredIn(int shift) => Person.SkillRequired[shift - (FirstDay * ShiftsPerDay)];

    /// <summary>The shifts of the plan that lie within the stay.</summary>
    public IEnumerable<int> ShiftsIn(AdmissionProblem problem) =>
        Enumerable.Range(FirstDay * ShiftsPerDay, (Math.Min(FirstDay + Person.LengthOfStay, problem.Days) - FirstDay) * ShiftsPerDay);
}
