namespace MedMgr.Ops.Optimizer.BedPlacement;

/// <summary>How far a plan looks, what it assumes about times, and what it may decide.</summary>
/// <remarks>Minutes are whole and never negative. The times of cleaning and departure are the hospital's assumptions, not measurements of ours.</remarks>
public sealed record PlacementOptions
{
    public static readonly PlacementOptions Default = new();

    /// <summary>Only beds that are free within this time are planned with. 1 to 1440 minutes.</summary>
    public int HorizonMinutes { get; init; } = 240;

    /// <summary>How long a plan may be accepted.</summary>
    public int ExpiresAfterMinutes { get; init; } = 15;

    /// <summary>From the patient's leaving to a ready bed: waiting for housekeeping and cleaning.</summary>
    public int TurnaroundMinutes { get; init; } = 60;

    /// <summary>What is left of the turnaround once housekeeping has begun.</summary>
    public int CleaningMinutes { get; init; } = 30;

    /// <summary>The clean of a contaminated bed.</summary>
    public int SpecialCleanMinutes { get; init; } = 90;

    /// <summary>From the discharge order to the departure, for one whose departure nobody has timed.</summary>
    public int OrderToDepartureMinutes { get; init; } = 120;

    /// <summary>A departure that is overdue is expected so long from now.</summary>
    public int OverdueDepartureMinutes { get; init; } = 60;

    /// <summary>From the assignment of another bed to the patient's leaving the old one.</summary>
    public int MoveMinutes { get; init; } = 30;

    /// <summary>May patients who did not ask for it be moved to free a scarce bed, or exchange beds?</summary>
    public bool AllowMoves { get; init; } = true;

    /// <summary>At most so many patients are considered for a move.</summary>
    public int MovablePatientsMax { get; init; } = 20;

    /// <summary>May surge beds be opened and nurses be called in?</summary>
    public bool AllowSurge { get; init; }

    /// <summary>From the decision to a surge bed that can take a patient.</summary>
    public int SurgeBedMinutes { get; init; } = 30;

    /// <summary>From the call to a nurse at work.</summary>
    public int NurseCallInMinutes { get; init; } = 90;

    /// <summary>Nurses who may be called in, for each unit.</summary>
    public int NursesToCallInPerUnit { get; init; } = 1;

    public PlacementWeights Weights { get; init; } = PlacementWeights.Default;

    /// <summary>What is wrong with these options, in words; empty when they can be used.</summary>
    public IReadOnlyList<string> WhatIsWrong()
    {
        var wrong = new List<string>();
        Range(nameof(HorizonMinutes), HorizonMinutes, 1, 1440);
        Range(nameof(ExpiresAfterMinutes), ExpiresAfterMinutes, 1, 1440);
        Range(nameof(TurnaroundMinutes), TurnaroundMinutes, 0, 1440);
        Range(nameof(CleaningMinutes), CleaningMinutes, 0, 1440);
        Range(nameof(SpecialCleanMinutes), SpecialCleanMinutes, 0, 1440);
        Range(nameof(OrderToDepartureMinutes), OrderToDepartureMinutes, 0, 1440);
        Range(nameof(OverdueDepartureMinutes), OverdueDepartureMinutes, 0, 1440);
        Range(nameof(MoveMinutes), MoveMinutes, 0, 1440);
        Range(nameof(MovablePatientsMax), MovablePatientsMax, 0, 200);
        Range(nameof(SurgeBedMinutes), SurgeBedMinutes, 0, 1440);
        Range(nameof(NurseCallInMinutes), NurseCallInMinutes, 0, 1440);
        Range(nameof(NursesToCallInPerUnit), NursesToCallInPerUnit, 0, 20);
        wrong.AddRange(Weights.WhatIsWrong());
        return wrong;

        void Range(string name, int value, int min, int max)
        {
            if (value < min || value > max)
            {
                wrong.Add($"{name} is {value}; use {min} to {max}.");
            }
        }
    }
}
