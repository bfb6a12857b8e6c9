using System.Collections.Immutable;
using MedMgr.Ops.Optimizer.Rostering.Rules;

namespace MedMgr.Ops.Optimizer.Rostering;

/// <summary>A hard rule is kept or the roster is refused; a soft rule costs.</summary>
public abstract class RosterRule
{
    /// <summary>Short name for tables and reports.</summary>
    public abstract string Name { get; }

    /// <summary>The rule in one sentence.</summary>
    public abstract string Sentence { get; }

    /// <summary>Says the same to the solver's model: constraints for a hard rule, terms of the objective for a soft one.</summary>
    internal abstract void AddTo(RosterModel model);
}

/// <summary>A rule that no published roster breaks.</summary>
public abstract class HardRosterRule : RosterRule
{
    /// <summary>Every breach, found by looking at the roster alone: no solver and no model is asked.</summary>
    public abstract IEnumerable<RosterViolation> Violations(RosterProblem problem, Roster roster);
}

/// <summary>A rule whose breach has a price.</summary>
public abstract class SoftRosterRule : RosterRule
{
    /// <summary>What the roster costs by this rule, 0 or more, by looking at the roster alone.</summary>
    public abstract long Cost(RosterProblem problem, Roster roster);
}

/// <param name="Rule">Name of the rule.</param>
/// <param name="Says">Who, when and what, for people.</param>
/// <param name="Staff">Index of the person concerned; null when a shift as a whole is.</param>
/// <param name="Day">First day concerned; null when it is the horizon.</param>
public sealed record RosterViolation(string Rule, string Says, int? Staff = null, int? Day = null);

/// <summary>What one soft rule charges.</summary>
public sealed record RuleCost(string Rule, long Cost);

/// <summary>Every rule there is, each in one file of Rules/.</summary>
public static class RosterRules
{
    public static ImmutableArray<HardRosterRule> Hard { get; } =
    [
        new OneShiftADay(), new LicenceAndSkill(), new Leave(), new FixedDays(), new ForbiddenSequence(), new Rest(), new ShiftCounts(), new HorizonMinutes(),
        new WeeklyMinutes(), new ConsecutiveShiftsMax(), new ConsecutiveShiftsMin(), new ConsecutiveDaysOffMin(), new Weekends(), new MinimumCover(), new ChargeNurse(),
    ];

    public static ImmutableArray<SoftRosterRule> Soft { get; } =
    [
        new Cover(), new ChargeNurseWanted(), new Requests(), new Pay(), new Overtime(), new Budget(), new Fairness(), new Changes(),
    ];
}

/// <summary>The independent judge: hard rules by looking at the roster.</summary>
public static class RosterCheck
{
    private static readonly OneShiftADay Sense = new();

    /// <summary>Every breach of a hard rule; empty for a roster that may be published. Of a roster with shifts that do not exist, only these.</summary>
    public static ImmutableArray<RosterViolation> Violations(RosterProblem problem, Roster roster) =>
        Sense.Violations(problem, roster).ToImmutableArray() is { IsEmpty: false } nonsense ? nonsense : [.. RosterRules.Hard.SelectMany(rule => rule.Violations(problem, roster))];
}

/// <summary>The independent price: soft rules by looking at the roster.</summary>
public static class RosterCost
{
    public static long Of(RosterProblem problem, Roster roster) => RosterRules.Soft.Sum(rule => rule.Cost(problem, roster));

    /// <summary>One line for each soft rule, those that charge nothing too.</summary>
    public static ImmutableArray<RuleCost> ByRule(RosterProblem problem, Roster roster) =>
        [.. RosterRules.Soft.Select(rule => new RuleCost(rule.Name, rule.Cost(problem, roster)))];
}
