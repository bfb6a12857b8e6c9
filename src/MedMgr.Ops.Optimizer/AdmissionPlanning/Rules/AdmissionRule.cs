namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Rules;

/// <summary>One thing a plan must or should do.</summary>
public interface IAdmissionRule
{
    /// <summary>Short, as the competition's validator prints it.</summary>
    string Name { get; }

    /// <summary>The rule in one sentence.</summary>
    string Says { get; }

    /// <summary>Where the plan breaks the rule, and how much; nothing when it is kept.</summary>
    IEnumerable<RuleFinding> Findings(PlannedCensus census);
}

/// <summary>A rule that no plan may break.</summary>
public interface IHardAdmissionRule : IAdmissionRule;

/// <summary>A rule that costs what it is broken.</summary>
public interface ISoftAdmissionRule : IAdmissionRule
{
    /// <summary>Cost of one unit.</summary>
    int Weight(AdmissionWeights weights);
}

/// <param name="Units">How much, at least 1.</param>
/// <param name="What">Where and what, in words.</param>
public sealed record RuleFinding(int Units, string What);

/// <summary>Every rule there is.</summary>
public static class AdmissionRules
{
    /// <summary>The rules that no plan may break.</summary>
    public static IReadOnlyList<IHardAdmissionRule> Hard { get; } =
    [
        new Hard.OneGenderInARoom(), new Hard.RoomSuitsPatient(), new Hard.SurgeonWithinHours(), new Hard.TheatreWithinHours(), new Hard.MandatoryPatientsAdmitted(),
        new Hard.AdmittedInTime(), new Hard.BedForEverybody(), new Hard.NurseOnShift(), new Hard.NurseInEveryOccupiedRoom(),
    ];

    /// <summary>The rules that cost.</summary>
    public static IReadOnlyList<ISoftAdmissionRule> Soft { get; } =
    [
        new Soft.AgesInARoom(), new Soft.NurseSkill(), new Soft.ContinuityOfCare(), new Soft.NurseWorkload(),
        new Soft.TheatresOpened(), new Soft.SurgeonTransfers(), new Soft.Delay(), new Soft.OptionalPatientsLeftOut(),
    ];
}
