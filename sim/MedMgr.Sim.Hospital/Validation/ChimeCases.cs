using System.Collections.Immutable;
using MedMgr.Sim.Hospital.Epidemics;

namespace MedMgr.Sim.Hospital.Validation;

/// <summary>The default run of CHIME (Penn Medicine, penn_chime 1.1), without chance.</summary>
internal static class ChimeCases
{
    public const double Tolerance = 1e-6;

    public static readonly ChimeInputs Published = new(
        Population: 3_600_000, CurrentHospitalized: 69, MarketShare: 0.15, DoublingDays: 5, ContactReduction: 0.45, InfectiousDays: 10, Days: 30,
        HospitalizedShare: 0.025, HospitalizedDays: 7, IcuShare: 0.0075, IcuDays: 9, VentilatedShare: 0.005, VentilatedDays: 10);

    /// <summary>The recurrence of the public model in 40 decimal digits.</summary>
    public static ImmutableArray<ValidationCase> All()
    {
        var run = Chime.Run(Published);
        return
        [
            Same("R0", 2.486983550, run.R0),
            Same("R(t)", 1.367840952, run.Rt),
            Same("admissions on day 30", 21.988149971, run.Admissions[^1]),
            Same("ICU admissions on day 30", 6.596444991, run.IcuAdmissions[^1]),
            Same("ventilated admissions on day 30", 4.397629994, run.VentilatedAdmissions[^1]),
            Same("census on day 30", 140.908658084, run.Census[^1]),
            Same("ICU census on day 30", 52.775563809, run.IcuCensus[^1]),
            Same("ventilated census on day 30", 38.523214146, run.VentilatedCensus[^1]),
        ];
    }

    private static ValidationCase Same(string what, double theory, double found) => new(
        $"CHIME, {what}", "CHIME", Evidence.Deterministic, "penn_chime 1.1 default run", theory, found, found - Tolerance, found + Tolerance, 0,
        Math.Abs(found - theory) <= Tolerance);
}
