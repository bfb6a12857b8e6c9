using System.Collections.Immutable;

namespace MedMgr.Ops.Optimizer.Rostering;

/// <summary>One person (or one agency post) with contract, skills, absences and price. Only the id must be given.</summary>
/// <param name="Id">Unique in a problem, not empty.</param>
public sealed record RosterStaff(string Id)
{
    /// <summary>Roles and skills by which <see cref="CoverDemand.Skill"/> counts this person.</summary>
    public ImmutableHashSet<string> Skills { get; init; } = [];

    /// <summary>May lead a shift.</summary>
    public bool MayTakeCharge { get; init; }

    /// <summary>Shifts (indices) that licence or skill rule out.</summary>
    public ImmutableHashSet<int> MayNotWork { get; init; } = [];

    /// <summary>What the contract allows.</summary>
    public ContractLimits Contract { get; init; } = new();

    /// <summary>Days of leave or sickness: no shift at all.</summary>
    public ImmutableHashSet<int> Leave { get; init; } = [];

    /// <summary>Days that are decided already: the shift, or <see cref="Roster.Off"/>.</summary>
    public ImmutableDictionary<int, int> Fixed { get; init; } = ImmutableDictionary<int, int>.Empty;

    /// <summary>The days before day 0, oldest first: a shift, or <see cref="Roster.Off"/>. Empty when unknown: then nothing before the horizon constrains it.</summary>
    public ImmutableArray<int> History { get; init; } = [];

    /// <summary>Cost of each shift (pay, float premium, agency price), by shift index. Empty: nothing is charged.</summary>
    public ImmutableArray<long> Pay { get; init; } = [];

    /// <summary>What minutes beyond the contract cost; null: nothing.</summary>
    public OvertimePay? Overtime { get; init; }

    /// <summary>How much of the unpopular work is this person's share.</summary>
    public ImmutableArray<FairShare> FairShares { get; init; } = [];
}
