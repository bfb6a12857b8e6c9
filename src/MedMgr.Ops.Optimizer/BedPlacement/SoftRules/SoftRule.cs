using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.SoftRules;

/// <summary>What a plan should rather not do, and what it costs to do it all the same. Costs are points (see <see cref="PlacementWeights"/>).</summary>
internal abstract class SoftRule
{
    /// <summary>As the table of rules and every cost item name it.</summary>
    public abstract string Name { get; }

    /// <summary>The whole rule in one sentence.</summary>
    public abstract string Sentence { get; }

    /// <summary>What the choice costs whatever else is planned. Never below 0.</summary>
    public virtual long OfChoice(PlacementScene scene, Choice choice) => 0;

    /// <summary>The cost of a choice in words; asked only where it is above 0.</summary>
    public virtual string Why(PlacementScene scene, Choice choice) => Sentence;

    /// <summary>What it costs to give the patient no bed. Never below 0.</summary>
    public virtual long OfWaiting(PlacementScene scene, Patient who) => 0;

    /// <summary>The cost of no bed in words; asked only where it is above 0.</summary>
    public virtual string WhyWaiting(PlacementScene scene, Patient who) => Sentence;

    /// <summary>Costs that depend on how many choices of a kind a plan makes.</summary>
    public virtual IEnumerable<CountedCost> Counted(PlacementScene scene) => [];
}

/// <summary>A price for each one above a threshold: beds missing in a reserve, patients above a workload.</summary>
/// <param name="Unit">The unit that choices must enter or leave to count; null for the whole house.</param>
/// <param name="Base">How far the count lies above the threshold before the plan; below 0 when there is room left.</param>
/// <param name="Price">Points for each one above.</param>
/// <param name="SignOf">+1 for a choice that adds to the count, -1 for one that takes from it, 0 for others.</param>
/// <param name="Words">The matter in words, for so many above.</param>
internal sealed record CountedCost(string Rule, HouseUnit? Unit, int Base, int Price, Func<Choice, int> SignOf, Func<int, string> Words)
{
    /// <summary>What the plan adds to or takes from the cost that stands without it.</summary>
    /// <param name="count">Sum of the signs of all choices.</param>
    public long Of(int count) => (long)Price * (Above(count) - Above(0));

    public int Above(int count) => Math.Max(0, Base + count);
}
