using System.Collections.Immutable;
using MedMgr.Sim.Engine.Numerics;

namespace MedMgr.Sim.Hospital.Epidemics;

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

/// <param name="Admissions">New in our hospital on each day, index 0 is today (none). Likewise ICU and ventilated.</param>
/// <param name="Census">In our hospital on each day, of those admitted since today.</param>
public sealed record ChimeResult(
    double R0, double Rt, ImmutableArray<double> Admissions, ImmutableArray<double> IcuAdmissions, ImmutableArray<double> VentilatedAdmissions,
    ImmutableArray<double> Census, ImmutableArray<double> IcuCensus, ImmutableArray<double> VentilatedCensus);

/// <summary>Discrete SIR as in CHIME (COVID-19 Hospital Impact Model for Epidemics, Penn Medicine Predictive Healthcare).</summary>
/// <remarks>
/// Growth g = 2^(1/Td) - 1, gamma = 1 / infectious days, beta = (g + gamma) / S0, reduced by the contact reduction. One step a day; whoever was ever
/// infected (infected or recovered) counts for admissions of that day's increase. Source: domain facts of CHIME; the published default run is a test.
/// </remarks>
public static class Chime
{
    public static ChimeResult Run(ChimeInputs x)
    {
        var infected = x.CurrentHospitalized / x.MarketShare / x.HospitalizedShare;
        var susceptible = x.Population - infected;
        var gamma = 1.0 / x.InfectiousDays;
        var growth = Portable.Pow(2.0, 1.0 / x.DoublingDays) - 1.0;
        var betaBefore = (growth + gamma) / susceptible;
        var beta = betaBefore * (1.0 - x.ContactReduction);
        var (r0, rt) = (betaBefore / gamma * susceptible, beta / gamma * susceptible);

        var everInfected = new double[x.Days + 1];
        double s = susceptible, i = infected, r = 0.0;
        for (var day = 0; day <= x.Days; day++)
        {
            everInfected[day] = i + r;
            var (s1, i1, r1) = (Math.Max(0.0, (-beta * s * i) + s), Math.Max(0.0, (beta * s * i) - (gamma * i) + i), Math.Max(0.0, (gamma * i) + r));
            var scale = x.Population / (s1 + i1 + r1);
            (s, i, r) = (s1 * scale, i1 * scale, r1 * scale);
        }

        ImmutableArray<double> Admissions(double share) =>
            [.. Enumerable.Range(0, x.Days + 1).Select(day => day == 0 ? 0.0 : (everInfected[day] - everInfected[day - 1]) * share * x.MarketShare)];

        var hospitalized = Admissions(x.HospitalizedShare);
        var icu = Admissions(x.IcuShare);
        var ventilated = Admissions(x.VentilatedShare);
        return new ChimeResult(
            r0, rt, hospitalized, icu, ventilated, Census(hospitalized, x.HospitalizedDays), Census(icu, x.IcuDays), Census(ventilated, x.VentilatedDays));
    }

    /// <summary>Everybody stays exactly the length of stay.</summary>
    private static ImmutableArray<double> Census(ImmutableArray<double> admissions, double days)
    {
        var stay = (int)days;
        return [.. admissions.Select((_, day) => admissions.Take(day + 1).Skip(Math.Max(0, day + 1 - stay)).Sum())];
    }
}
