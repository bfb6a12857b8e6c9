namespace MedMgr.Ops.Domain;

/// <summary>The kind of nursing care a unit gives and a patient needs.</summary>
/// <remarks>General &lt; Telemetry &lt; Intermediate &lt; Critical is a ladder for adults; the others stand beside it.</remarks>
public enum LevelOfCare
{
    General,
    Telemetry,

    /// <summary>Step-down.</summary>
    Intermediate,
    Critical,
    Emergency,

    /// <summary>Post-anaesthesia care (PACU).</summary>
    PostAnaesthesia,
    Paediatric,
    PaediatricCritical,

    /// <summary>Antepartum and postpartum, mother and baby as a couplet.</summary>
    Maternity,
    Labour,
    Neonatal,
    Psychiatric,
    Rehabilitation,
}

public static class LevelsOfCare
{
    /// <summary>Where a patient with a requested bed boards: an ED or a PACU.</summary>
    public static bool IsBoardingPlace(this LevelOfCare level) => level is LevelOfCare.Emergency or LevelOfCare.PostAnaesthesia;

    /// <summary>What a unit of this level takes unless its definition says otherwise: itself and, on the adult ladder, all below.</summary>
    public static IReadOnlyList<LevelOfCare> AcceptedByDefault(LevelOfCare level) => level switch
    {
        LevelOfCare.Critical => [LevelOfCare.Critical, LevelOfCare.Intermediate, LevelOfCare.Telemetry, LevelOfCare.General],
        LevelOfCare.Intermediate => [LevelOfCare.Intermediate, LevelOfCare.Telemetry, LevelOfCare.General],
        LevelOfCare.Telemetry => [LevelOfCare.Telemetry, LevelOfCare.General],
        LevelOfCare.PaediatricCritical => [LevelOfCare.PaediatricCritical, LevelOfCare.Paediatric],
        _ => [level],
    };
}
