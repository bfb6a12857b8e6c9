using MedMgr.Ops.Domain;

namespace MedMgr.Ops.Optimizer.BedPlacement;

/// <summary>How far a unit's level lies above what a patient needs, on the ladder for adults and on the one for children.</summary>
internal static class CareLadder
{
    /// <returns>Steps of the ladder; 0 when the levels stand on no common ladder, the need is unknown, or the unit lies not above it.</returns>
    public static int StepsAbove(LevelOfCare unit, LevelOfCare? need) => need is { } level && Rung(unit) is { } high && Rung(level) is { } low && high.Ladder == low.Ladder
        ? Math.Max(0, high.Height - low.Height)
        : 0;

    private static (int Ladder, int Height)? Rung(LevelOfCare level) => level switch
    {
        LevelOfCare.General => (0, 0),
        LevelOfCare.Telemetry => (0, 1),
        LevelOfCare.Intermediate => (0, 2),
        LevelOfCare.Critical => (0, 3),
        LevelOfCare.Paediatric => (1, 0),
        LevelOfCare.PaediatricCritical => (1, 1),
        _ => null,
    };
}
