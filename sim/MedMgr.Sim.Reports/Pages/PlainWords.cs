using System.Collections.Immutable;
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
                Say(known, "occupancy.mean", (m, range) => $"On average {Words.Number(m)} % of the staffed ward beds are occupied ({range})."),
                Say(known, "boarding.mean", (m, range) => m < 0.005
                    ? "Nobody to speak of waits in the emergency department or the recovery room for a ward bed."
                    : $"At any moment {Words.Number(m)} admitted patients wait in the emergency department or the recovery room for a ward bed ({range})."),
                Say(known, "boarding.over4h", (m, range) => m < 0.5 ? "No patient, or next to none, waits longer than 4 hours for that bed." : $"{Whole(m)} patients wait longer than 4 hours for that bed ({range})."),
                Say(known, "ed.leftUnseen", (m, range) => $"{Whole(m)} patients leave the emergency department without having been seen ({range})."),
                Say(known, "diversion.hours", (m, range) => m < 0.5 ? "Ambulances are hardly ever sent elsewhere." : $"Ambulances are sent elsewhere for {Whole(m)} hours ({range})."),
                Say(known, "electives.cancelled", (m, range) => m < 0.5 ? "The theatre list is carried out as planned." : $"{Whole(m)} planned operations are cancelled ({range})."),
                Say(known, "staffing.gapHours", (m, range) => $"{Whole(m)} nurse-hours are missing for the patients there are ({range})."),
                Say(known, "cost.total", (m, range) => $"Nursing, agency and the surge cost USD {Whole(m)} together ({range})."),
            }.OfType<string>(),
        ];
    }

    private static string? Say(Dictionary<string, Measure> known, string name, Func<double, string, string> say) => known.TryGetValue(name, out var measure)
        ? say(measure.Estimate.Mean, measure.PerReplication.Length < 2
            ? "in a single replication"
            : $"nine of ten replications lie between {Words.Number(Charts.RangeChart.Quantile(measure, Rare))} and {Words.Number(Charts.RangeChart.Quantile(measure, Usual))}")
        : null;

    private static string Whole(double value) => value.ToString("#,##0", System.Globalization.CultureInfo.InvariantCulture);
}
