using MedMgr.Ops.Optimizer.AdmissionPlanning;

namespace MedMgr.Ops.Optimizer.Tests.AdmissionPlanning;

/// <summary>Random problems, the same for the same seed.</summary>
internal static class RandomWard
{
    public static AdmissionProblem Make(int seed, int patients, int days, int shifts, int rooms, int theatres, int nurses, int occupants)
    {
        var random = new Random(seed);
        return new()
        {
            Name = $"random {seed}",
            Days = days,
            ShiftNames = [.. Enumerable.Range(0, shifts).Select(s => $"shift {s}")],
            AgeGroups = ["child", "adult", "elderly"],
            SkillLevels = 3,
            Weights = new(
                MixedAge: random.Next(1, 6), NurseSkill: random.Next(1, 11), Continuity: random.Next(1, 6), NurseWorkload: random.Next(1, 11), OpenTheatre: random.Next(10, 51),
                SurgeonTransfer: random.Next(1, 11), Delay: random.Next(5, 16), Unscheduled: random.Next(60, 401)),
            Patients = [.. Enumerable.Range(0, patients).Select(p => Patient(random, p, days, shifts, rooms))],
            Occupants = [.. Enumerable.Range(0, occupants).Select(o => Occupant(random, o, days, shifts, rooms))],
            Surgeons = [new("s0", Minutes(random, days, 120, 300)), new("s1", Minutes(random, days, 60, 200))],
            Theatres = [.. Enumerable.Range(0, theatres).Select(t => new Theatre($"t{t}", Minutes(random, days, 60, 300)))],
            Rooms = [.. Enumerable.Range(0, rooms).Select(r => new Room($"r{r}", random.Next(1, 4)))],
            Nurses = [.. Enumerable.Range(0, nurses).Select(n => new Nurse($"n{n}", random.Next(3), [.. Enumerable.Range(0, days * shifts).Select(s => n == s % nurses || random.Next(3) > 0 ? random.Next(2, 12) : (int?)null)]))],
        };
    }

    private static System.Collections.Immutable.ImmutableArray<int> Minutes(Random random, int days, int least, int most) => [.. Enumerable.Range(0, days).Select(_ => 30 * random.Next(least / 30, (most / 30) + 1))];

    private static ElectivePatient Patient(Random random, int p, int days, int shifts, int rooms)
    {
        var (stay, release, mandatory) = (random.Next(1, days + 2), random.Next(0, Math.Max(1, days - 1)), random.Next(4) == 0);
        return new()
        {
            Id = $"p{p}",
            Gender = (GenderGroup)random.Next(2),
            AgeGroup = random.Next(3),
            LengthOfStay = stay,
            Workload = [.. Enumerable.Range(0, stay * shifts).Select(_ => random.Next(4))],
            SkillRequired = [.. Enumerable.Range(0, stay * shifts).Select(_ => random.Next(3))],
            Mandatory = mandatory,
            ReleaseDay = release,
            DueDay = mandatory ? random.Next(release, days) : null,
            SurgeryMinutes = 30 * random.Next(1, 5),
            Surgeon = random.Next(2),
            UnsuitableRooms = random.Next(3) == 0 && rooms > 1 ? [random.Next(rooms)] : [],
        };
    }

    private static Occupant Occupant(Random random, int o, int days, int shifts, int rooms)
    {
        var stay = random.Next(1, days + 1);
        return new()
        {
            Id = $"o{o}",
            Gender = (GenderGroup)(o % 2),
            AgeGroup = random.Next(3),
            LengthOfStay = stay,
            Workload = [.. Enumerable.Range(0, stay * shifts).Select(_ => random.Next(4))],
            SkillRequired = [.. Enumerable.Range(0, stay * shifts).Select(_ => random.Next(3))],
            Room = o % rooms,
        };
    }
}
