using System.Collections.Immutable;
using MedMgr.Ops.Optimizer.BedPlacement.HardRules;
using MedMgr.Ops.Optimizer.BedPlacement.SoftRules;

namespace MedMgr.Ops.Optimizer.BedPlacement;

/// <summary>Every rule of bed placement: the table of contents. Each stands in one file of its folder.</summary>
public static class RuleBook
{
    /// <summary>In the order in which they are asked: what lies in the bed and its unit first, what lies in the plan last.</summary>
    internal static readonly ImmutableArray<HardRule> Hard =
    [
        new UnitOpen(), new LevelOfCareAccepted(), new AgeAccepted(), new CapabilitiesPresent(), new NoBoardingPlace(), new MoveChangesRoom(),
        new ReservationKept(), new BedFreeInTime(), new RoomGender(), new IsolationCohort(), new OnePlaceEach(), new BedUsedOnce(), new BedFreedFirst(), new UnitStaffed(),
    ];

    /// <summary>Those that look at choices beside each other.</summary>
    internal static readonly ImmutableArray<HardRule> HardBeside =
        [.. Hard.Where(r => r.GetType().GetMethod(nameof(HardRule.Allows))!.DeclaringType != typeof(HardRule))];

    internal static readonly ImmutableArray<SoftRule> Soft =
    [
        new WaitingTime(), new UnitAskedFor(), new ServiceMatch(), new LevelMatch(), new CapabilityMatch(), new CriticalReserve(), new NegativePressureReserve(),
        new MovesAvoided(), new WorkloadBalance(), new Distance(), new Stability(), new SurgePrice(),
    ];

    /// <summary>All rules, the hard ones first.</summary>
    public static ImmutableArray<RuleDescription> All { get; } =
    [
        .. Hard.Select(r => new RuleDescription(r.Name, IsHard: true, r.Sentence)),
        .. Soft.Select(r => new RuleDescription(r.Name, IsHard: false, r.Sentence)),
    ];
}

/// <param name="Name">As refusals and cost items name it.</param>
/// <param name="IsHard">No plan breaks it; a soft rule has a price.</param>
/// <param name="Sentence">The whole rule.</param>
public sealed record RuleDescription(string Name, bool IsHard, string Sentence);
