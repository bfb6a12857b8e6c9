using System.Collections.Immutable;

namespace MedMgr.Ops.Optimizer.Rostering;

/// <summary>A duty that somebody can be given for a day.</summary>
/// <param name="Id">What people call it: "D", "N", "ICU late". Unique in a problem, not empty.</param>
/// <param name="Minutes">Worked minutes, 1 to 1440.</param>
public sealed record RosterShift(string Id, int Minutes)
{
    /// <summary>Begin in minutes after midnight of its day, 0 to 1439; null when unknown, then only <see cref="ForbiddenSuccessors"/> say what may follow.</summary>
    public int? StartMinute { get; init; }

    /// <summary>Shifts (indices) that may not be worked on the day after this one.</summary>
    public ImmutableArray<int> ForbiddenSuccessors { get; init; } = [];
}
