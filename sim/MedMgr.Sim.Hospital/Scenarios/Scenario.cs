using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Sim.Hospital.Scenarios;

/// <summary>A hospital with what comes upon it, how it works and what it plans to do.</summary>
/// <param name="Start">The first day that counts, at midnight by the hospital's clock; the warm-up lies before it.</param>
/// <param name="Days">Measured days.</param>
/// <param name="WarmUpDays">Simulated before <paramref name="Start"/> and forgotten.</param>
/// <param name="Seed">Used when the caller names none.</param>
/// <param name="Replications">Used when the caller names none.</param>
public sealed record Scenario(
    string Id, string Title, HospitalDefinition Hospital, DateOnly Start, int Days, int WarmUpDays, ulong Seed, int Replications);
