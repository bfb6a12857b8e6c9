namespace MedMgr.Ops.Optimizer.Rostering;

/// <summary>What time beyond the contract costs, on top of the shift's own pay.</summary>
/// <param name="AfterMinutes">Contracted minutes in the horizon.</param>
/// <param name="PerHour">Cost of each begun hour beyond.</param>
public sealed record OvertimePay(int AfterMinutes, long PerHour);

/// <summary>A limit on what the roster costs in pay and overtime.</summary>
/// <param name="Amount">In the unit of the pay.</param>
/// <param name="WeightPerUnitOver">Added cost of each unit above; 1 makes the money above the budget count twice.</param>
public sealed record PayBudget(long Amount, long WeightPerUnitOver);
