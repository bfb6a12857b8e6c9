using System.Collections.Immutable;
using System.Globalization;
using MedMgr.Sim.Hospital.Results;

namespace MedMgr.Sim.Reports.Pages;

/// <summary>What a run found, for people who do not read intervals: each figure with the range that nine of ten replications stay in.</summary>
public static class PlainWords
{
    private const double Rare = 0.05;
    private const double Usual = 0.95;

    /// <summary>Empty where the run has none of the figures.</summary>
    public static ImmutableArray<string> Of(RunResult run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var known = run.Measures.ToDictionary(m => m.Name);
        return
        [
            .. new[]
            {
                Say(known, "occupancy.mean", (mean, range) => $"On average {mean} % of the staffed ward beds are occupied ({range})."),
                Say(known, "boarding.mean", (mean, range) => $"At any moment {mean} admitted patients wait in the emergency department or the recovery room for a ward bed ({range}).",
                    0.05, "Hardly anybody waits in the emergency department or the recovery room for a ward bed."),
                Say(known, "boarding.over4h", (mean, range) => $"{mean} patients wait longer than 4 hours for that bed ({range}).", 0.5, "Hardly any patient waits longer than 4 hours for that bed."),
                Say(known, "ed.leftUnseen", (mean, range) => $"{mean} patients leave the emergency department without having been seen ({range})."),
                Say(known, "diversion.hours", (mean, range) => $"Ambulances are sent elsewhere for {mean} hours ({range}).", 0.5, "Ambulances are hardly ever sent elsewhere."),
                Say(known, "electives.cancelled", (mean, range) => $"Of the planned operations {mean} are cancelled ({range}).", 0.5, "The theatre list is carried out as planned."),
                Say(known, "staffing.gapHours", (mean, range) => $"{mean} nurse-hours are missing for the patients there are ({range})."),
                Say(known, "cost.total", (mean, range) => $"Nursing, agency and the surge cost USD {mean} together ({range})."),
            }.OfType<string>(),
        ];
    }

    /// <param name="hardly">Below this the sentence is <paramref name="none"/>.</param>
    private static string? Say(Dictionary<string, Measure> known, string name, Func<string, string, string> say, double hardly = 0.0, string none = "")
    {
        if (!known.TryGetValue(name, out var measure))
        {
            return null;
        }

        var range = measure.PerReplication.Length < 2
            ? "in a single replication"
            : $"in nine of ten replications {Round(Charts.RangeChart.Quantile(measure, Rare))} to {Round(Charts.RangeChart.Quantile(measure, Usual))}";
        return measure.Estimate.Mean < hardly ? none : say(Round(measure.Estimate.Mean), range);
    }

    /// <summary>As people say it: tenths of what is small, thousands of what is large.</summary>
    private static string Round(double value) => Math.Abs(value) switch
    {
        < 9.95 => value.ToString("0.#", CultureInfo.InvariantCulture),
        < 100_000 => value.ToString("#,##0", CultureInfo.InvariantCulture),
        _ => (Math.Round(value / 1000.0) * 1000.0).ToString("#,##0", CultureInfo.InvariantCulture),
    };
}
