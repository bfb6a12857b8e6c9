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

/// <param name="Admissions">New in our hospital on each day, index 0 is today. Likewise ICU and ventilated.</param>
/// <param name="Census">In our hospital on each day.</param>
public sealed record ChimeResult(
    double R0, double Rt, ImmutableArray<double> Admissions, ImmutableArray<double> IcuAdmissions, ImmutableArray<double> VentilatedAdmissions,
    ImmutableArray<double> Census, ImmutableArray<double> IcuCensus, ImmutableArray<double> VentilatedCensus);

/// <summary>Discrete SIR as in CHIME 1.1 (COVID-19 Hospital Impact Model for Epidemics, Penn Medicine Predictive Healthcare).</summary>
/// <remarks>
/// Growth g = 2^(1/Td) - 1, gamma = 1 / infectious days, beta = (g + gamma) / S0. It begins with one patient in our hospital and runs undisturbed until the
/// day whose census is nearest to the present one (looked for as many days back as are looked forward); from there beta is reduced by the contact reduction.
/// One step a day; admissions are the day's increase of those ever infected. The published default run is a test.
/// </remarks>
public static class Chime
{
    public static ChimeResult Run(ChimeInputs x)
    {
        var infected = 1.0 / x.MarketShare / x.HospitalizedShare;
        var susceptible = x.Population - infected;
        var gamma = 1.0 / x.InfectiousDays;
        var growth = Portable.Pow(2.0, 1.0 / x.DoublingDays) - 1.0;
        var before = (growth + gamma) / susceptible;
        var after = before * (1.0 - x.ContactReduction);

        var undisturbed = EverInfected(x, susceptible, infected, gamma, (before, x.Days));
        var today = Census(Admissions(x, undisturbed, x.HospitalizedShare), x.HospitalizedDays)
            .Select((census, day) => (day, error: Math.Abs(census - x.CurrentHospitalized))).MinBy(d => d.error).day;
        var ever = EverInfected(x, susceptible, infected, gamma, (before, today), (after, x.Days));

        var hospitalized = Admissions(x, ever, x.HospitalizedShare);
        var icu = Admissions(x, ever, x.IcuShare);
        var ventilated = Admissions(x, ever, x.VentilatedShare);
        return new ChimeResult(
            before / gamma * susceptible, after / gamma * susceptible,
            hospitalized[today..], icu[today..], ventilated[today..],
            Census(hospitalized, x.HospitalizedDays)[today..], Census(icu, x.IcuDays)[today..], Census(ventilated, x.VentilatedDays)[today..]);
    }

    /// <summary>Infected and recovered on each day, from the first.</summary>
    private static double[] EverInfected(ChimeInputs x, double susceptible, double infected, double gamma, params ReadOnlySpan<(double Beta, int Days)> phases)
    {
        var (s, i, r) = (susceptible, infected, 0.0);
        var ever = new List<double> { i + r };
        foreach (var (beta, days) in phases)
        {
            for (var day = 0; day < days; day++)
            {
                var (s1, i1, r1) = (Math.Max(0.0, s - (beta * s * i)), Math.Max(0.0, (beta * s * i) - (gamma * i) + i), (gamma * i) + r);
                var scale = x.Population / (s1 + i1 + r1);
                (s, i, r) = (s1 * scale, i1 * scale, r1 * scale);
                ever.Add(i + r);
            }
        }

        return [.. ever];
    }

    private static ImmutableArray<double> Admissions(ChimeInputs x, double[] ever, double share) =>
        [.. ever.Select((now, day) => day == 0 ? 0.0 : (now - ever[day - 1]) * share * x.MarketShare)];

    /// <summary>Everybody stays exactly the length of stay.</summary>
    private static ImmutableArray<double> Census(ImmutableArray<double> admissions, double days)
    {
        var stay = (int)days;
        return [.. admissions.Select((_, day) => admissions.Take(day + 1).Skip(Math.Max(0, day + 1 - stay)).Sum())];
    }
}
