using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Rosters;

namespace MedMgr.Ops.Optimizer.Rostering.UnitRosters;

/// <summary>A hard rule that a roster breaks, and where in the grid one sees it.</summary>
/// <param name="Rule">Name of the rule, as <see cref="RosterRules"/> or the publication has it.</param>
/// <param name="Sentence">The rule itself, in one sentence.</param>
/// <param name="Says">Who, when and what.</param>
/// <param name="Staff">Null when a shift as a whole is concerned.</param>
/// <param name="Day">First day concerned; null when it is all of them.</param>
/// <param name="Publication">What publishing it would meet.</param>
public sealed record UnitRosterBreach(string Rule, string Sentence, string Says, StaffId? Staff, DateOnly? Day, PublicationStop Publication);

/// <summary>Whether a broken rule stands in the way of publishing.</summary>
public enum PublicationStop
{
    /// <summary>A rule of contract or policy: published only with a reason.</summary>
    NeedsReason,

    /// <summary>A rule of the law that a person may set aside by name.</summary>
    NeedsOverride,

    /// <summary>Nothing can make it right but another roster.</summary>
    Never,
}

/// <summary>What is to be said of a roster, whoever made it.</summary>
/// <param name="SoftCosts">By rule, in whole units of the currency or of what it is weighed against.</param>
/// <param name="Cover">For each shift that the demand names.</param>
public sealed record UnitRosterJudgement(ImmutableArray<UnitRosterBreach> Breaches, ImmutableArray<RuleCost> SoftCosts, WageBill Bill, ImmutableArray<ShiftCover> Cover)
{
    public long Objective => SoftCosts.Sum(c => c.Cost);
}
