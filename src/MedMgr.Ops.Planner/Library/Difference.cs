using System.Collections.Immutable;
using MedMgr.Ops.Planner.Editing;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Ops.Planner.Library;

/// <summary>One thing that a scenario changes.</summary>
/// <param name="What">In a planner's words.</param>
/// <param name="Now">In this scenario.</param>
/// <param name="Before">In the one it is compared with; null when that has none.</param>
public sealed record Difference(string What, string Now, string? Before)
{
    internal static ImmutableArray<Difference> Between(string baseline, ScenarioDraft draft, ScenarioFolders folders)
    {
        var before = ScenarioDraft.Read(File.ReadAllText(baseline), baseline, folders);
        var differences = ImmutableArray.CreateBuilder<Difference>();
        foreach (var value in draft.Values().Where(v => Counts(v.Path)))
        {
            var was = before.Find(value.Path)?.Text;
            if (was != value.Text)
            {
                differences.Add(new Difference(FormFields.LabelOf(value.Path), Short(value.Text), was is null ? null : Short(was)));
            }
        }

        differences.AddRange(Closures(draft));
        differences.AddRange(Casualties(draft));
        if (draft.Find("plan.name") is { } plan)
        {
            differences.Add(new Difference("Surge plan", plan.Text, before.Find("plan.name")?.Text ?? "none"));
        }

        return differences.ToImmutable();
    }

    private static IEnumerable<Difference> Closures(ScenarioDraft draft) => Enumerable.Range(0, draft.Count("wardClosures"))
        .Select(i => new Difference("Ward closed", $"{draft.Find($"wardClosures[{i}].unit")?.Text}, {draft.Find($"wardClosures[{i}].days")?.Text} days from day {draft.Find($"wardClosures[{i}].fromDay")?.Text}", null));

    private static IEnumerable<Difference> Casualties(ScenarioDraft draft) => Enumerable.Range(0, draft.Count("massCasualties"))
        .Select(i => new Difference("Mass casualty", $"{draft.Find($"massCasualties[{i}].patients")?.Text} patients on day {draft.Find($"massCasualties[{i}].day")?.Text}", null));

    private static bool Counts(string path) =>
        path is not ("id" or "title" or "extends" or "hospital" or "seed" or "replications" or "plan") && !path.EndsWith("source", StringComparison.Ordinal)
        && !path.StartsWith("plan.", StringComparison.Ordinal) && !path.StartsWith("wardClosures", StringComparison.Ordinal) && !path.StartsWith("massCasualties", StringComparison.Ordinal);

    private static string Short(string text) => text.Length <= 32 ? text : $"{text.Split(',').Length} figures";
}
