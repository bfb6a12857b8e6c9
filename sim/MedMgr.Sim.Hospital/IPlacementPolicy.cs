namespace MedMgr.Sim.Hospital;

/// <summary>Who gets which bed. Domain's rules say which beds are allowed; the policy chooses among them.</summary>
/// <remarks>Shared by replications that run at the same time: it keeps no state of its own.</remarks>
public interface IPlacementPolicy
{
    /// <summary>Chooses for one patient who waits. Those who wait are asked about in turn: critical care first, then those in the house, then those outside; each in order of request.</summary>
    /// <param name="patient">As the view numbers patients.</param>
    /// <param name="unit">The unit in which something has become possible, or <see cref="PlacementView.AnyUnit"/> for a new request.</param>
    /// <returns>A bed that <see cref="PlacementView.MayTake"/> allows in a unit that has room, or <see cref="PlacementView.NoBed"/> to let the patient wait.</returns>
    int ChooseBed(PlacementView view, int patient, int unit);
}
