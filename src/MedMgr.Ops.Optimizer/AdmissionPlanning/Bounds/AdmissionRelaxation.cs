using Google.OrTools.Sat;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Bounds;

/// <summary>
/// A problem that every plan solves too, at no higher cost: who is admitted on which day, with beds, theatres and nurses' time pooled. What it costs at least, the problem costs at
/// least.
/// </summary>
/// <remarks>
/// Kept whole: windows, mandatory patients, surgeons' hours, patients left out, delay. Relaxed: on each day a room belongs to one gender, but its beds are shared by all
/// rooms of that gender and stays may change beds; surgeries fill the open theatres of a day as if they could be cut; nurses' work above the maximum is counted
/// for each shift as a whole; each stay costs the fewest nurses whose rosters cover it and the skill that nobody on duty has. Left out: ages, transfers, suitable rooms.
/// </remarks>
internal sealed class AdmissionRelaxation
{
    private readonly AdmissionProblem problem;
    private readonly FewestNurses fewestNurses;
    private readonly CpModelBuilder model = new();
    private readonly BoolVar?[][] admitted;
    private readonly List<LinearExpr> cost = [];

    public AdmissionRelaxation(AdmissionProblem problem)
    {
        this.problem = problem;
        fewestNurses = new FewestNurses(problem);
        admitted = [.. problem.Patients.Select(_ => new BoolVar?[problem.Days])];
        for (var p = 0; p < problem.Patients.Length; p++)
        {
            Admit(p);
        }

        KeepSurgeonsHours();
        OpenTheatres();
        ShareBeds();
        ShareWork();
        var occupants = problem.Occupants.Sum(o => CareCost(o, 0));
        CostOfEachAlone += occupants;
        cost.Add(occupants);
        model.Minimize(LinearExpr.Sum(cost));
    }

    /// <summary>The sum of what each person costs at least, left out or admitted, were nobody else there.</summary>
    public long CostOfEachAlone { get; private set; }

    public CpModelProto Build() => model.Build();

    /// <summary>The day of each patient's admission in a solution, or null.</summary>
    public int?[] DaysIn(SolveResult solution) =>
        [.. admitted.Select(days => days.Index().Where(d => d.Item is { } here && solution.Value(here)).Select(d => (int?)d.Index).FirstOrDefault())];

    private void Admit(int p)
    {
        var patient = problem.Patients[p];
        var choices = new List<BoolVar>();
        var least = patient.Mandatory ? long.MaxValue : problem.Weights.Unscheduled;
        for (var day = patient.ReleaseDay; day <= problem.LastDayOf(patient); day++)
        {
            if (problem.Surgeons[patient.Surgeon].MinutesOn[day] < patient.SurgeryMinutes || problem.Theatres.All(t => t.MinutesOn[day] < patient.SurgeryMinutes))
            {
                continue;
            }

            var here = model.NewBool($"{patient.Id} on {day}");
            admitted[p][day] = here;
            choices.Add(here);
            var alone = (problem.Weights.Delay * (day - patient.ReleaseDay)) + CareCost(patient, day);
            cost.Add(here * alone);
            least = Math.Min(least, alone);
        }

        if (!patient.Mandatory)
        {
            var leftOut = model.NewBool($"{patient.Id} left out");
            choices.Add(leftOut);
            cost.Add(leftOut * (long)problem.Weights.Unscheduled);
        }

        model.AddExactlyOne(choices);
        // A mandatory patient without any day makes the problem infeasible, of which the solver tells; no cost is added for it.
        CostOfEachAlone += least == long.MaxValue ? 0 : least;
    }

    private void KeepSurgeonsHours()
    {
        for (var s = 0; s < problem.Surgeons.Length; s++)
        {
            for (var day = 0; day < problem.Days; day++)
            {
                model.AddLessOrEqual(Minutes(day, p => p.Surgeon == s), problem.Surgeons[s].MinutesOn[day]);
            }
        }
    }

    private void OpenTheatres()
    {
        for (var day = 0; day < problem.Days; day++)
        {
            var (d, minutes) = (day, LinearExpr.FromInt64(0));
            var open = problem.Theatres.Select(t => (Theatre: t, IsOpen: model.NewBool($"theatre {t.Id} on {d}"))).ToList();
            foreach (var (theatre, isOpen) in open)
            {
                minutes += isOpen * (long)theatre.MinutesOn[day];
                cost.Add(isOpen * (long)problem.Weights.OpenTheatre);
            }

            model.AddLessOrEqual(Minutes(day, _ => true), minutes);
            foreach (var here in admitted.Select(days => days[d]).OfType<BoolVar>())
            {
                model.AddBoolOr([here.Not(), .. open.Select(o => o.IsOpen)]);
            }
        }
    }

    private void ShareBeds()
    {
        for (var day = 0; day < problem.Days; day++)
        {
            var bedsOfA = LinearExpr.FromInt64(0);
            for (var r = 0; r < problem.Rooms.Length; r++)
            {
                var (room, position, today) = (problem.Rooms[r], r, day);
                var lying = problem.Occupants.Where(o => o.Room == position && o.LengthOfStay > today).Select(o => o.Gender).Distinct().ToList();
                if (lying is [GenderGroup.A])
                {
                    bedsOfA += room.Beds;
                }
                else if (lying is [])
                {
                    bedsOfA += model.NewBool($"{room.Id} of A on {day}") * (long)room.Beds;
                }
            }

            model.AddLessOrEqual(Lying(day, GenderGroup.A), bedsOfA);
            model.AddLessOrEqual(Lying(day, GenderGroup.B), problem.Rooms.Sum(r => r.Beds) - bedsOfA);
        }
    }

    private void ShareWork()
    {
        for (var shift = 0; shift < problem.Shifts; shift++)
        {
            var s = shift;
            var work = LinearExpr.FromInt64(problem.Occupants.Where(o => o.LengthOfStay > problem.DayOf(s)).Sum(o => o.Workload[s])) + PatientsWork(shift);
            var most = problem.Nurses.Sum(n => n.MaxLoadIn[s] ?? 0);
            var above = model.NewInt(0, problem.Patients.Concat<Inpatient>(problem.Occupants).Sum(p => (long)p.Workload.Max()), $"work above in {shift}");
            model.AddLessOrEqual(work - above, most);
            cost.Add(above * (long)problem.Weights.NurseWorkload);
        }
    }

    private LinearExpr PatientsWork(int shift) => LinearExpr.Sum(
        from stay in LyingOn(problem.DayOf(shift))
        select stay.Here * (long)stay.Patient.Workload[shift - (stay.FirstDay * problem.ShiftNames.Length)]);

    private LinearExpr Minutes(int day, Func<ElectivePatient, bool> which) => LinearExpr.Sum(
        from p in Enumerable.Range(0, problem.Patients.Length)
        where admitted[p][day] is not null && which(problem.Patients[p])
        select admitted[p][day]!.Value * (long)problem.Patients[p].SurgeryMinutes);

    private LinearExpr Lying(int day, GenderGroup gender) =>
        LinearExpr.Sum(from stay in LyingOn(day) where stay.Patient.Gender == gender select stay.Here)
        + problem.Occupants.Count(o => o.Gender == gender && o.LengthOfStay > day);

    private IEnumerable<(ElectivePatient Patient, int FirstDay, BoolVar Here)> LyingOn(int day) =>
        from p in Enumerable.Range(0, problem.Patients.Length)
        from first in Enumerable.Range(0, day + 1)
        where admitted[p][first] is not null && first + problem.Patients[p].LengthOfStay > day
        select (problem.Patients[p], first, admitted[p][first]!.Value);

    /// <summary>What a stay costs in nurses at least: the fewest different ones, and levels that nobody on duty has.</summary>
    private long CareCost(Inpatient person, int firstDay)
    {
        var perDay = problem.ShiftNames.Length;
        var shifts = (Math.Min(firstDay + person.LengthOfStay, problem.Days) - firstDay) * perDay;
        var lacking = Enumerable.Range(0, shifts).Sum(i => Math.Max(0, person.SkillRequired[i] - BestSkill((firstDay * perDay) + i)));
        return ((long)problem.Weights.Continuity * fewestNurses.For(firstDay, person.LengthOfStay)) + ((long)problem.Weights.NurseSkill * lacking);
    }

    private int BestSkill(int shift) => problem.Nurses.Where(n => n.MaxLoadIn[shift] is not null).Select(n => n.SkillLevel).DefaultIfEmpty(0).Max();
}
