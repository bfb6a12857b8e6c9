namespace MedMgr.Sim.Hospital;

/// <summary>Who gets which bed. Domain's rules say which beds are allowed; the policy chooses among them.</summary>
public interface IPlacementPolicy;

/// <summary>First come, first served; the most urgent first. A bed of the patient's own service before an outlier's.</summary>
public sealed class GreedyPlacement : IPlacementPolicy;
