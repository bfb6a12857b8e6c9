namespace MedMgr.Sim.Hospital;

/// <summary>A policy that besides looks at everybody who waits at once, at intervals.</summary>
/// <remarks>Shared by replications that run at the same time: it keeps no state of its own, and answers the same view with the same choices.</remarks>
public interface IPlacementRounds : IPlacementPolicy
{
    /// <summary>Simulated hours between two rounds, more than 0. A round is held only while somebody waits.</summary>
    double HoursBetweenRounds { get; }

    /// <summary>Who gets which bed now. Carried out in this order; whoever is not named goes on waiting.</summary>
    IReadOnlyList<BedChoice> HoldRound(PlacementView view, CancellationToken cancellationToken);
}

/// <param name="Patient">As the view numbers patients; one who waits.</param>
/// <param name="Bed">A bed that <see cref="PlacementView.MayTake"/> allows, in a unit that has room once the choices before are carried out.</param>
public readonly record struct BedChoice(int Patient, int Bed);
