using System.Collections.Immutable;

namespace MedMgr.Sim.Hospital.Results;

/// <summary>A mean with and without the action, and their difference on the same chance.</summary>
/// <param name="Difference">With minus without.</param>
/// <param name="Low">Of the 95 % interval of the difference.</param>
/// <param name="High">Of the 95 % interval of the difference.</param>
public sealed record Effect(double Without, double With, double Difference, double Low, double High)
{
    /// <summary>The interval excludes zero: the runs tell the two apart.</summary>
    public bool IsDecided => Low > 0 || High < 0;
}

/// <param name="Hours">After the board's moment.</param>
/// <param name="Boarders">Patients in the ED or PACU for whom a bed is requested.</param>
/// <param name="Occupied">Patients in beds of the whole house.</param>
/// <param name="UnitOccupied">Patients in beds of the unit that the action is about.</param>
/// <param name="UnitBreach">Chance that the unit holds more patients than its nurses may care for; 0 to 1.</param>
public sealed record EffectAt(int Hours, Effect Boarders, Effect Occupied, Effect UnitOccupied, Effect UnitBreach);

/// <summary>What an action changes in the next hours: the same patients with and without it, replication by replication.</summary>
public sealed record ForecastEffect(DateTimeOffset From, ulong Seed, int Replications, ImmutableArray<EffectAt> At);
