using MedMgr.Ops.Optimizer.BedPlacement.Model;
using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.HardRules;

/// <summary>What no plan may break. Each rule judges a patient and a bed alone, and a choice among the others of a plan.</summary>
internal abstract class HardRule
{
    /// <summary>As the table of rules and every explanation name it.</summary>
    public abstract string Name { get; }

    /// <summary>The whole rule in one sentence.</summary>
    public abstract string Sentence { get; }

    /// <summary>False for a rule that an exchange of beds keeps by its nature.</summary>
    public virtual bool JudgesExchanges => true;

    /// <summary>From when on the rule lets this patient into this bed, whatever else is planned; or why it never does within the horizon.</summary>
    public virtual Verdict Judge(PlacementScene scene, Patient who, HouseBed bed) => Verdict.FromMinute(0);

    /// <summary>Whether the choice can join the others of a draft. Asked very often: it words nothing.</summary>
    public virtual bool Allows(PlanDraft draft, Choice choice) => true;

    /// <summary>Why not; asked only where <see cref="Allows"/> says no.</summary>
    public virtual Refusal WhyNot(PlanDraft draft, Choice choice) => throw new InvalidOperationException($"{Name} allows every choice beside others.");

    /// <summary>The rule as constraints on choices that stand beside each other. What <see cref="Judge"/> rules out is in no model.</summary>
    public virtual void AddTo(PlacementModel model)
    {
    }

    protected Verdict Refuse(string because, string? wouldHaveToChange = null) => Verdict.Never(new Refusal(Name, because, wouldHaveToChange));
}

/// <param name="Rule">Name of the hard rule.</param>
/// <param name="Because">In words, with who and what.</param>
/// <param name="WouldHaveToChange">What would make it possible; null when nothing would.</param>
internal sealed record Refusal(string Rule, string Because, string? WouldHaveToChange);

/// <summary>From a minute on, or never.</summary>
internal readonly record struct Verdict(int EarliestMinute, Refusal? Refusal)
{
    public static Verdict FromMinute(int minute) => new(minute, null);

    public static Verdict Never(Refusal because) => new(0, because);
}
