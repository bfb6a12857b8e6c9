namespace MedMgr.Ops.EmbeddedSilo.Deterministic;

/// <summary>What a deterministic silo does to the system under test besides shuffling it.</summary>
public sealed record DeterministicOptions
{
    /// <summary>Where virtual time begins.</summary>
    public DateTimeOffset StartsAt { get; init; } = new(2026, 1, 5, 7, 0, 0, TimeSpan.Zero);

    /// <summary>Chance, at each step, that some activation vanishes without a goodbye. From 0 to 1.</summary>
    public double KillProbability { get; init; }

    /// <summary>For the <see cref="IFaultPlan"/> in the silo's services.</summary>
    public FaultRates Faults { get; init; } = FaultRates.None;

    /// <summary>A run of more steps than this is taken for an endless one.</summary>
    public long MaxSteps { get; init; } = 10_000_000;
}
