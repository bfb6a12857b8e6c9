using System.Collections.Immutable;

namespace MedMgr.Ops.Optimizer.Rostering;

/// <summary>Who could work which shift on which day, what is needed, what is forbidden and what costs how much.</summary>
/// <remarks>
/// Days, shifts and staff are numbered from 0: a day counts from <see cref="FirstDay"/>, a shift is an index into <see cref="Shifts"/>, a person one
/// into <see cref="Staff"/>. Costs are whole numbers in one unit that the caller chooses (points, or cents); rules add them up.
/// Only the four members marked required must be given: every other one, left alone, forbids nothing and costs nothing.
/// The rules that read these members are listed in <see cref="RosterRules"/>.
/// </remarks>
public sealed record RosterProblem
{
    /// <summary>The date of day 0. It decides which days are weekends.</summary>
    public required DateOnly FirstDay { get; init; }

    /// <summary>Length of the horizon in days, at least 1.</summary>
    public required int Days { get; init; }

    /// <summary>The duties that exist. For several units give each unit its own duties ("ICU N"): who floats is then a question of who may work which, at which price.</summary>
    public required ImmutableArray<RosterShift> Shifts { get; init; }

    /// <summary>Everybody who can be given a shift; agency staff are people with a price like the others.</summary>
    public required ImmutableArray<RosterStaff> Staff { get; init; }

    /// <summary>How many are needed. Several demands may stand on one shift (six nurses, four of them registered).</summary>
    public ImmutableArray<CoverDemand> Cover { get; init; } = [];

    /// <summary>Shifts that need somebody who may take charge.</summary>
    public ImmutableArray<ChargeDemand> Charge { get; init; } = [];

    /// <summary>What people asked for.</summary>
    public ImmutableArray<ShiftRequest> Requests { get; init; } = [];

    /// <summary>Least rest between two shifts on consecutive days, minutes; 660 for eleven hours. Judged where both shifts have a start.</summary>
    public int RestMinutesMin { get; init; }

    /// <summary>What pay and overtime together should not exceed.</summary>
    public PayBudget? Budget { get; init; }

    /// <summary>The roster that people already know, when this one repairs it.</summary>
    public ReferenceRoster? Reference { get; init; }

    /// <summary>Saturday or Sunday.</summary>
    public bool IsWeekend(int day) => FirstDay.AddDays(day).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>Whether <paramref name="next"/> may not be worked on the day after <paramref name="shift"/>: it is listed so, or the rest between them is too short.</summary>
    public bool MayNotFollow(int shift, int next) => Shifts[shift].ForbiddenSuccessors.Contains(next) || RestTooShort(shift, next);

    /// <summary>Whether the rest between two shifts on days that follow each other is known and too short.</summary>
    public bool RestTooShort(int shift, int next) =>
        Shifts[shift].StartMinute is { } start && Shifts[next].StartMinute is { } nextStart
        && (24 * 60) + nextStart - (start + Shifts[shift].Minutes) < RestMinutesMin;

    /// <summary>What is wrong with the problem itself, one sentence each; empty when it can be solved or found infeasible.</summary>
    public IReadOnlyList<string> Faults() => RosterProblemFaults.Of(this);
}
