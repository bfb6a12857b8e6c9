using System.Reflection;

namespace MedMgr.Ops.Optimizer.BedPlacement;

/// <summary>What every soft rule costs, in one currency: points. One point is one minute's wait of a patient of acuity 4 or 5 who has only just asked.</summary>
/// <remarks>
/// Whole points from 0 (the rule does not count) to <see cref="Max"/>. A move at 90 points therefore pays for itself when it spares acuity 3 (2 points a minute)
/// three quarters of an hour. These are judgements that every hospital makes for itself, not findings.
/// </remarks>
public sealed record PlacementWeights
{
    public const int Max = 10_000;

    public static readonly PlacementWeights Default = new();

    /// <summary>Points for each minute that a patient of acuity 1 waits.</summary>
    public int WaitAcuity1 { get; init; } = 8;

    /// <summary>Points for each minute that a patient of acuity 2 waits.</summary>
    public int WaitAcuity2 { get; init; } = 4;

    /// <summary>Points for each minute that a patient of acuity 3 waits, or one who is not triaged.</summary>
    public int WaitAcuity3 { get; init; } = 2;

    /// <summary>Points for each minute that a patient of acuity 4 or 5 waits.</summary>
    public int WaitAcuity4And5 { get; init; } = 1;

    /// <summary>Percent by which a minute's wait grows dearer for every hour that the patient has waited already, up to 24 hours.</summary>
    public int WaitGrowthPercentPerHour { get; init; } = 10;

    /// <summary>Minutes that one who gets no bed within the horizon is taken to wait beyond it.</summary>
    public int UnplacedMinutes { get; init; } = 240;

    /// <summary>Points for a bed in another unit than the one asked for.</summary>
    public int UnitNotAskedFor { get; init; } = 120;

    /// <summary>Points for a unit that is not for the patient's service (an outlier).</summary>
    public int Outlier { get; init; } = 60;

    /// <summary>Points for every step of the ladder general, telemetry, intermediate, critical by which the unit's level lies above the need.</summary>
    public int LevelAboveNeed { get; init; } = 30;

    /// <summary>Points for a room with negative pressure given to one who does not need it.</summary>
    public int NegativePressureUnneeded { get; init; } = 60;

    /// <summary>Points for every other thing that the room has, not all rooms of the unit have, and the patient does not need.</summary>
    public int CapabilityUnneeded { get; init; } = 15;

    /// <summary>Free critical-care beds that each critical-care unit keeps for the next patient. Beds.</summary>
    public int CriticalReserveBeds { get; init; } = 1;

    /// <summary>Points for every critical-care bed that is missing in the reserve.</summary>
    public int CriticalReserveMissing { get; init; } = 100;

    /// <summary>Free beds with negative pressure that the hospital keeps for the next patient. Beds.</summary>
    public int NegativePressureReserveBeds { get; init; } = 1;

    /// <summary>Points for every bed with negative pressure that is missing in the reserve.</summary>
    public int NegativePressureReserveMissing { get; init; } = 80;

    /// <summary>Points for moving a patient who did not ask for it.</summary>
    public int Move { get; init; } = 90;

    /// <summary>Points for an exchange of beds.</summary>
    public int Swap { get; init; } = 150;

    /// <summary>Percent of a unit's staffed capacity from which on each further patient costs <see cref="Workload"/>.</summary>
    public int WorkloadFromPercent { get; init; } = 80;

    /// <summary>Points for every patient above <see cref="WorkloadFromPercent"/>, and as many again above half-way from there to the full capacity.</summary>
    public int Workload { get; init; } = 10;

    /// <summary>Points for every floor between the patient and the bed, where the definition names floors.</summary>
    public int Floor { get; init; } = 2;

    /// <summary>Points for every patient whom the plan in force gave another bed.</summary>
    public int PlanChanged { get; init; } = 20;

    /// <summary>Points for every surge bed that is opened.</summary>
    public int SurgeBed { get; init; } = 240;

    /// <summary>Points for every nurse who is called in.</summary>
    public int NurseCalledIn { get; init; } = 600;

    /// <summary>What is wrong with these weights, in words; empty when they can be used.</summary>
    public IReadOnlyList<string> WhatIsWrong() =>
    [
        .. from property in typeof(PlacementWeights).GetProperties(BindingFlags.Public | BindingFlags.Instance)
           where property.PropertyType == typeof(int)
           let value = (int)property.GetValue(this)!
           where value is < 0 or > Max
           select $"{property.Name} is {value}; use 0 to {Max}.",
    ];
}
