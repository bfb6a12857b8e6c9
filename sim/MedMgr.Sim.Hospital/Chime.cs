using System.Collections.Immutable;

namespace MedMgr.Sim.Hospital;

/// <summary>What the CHIME model is run with.</summary>
/// <param name="Population">Of the region.</param>
/// <param name="CurrentHospitalized">In our hospital now.</param>
/// <param name="MarketShare">0 to 1: of the region's patients, those who come to us.</param>
/// <param name="DoublingDays">Before social distancing.</param>
/// <param name="ContactReduction">0 to 1.</param>
/// <param name="InfectiousDays">Days from infection to recovery.</param>
/// <param name="HospitalizedShare">Of the infected, 0 to 1. Likewise ICU and ventilated.</param>
/// <param name="HospitalizedDays">Length of stay. Likewise ICU and ventilated.</param>
public sealed record ChimeInputs(
    double Population, double CurrentHospitalized, double MarketShare, double DoublingDays, double ContactReduction, double InfectiousDays, int Days,
    double HospitalizedShare, double HospitalizedDays, double IcuShare, double IcuDays, double VentilatedShare, double VentilatedDays);

/// <param name="Admissions">New in our hospital on each day, index 0 is today. Likewise ICU and ventilated.</param>
/// <param name="Census">In our hospital on each day.</param>
public sealed record ChimeResult(
    double R0, double Rt, ImmutableArray<double> Admissions, ImmutableArray<double> IcuAdmissions, ImmutableArray<double> VentilatedAdmissions,
    ImmutableArray<double> Census, ImmutableArray<double> IcuCensus, ImmutableArray<double> VentilatedCensus);

/// <summary>Discrete SIR as in CHIME (Penn Medicine COVID-19 Hospital Impact Model for Epidemics).</summary>
public static class Chime
{
    public static ChimeResult Run(ChimeInputs inputs) => throw new NotImplementedException(inputs.ToString());
}
