namespace MedMgr.Sim.Hospital.Validation;

/// <summary>What the simulated value is held against.</summary>
public enum Evidence
{
    /// <summary>A formula: the interval must cover it and be narrow.</summary>
    Exact,

    /// <summary>A published model without chance: the same to 1e-6.</summary>
    Deterministic,

    /// <summary>A published mean of few replications, itself uncertain: the interval is where such a mean may lie.</summary>
    Published,
}

/// <summary>One value of theory beside what the simulation found.</summary>
/// <param name="Case">Unique, in words: "M/M/5, mean wait (min)".</param>
/// <param name="Model">The table it belongs to.</param>
/// <param name="Low">Lower end of the interval; all intervals of a run hold together with 95 %.</param>
/// <param name="Replications">0 where there is no chance.</param>
/// <param name="Pass">Theory lies inside and, where it is exact, the interval is narrow enough to mean something.</param>
public sealed record ValidationCase(
    string Case, string Model, Evidence Evidence, string Source, double Theory, double Simulated, double Low, double High, int Replications, bool Pass)
{
    /// <summary>Half the interval as a share of the theory's value.</summary>
    public double RelativeHalfWidth => 0.5 * (High - Low) / Math.Abs(Theory);
}
