using System.Collections.Immutable;

namespace MedMgr.Ops.Optimizer.Rostering;

/// <summary>Who works what: for each person and each day a shift, or off.</summary>
public sealed class Roster : IEquatable<Roster>
{
    /// <summary>No shift.</summary>
    public const int Off = -1;

    private readonly ImmutableArray<int> assignments;

    private Roster(int staff, int days, ImmutableArray<int> assignments)
    {
        StaffCount = staff;
        Days = days;
        this.assignments = assignments;
    }

    public int StaffCount { get; }

    public int Days { get; }

    /// <summary>The shift's index, or <see cref="Off"/>.</summary>
    public int this[int staff, int day] => assignments[(staff * Days) + day];

    /// <summary>Everybody is off.</summary>
    public static Roster Empty(RosterProblem problem) => From(problem, (_, _) => Off);

    /// <param name="shiftOf">Shift index or <see cref="Off"/> of (staff, day).</param>
    public static Roster From(RosterProblem problem, Func<int, int, int> shiftOf)
    {
        var all = ImmutableArray.CreateBuilder<int>(problem.Staff.Length * problem.Days);
        for (var staff = 0; staff < problem.Staff.Length; staff++)
        {
            for (var day = 0; day < problem.Days; day++)
            {
                all.Add(shiftOf(staff, day));
            }
        }

        return new Roster(problem.Staff.Length, problem.Days, all.MoveToImmutable());
    }

    /// <summary>One person's days, in order.</summary>
    public ReadOnlySpan<int> Line(int staff) => assignments.AsSpan(staff * Days, Days);

    /// <summary>The same roster with one assignment changed.</summary>
    public Roster With(int staff, int day, int shift) => new(StaffCount, Days, assignments.SetItem((staff * Days) + day, shift));

    public bool Equals(Roster? other) => other is not null && Days == other.Days && assignments.AsSpan().SequenceEqual(other.assignments.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as Roster);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Days);
        foreach (var shift in assignments)
        {
            hash.Add(shift);
        }

        return hash.ToHashCode();
    }
}
