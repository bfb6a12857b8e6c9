namespace MedMgr.Sim.Hospital.Drills;

/// <summary>Who gives the beds in a drill: a policy of its own before it begins, then people, or a policy in their place.</summary>
/// <remarks>Belongs to one run.</remarks>
internal sealed class DrillPlacement : IPlacementRounds
{
    private static readonly GreedyPlacement BeforeItBegins = new();

    private readonly DateTimeOffset _begins;

    public DrillPlacement(DateTimeOffset begins) => _begins = begins;

    /// <summary>Null: people decide, and nobody is given a bed here.</summary>
    public IPlacementPolicy? Decides { get; set; }

    public double HoursBetweenRounds => 0.25;

    public int ChooseBed(PlacementView view, int patient, int unit) =>
        (view.Now < _begins ? BeforeItBegins : Decides)?.ChooseBed(view, patient, unit) ?? PlacementView.NoBed;

    public IReadOnlyList<BedChoice> HoldRound(PlacementView view, CancellationToken cancellationToken) =>
        view.Now >= _begins && Decides is IPlacementRounds rounds ? rounds.HoldRound(view, cancellationToken) : [];
}
