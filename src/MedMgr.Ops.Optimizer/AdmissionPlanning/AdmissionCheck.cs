using System.Collections.Immutable;
using MedMgr.Ops.Optimizer.AdmissionPlanning.Rules;

namespace MedMgr.Ops.Optimizer.AdmissionPlanning;

/// <summary>What a plan breaks and what it costs, counted from nothing but the problem, the plan and the rules: the search has no part in it.</summary>
/// <param name="Hard">One for each hard rule, in the order of <see cref="AdmissionRules.Hard"/>.</param>
/// <param name="Soft">One for each soft rule, in the order of <see cref="AdmissionRules.Soft"/>.</param>
public sealed record AdmissionCheck(ImmutableArray<HardRuleResult> Hard, ImmutableArray<SoftRuleResult> Soft)
{
    /// <summary>Units of all hard rules; 0 for a plan that can be worked.</summary>
    public int Violations => Hard.Sum(r => r.Units);

    /// <summary>Weighted units of all soft rules.</summary>
    public int Cost => Soft.Sum(r => r.Cost);

    /// <summary>Judges a plan.</summary>
    public static AdmissionCheck Of(AdmissionProblem problem, AdmissionPlan plan)
    {
        var census = new PlannedCensus(problem, plan);
        return new(
            [.. AdmissionRules.Hard.Select(rule => new HardRuleResult(rule, [.. rule.Findings(census)]))],
            [.. AdmissionRules.Soft.Select(rule => new SoftRuleResult(rule, rule.Weight(problem.Weights), [.. rule.Findings(census)]))]);
    }
}

/// <param name="Rule">Which.</param>
/// <param name="Findings">Where it is broken.</param>
public sealed record HardRuleResult(IHardAdmissionRule Rule, ImmutableArray<RuleFinding> Findings)
{
    /// <summary>Violations, as the competition counts them.</summary>
    public int Units => Findings.Sum(f => f.Units);
}

/// <param name="Rule">Which.</param>
/// <param name="Weight">Cost of one unit.</param>
/// <param name="Findings">Where it is broken.</param>
public sealed record SoftRuleResult(ISoftAdmissionRule Rule, int Weight, ImmutableArray<RuleFinding> Findings)
{
    /// <summary>Units before they are weighted.</summary>
    public int Units => Findings.Sum(f => f.Units);

    /// <summary>What they cost.</summary>
    public int Cost => Weight * Units;
}
