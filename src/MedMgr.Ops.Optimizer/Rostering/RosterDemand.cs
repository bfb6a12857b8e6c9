namespace MedMgr.Ops.Optimizer.Rostering;

/// <summary>How many people a shift needs on a day.</summary>
/// <param name="Required">Wanted number, 0 or more.</param>
/// <param name="UnderWeight">Cost of each person missing.</param>
/// <param name="OverWeight">Cost of each person too many.</param>
public sealed record CoverDemand(int Day, int Shift, int Required, long UnderWeight, long OverWeight)
{
    /// <summary>Only staff with this skill count; null counts everybody.</summary>
    public string? Skill { get; init; }

    /// <summary>With fewer than so many the roster is refused. 0 refuses nothing.</summary>
    public int HardMinimum { get; init; }

    /// <summary>Whether this person counts.</summary>
    public bool Counts(RosterStaff person) => Skill is null || person.Skills.Contains(Skill);
}

/// <summary>A shift that needs somebody on it who may take charge.</summary>
/// <param name="UnmetWeight">Cost when there is nobody; null: the roster is refused.</param>
public sealed record ChargeDemand(int Day, int Shift, long? UnmetWeight = null);
