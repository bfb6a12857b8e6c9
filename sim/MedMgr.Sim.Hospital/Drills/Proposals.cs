using System.Collections.Immutable;
using System.Globalization;

namespace MedMgr.Sim.Hospital.Drills;

/// <summary>Improvement items that the figures themselves suggest: from objectives that were missed, and from long waits for one kind of bed.</summary>
/// <remarks>A beginning for the people who discuss the drill; owner and date are theirs to give.</remarks>
public static class Proposals
{
    private const double LongWaitHours = 4.0;   // Joint Commission LD.04.03.11
    private const int KindsMax = 3;

    public static ImmutableArray<ImprovementItem> Of(IEnumerable<ObjectiveResult> objectives, DrillFigures drill)
    {
        ArgumentNullException.ThrowIfNull(objectives);
        ArgumentNullException.ThrowIfNull(drill);
        var results = objectives.ToList();
        var capability = results.Count > 0 ? results[0].Objective.Capability : "Medical surge";
        return
        [
            .. results.Where(o => o.Met == false).Select(o => Item(
                o.Objective.Capability,
                $"{o.Objective.Title}: {Number(o.Measured)} {o.Unit}, limit {Number(o.Limit)}.",
                "Find in the timeline where it was lost, and change plan, staffing or training accordingly.")),
            .. drill.Waits.Where(w => w.Hours > LongWaitHours).GroupBy(w => w.Level).OrderByDescending(g => g.Sum(w => w.Hours)).Take(KindsMax).Select(g => Item(
                capability,
                $"{g.Count()} {(g.Count() == 1 ? "patient" : "patients")} waited longer than {Number(LongWaitHours)} h for a bed of level {g.Key?.ToString() ?? "unknown"}; "
                + $"the longest {Number(g.Max(w => w.Hours))} h (visit {g.MaxBy(w => w.Hours)!.Visit}).",
                $"Review capacity, surge beds and discharge at level {g.Key?.ToString() ?? "unknown"} for the same load.")),
        ];
    }

    private static ImprovementItem Item(string capability, string issue, string action) => new(capability, issue, action, null, null, ImprovementItem.Proposed);

    private static string Number(double? value) => value?.ToString("0.#", CultureInfo.InvariantCulture) ?? "?";
}
