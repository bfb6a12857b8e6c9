using System.Collections.Immutable;

namespace MedMgr.Ops.Optimizer.AdmissionPlanning;

/// <summary>Where and when one patient comes in.</summary>
/// <param name="Day">Day of admission and surgery.</param>
/// <param name="Room">Position in <see cref="AdmissionProblem.Rooms"/>.</param>
/// <param name="Theatre">Position in <see cref="AdmissionProblem.Theatres"/>.</param>
public sealed record Admission(int Day, int Room, int Theatre);

/// <summary>An answer to an <see cref="AdmissionProblem"/>, good or bad: <see cref="AdmissionCheck"/> says which.</summary>
public sealed class AdmissionPlan
{
    private readonly ImmutableArray<int?> nurses;

    private AdmissionPlan(ImmutableArray<Admission?> admissions, ImmutableArray<int?> nurses)
    {
        Admissions = admissions;
        this.nurses = nurses;
    }

    /// <summary>For each patient the admission, or null for a patient who is not admitted.</summary>
    public ImmutableArray<Admission?> Admissions { get; }

    /// <summary>The nurse of a room in a shift, or null when nobody is assigned.</summary>
    public int? NurseOf(AdmissionProblem problem, int room, int shift) => nurses[(shift * problem.Rooms.Length) + room];

    /// <param name="problem">What the plan is for.</param>
    /// <param name="admissions">One for each patient of the problem.</param>
    /// <param name="nurseOf">The nurse of (room, shift), or null. Asked once for each pair.</param>
    /// <exception cref="ArgumentException">A list has the wrong length, or a position lies outside the problem.</exception>
    public static AdmissionPlan For(AdmissionProblem problem, IEnumerable<Admission?> admissions, Func<int, int, int?> nurseOf)
    {
        ImmutableArray<Admission?> all = [.. admissions];
        if (all.Length != problem.Patients.Length)
        {
            throw new ArgumentException($"{all.Length} admissions for {problem.Patients.Length} patients", nameof(admissions));
        }

        if (all.Any(a => a is not null && !(Within(a.Day, problem.Days) && Within(a.Room, problem.Rooms.Length) && Within(a.Theatre, problem.Theatres.Length))))
        {
            throw new ArgumentException("A day, room or theatre lies outside the problem", nameof(admissions));
        }

        var nurses = ImmutableArray.CreateBuilder<int?>(problem.Shifts * problem.Rooms.Length);
        for (var shift = 0; shift < problem.Shifts; shift++)
        {
            for (var room = 0; room < problem.Rooms.Length; room++)
            {
                var nurse = nurseOf(room, shift);
                if (nurse is { } n && !Within(n, problem.Nurses.Length))
                {
                    throw new ArgumentException($"Nurse {n} lies outside the problem", nameof(nurseOf));
                }

                nurses.Add(nurse);
            }
        }

        return new AdmissionPlan(all, nurses.MoveToImmutable());
    }

    private static bool Within(int position, int length) => position >= 0 && position < length;
}
