using System.Collections.Immutable;

namespace MedMgr.Sim.Hospital.Epidemics;

/// <summary>How many patients an epidemic sends to this hospital.</summary>
/// <param name="EdVisitsPerAdmission">Visits to the ED that end without admission, for each that ends with one.</param>
/// <param name="Catchment">People who come to this hospital.</param>
public abstract record Epidemic(double EdVisitsPerAdmission, double Catchment)
{
    /// <summary>Admissions a day to this hospital.</summary>
    /// <param name="day">Local days since 1 January of the year 1 (DateOnly.DayNumber), with the part of the day that has passed.</param>
    public abstract double AdmissionsPerDay(double day);

    /// <summary>A season's weekly admissions of a country, scaled to the catchment.</summary>
    /// <param name="FirstWeekEnds">The Saturday on which the first week ends (CDC weeks run from Sunday to Saturday).</param>
    /// <param name="Admissions">Of the country, one for each week.</param>
    /// <param name="Population">Of the country.</param>
    /// <param name="Multiplier">1 for the season as it was.</param>
    public sealed record Weekly(
        DateOnly FirstWeekEnds, ImmutableArray<double> Admissions, double Population, double Multiplier, double EdVisitsPerAdmission, double Catchment)
        : Epidemic(EdVisitsPerAdmission, Catchment)
    {
        /// <remarks>Between the middles of weeks the rate runs in a straight line; before the first and after the last it stays.</remarks>
        public override double AdmissionsPerDay(double day)
        {
            var middleOfFirst = FirstWeekEnds.DayNumber + 1 - 3.5;
            var at = Math.Clamp((day - middleOfFirst) / 7.0, 0.0, Admissions.Length - 1.0);
            var week = Math.Min((int)at, Admissions.Length - 2);
            var share = at - week;
            var ofCountry = Admissions.Length == 1 ? Admissions[0] : ((1.0 - share) * Admissions[week]) + (share * Admissions[week + 1]);
            return ofCountry / 7.0 * Catchment / Population * Multiplier;
        }
    }

    /// <summary>A new pathogen by CHIME's SIR model; day 0 of the model is <paramref name="Begins"/>; nobody comes before.</summary>
    public sealed record Sir(DateOnly Begins, ChimeInputs Inputs, double EdVisitsPerAdmission) : Epidemic(EdVisitsPerAdmission, Inputs.Population * Inputs.MarketShare)
    {
        private readonly ImmutableArray<double> _admissions = Chime.Run(Inputs).Admissions;

        public override double AdmissionsPerDay(double day)
        {
            var since = (int)Math.Floor(day - Begins.DayNumber);
            return since < 0 || since >= _admissions.Length ? 0.0 : _admissions[since];
        }
    }
}
