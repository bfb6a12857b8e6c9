using System.Collections.Immutable;

namespace MedMgr.Ops.Optimizer.Rostering;

/// <summary>A person asks to work, or not to work, on a day.</summary>
/// <param name="Shift">The shift meant; null: any shift (a request to work at all, or for the day off).</param>
/// <param name="On">True to work it, false not to.</param>
/// <param name="Weight">Cost when it is not granted.</param>
public sealed record ShiftRequest(int Staff, int Day, int? Shift, bool On, long Weight);

/// <summary>What a person may carry of the work that nobody likes before it becomes unfair.</summary>
/// <param name="Name">"nights", "weekends".</param>
/// <param name="Shifts">The shifts that count, indices; empty: all.</param>
/// <param name="Share">So many cost nothing. The caller sets it: the demand divided by the people who can share it, by their hours.</param>
/// <param name="Weight">The first above the share costs this, the second twice this, and so on: three people with one too many are better than one with three.</param>
public sealed record FairShare(string Name, ImmutableArray<int> Shifts, int Share, long Weight)
{
    /// <summary>Count Saturdays and Sundays only.</summary>
    public bool WeekendDaysOnly { get; init; }
}

/// <summary>A roster that is known already.</summary>
/// <param name="Roster">Of the same shape as the problem.</param>
/// <param name="ChangeWeight">Cost of each day of each person that differs from it. A day that leave or a fixed shift changes counts too; it costs the same in every roster.</param>
public sealed record ReferenceRoster(Roster Roster, long ChangeWeight);
