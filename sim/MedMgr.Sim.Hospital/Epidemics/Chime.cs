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
/// <param name="Census">In our hospital on each day, index 0 is today.</param>
public sealed record ChimeResult(
    double R0, double Rt, ImmutableArray<double> Admissions, ImmutableArray<double> IcuAdmissions, ImmutableArray<double> VentilatedAdmissions,
    ImmutableArray<double> Census, ImmutableArray<double> IcuCensus, ImmutableArray<double> VentilatedCensus);

/// <summary>Discrete SIR as in CHIME (COVID-19 Hospital Impact Model for Epidemics, Penn Medicine Predictive Healthcare).</summary>
/// <remarks>
/// Growth g = 2^(1/Td) - 1, gamma = 1 / infectious days, beta = (g + gamma) / S0, reduced by the contact reduction from today on. The epidemic begins with
/// the infections behind one admission; today is the day whose census comes nearest to the present one. Whoever was ever infected counts for
/// admissions on the day of the increase. Source: penn_chime 1.1; its default run is part of <c>medmgr validate</c>.
/// </remarks>
public static class Chime
{
    /// <summary>The first admission is looked for at most this many days back.</summary>
    private const int SearchDays = 730;

    public static ChimeResult Run(ChimeInputs inputs)
    {
        var infected = 1.0 / inputs.MarketShare / inputs.HospitalizedShare;
        var susceptible = inputs.Population - infected;
        var gamma = 1.0 / inputs.InfectiousDays;
        var beta = (Portable.Pow(2.0, 1.0 / inputs.DoublingDays) - 1.0 + gamma) / susceptible;
        var reduced = beta * (1.0 - inputs.ContactReduction);

        var outbreak = new Outbreak(susceptible, infected, gamma);
        var today = DaysUntilToday(outbreak, beta, inputs);
        var everInfected = outbreak.EverInfected(day => day < today ? beta : reduced, today + inputs.Days);
        var (admissions, census) = Beds(everInfected, today, inputs.MarketShare * inputs.HospitalizedShare, inputs.HospitalizedDays);
        var (icuAdmissions, icuCensus) = Beds(everInfected, today, inputs.MarketShare * inputs.IcuShare, inputs.IcuDays);
        var (ventilatedAdmissions, ventilatedCensus) = Beds(everInfected, today, inputs.MarketShare * inputs.VentilatedShare, inputs.VentilatedDays);
        return new ChimeResult(
            beta / gamma * susceptible, reduced / gamma * susceptible, admissions, icuAdmissions, ventilatedAdmissions, census, icuCensus, ventilatedCensus);
    }

    /// <summary>The day after the first admission whose census, without distancing and before its peak, is nearest to the present one.</summary>
    private static int DaysUntilToday(Outbreak outbreak, double beta, ChimeInputs inputs)
    {
        var (_, census) = Beds(outbreak.EverInfected(_ => beta, SearchDays), 0, inputs.MarketShare * inputs.HospitalizedShare, inputs.HospitalizedDays);
        var peak = census.IndexOf(census.Max());
        return Enumerable.Range(0, Math.Max(1, peak)).MinBy(day => Math.Abs(census[day] - inputs.CurrentHospitalized));
    }

    /// <summary>Everybody stays exactly the length of stay. Days before <paramref name="from"/> are left out of the answer, not of the census.</summary>
    private static (ImmutableArray<double> Admissions, ImmutableArray<double> Census) Beds(double[] everInfected, int from, double share, double days)
    {
        var stay = (int)days;
        var admissions = everInfected.Select((ever, day) => day == 0 ? 0.0 : (ever - everInfected[day - 1]) * share).ToArray();
        var census = admissions.Select((_, day) => admissions.AsSpan(Math.Max(0, day + 1 - stay)..(day + 1)).ToArray().Sum());
        return ([.. admissions.Skip(from)], [.. census.Skip(from)]);
    }

    private sealed record Outbreak(double Susceptible, double Infected, double Gamma)
    {
        /// <summary>Infected or recovered at the beginning of each day, the last day included.</summary>
        public double[] EverInfected(Func<int, double> beta, int days)
        {
            var everInfected = new double[days + 1];
            var (s, i, r) = (Susceptible, Infected, 0.0);
            for (var day = 0; day <= days; day++)
            {
                everInfected[day] = i + r;
                var (infections, recoveries) = (Math.Min(s, beta(day) * s * i), Gamma * i);
                (s, i, r) = (s - infections, i + infections - recoveries, r + recoveries);
            }

            return everInfected;
        }
    }
}
