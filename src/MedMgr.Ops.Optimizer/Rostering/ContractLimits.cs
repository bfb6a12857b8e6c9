using System.Collections.Immutable;

namespace MedMgr.Ops.Optimizer.Rostering;

/// <summary>What a contract and the law allow one person. Every limit left alone limits nothing.</summary>
/// <remarks>
/// A run of shifts or of days off that touches the first known day (history, or day 0 without history) or the last day of the horizon may be
/// shorter than its minimum: it may go on beyond.
/// </remarks>
public sealed record ContractLimits
{
    /// <summary>How often shifts may be worked in the horizon.</summary>
    public ImmutableArray<ShiftCountLimit> ShiftCounts { get; init; } = [];

    /// <summary>Worked minutes in the whole horizon, at least.</summary>
    public int MinutesMin { get; init; }

    /// <summary>Worked minutes in the whole horizon, at most.</summary>
    public int MinutesMax { get; init; } = int.MaxValue;

    /// <summary>Worked minutes within any seven consecutive days, at most; days of the history count.</summary>
    public int WeeklyMinutesMax { get; init; } = int.MaxValue;

    /// <summary>Days worked in a row, at most; 1 or more.</summary>
    public int ConsecutiveShiftsMax { get; init; } = int.MaxValue;

    /// <summary>Days worked in a row, at least, once work has begun.</summary>
    public int ConsecutiveShiftsMin { get; init; } = 1;

    /// <summary>Days off in a row, at least, between two stretches of work.</summary>
    public int ConsecutiveDaysOffMin { get; init; } = 1;

    /// <summary>Weekends with a shift on Saturday or on Sunday, at most, in the horizon.</summary>
    public int WeekendsMax { get; init; } = int.MaxValue;
}

/// <summary>Of these shifts together at most so many in the horizon.</summary>
/// <param name="Shifts">Indices, at least one.</param>
/// <param name="Max">0 or more.</param>
public sealed record ShiftCountLimit(ImmutableArray<int> Shifts, int Max);
