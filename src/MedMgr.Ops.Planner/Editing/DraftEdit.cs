using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using MedMgr.Ops.Definitions.Yaml;
using MedMgr.Ops.Planner.Library;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Ops.Planner.Editing;

/// <summary>What an edit does to a value.</summary>
public enum DraftAction
{
    /// <summary>Gives it.</summary>
    Set,

    /// <summary>Takes it out: what the scenario extends counts again.</summary>
    Remove,

    /// <summary>Adds an entry to a list.</summary>
    Add,

    /// <summary>Writes the surge plan of a file out into the scenario.</summary>
    WriteOut,
}

/// <summary>One change of a scenario's text, as a form makes it.</summary>
public sealed record DraftEdit(
    [property: Description("Keys and places as faults name them: \"emergency.arrivalsPerDay\", \"wardClosures[0].days\".")] string Path,
    [property: MaxLength(2000), Description("As typed; of a list of numbers, with commas between them. Empty: as remove.")] string? Value = null,
    [property: Description("Set if left out.")] DraftAction? Action = null);

/// <summary>Carries edits out in the text, value by value, so that comments and order stay.</summary>
internal static class DraftEditing
{
    public const string Yes = "true";
    public const string No = "false";

    private static readonly ImmutableArray<string> Lists = ["wardClosures", "massCasualties"];

    /// <exception cref="YamlEditException">The text is no YAML, or something else stands where the value should go; the message says what.</exception>
    public static string Apply(ScenarioLibrary library, string id, string text, DraftEdit edit) => edit.Action switch
    {
        DraftAction.WriteOut => WrittenOut(library, id, text),
        DraftAction.Add => YamlText.Set(OwnList(library, id, text, edit.Path), $"{edit.Path}[{library.Draft(id, text).Count(edit.Path)}]", Template(library, id, text, edit.Path)),
        DraftAction.Remove => YamlText.Remove(OwnList(library, id, text, edit.Path), edit.Path),
        _ when string.IsNullOrWhiteSpace(edit.Value) => YamlText.Remove(OwnList(library, id, text, edit.Path), edit.Path),
        _ => YamlText.Set(OwnList(library, id, text, edit.Path), edit.Path, Written(edit)),
    };

    /// <summary>Numbers as numbers; what is none is kept as it was typed, and found at fault where it stands.</summary>
    private static string Written(DraftEdit edit)
    {
        var value = edit.Value!.Trim();
        var parts = value.Trim('[', ']').Split(',', StringSplitOptions.TrimEntries);
        var kind = FormFields.KindOf(edit.Path);
        return kind == FieldKind.Numbers && parts.Length > 1 && parts.All(IsNumber) ? $"[{string.Join(", ", parts)}]"
            : kind == FieldKind.Names ? $"[{string.Join(", ", parts.Where(p => p.Length > 0).Select(YamlText.Quoted))}]"
            : kind == FieldKind.Flag && value is Yes or No ? value
            : IsNumber(value) || DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? value
            : YamlText.Quoted(value);
    }

    private static bool IsNumber(string text) => double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);

    /// <summary>A list is replaced whole: before one entry of an inherited list changes, the scenario gets its own copy.</summary>
    private static string OwnList(ScenarioLibrary library, string id, string text, string path)
    {
        var list = Lists.FirstOrDefault(l => path == l || path.StartsWith(l + "[", StringComparison.Ordinal));
        var draft = library.Draft(id, text);
        if (list is null || draft.Count(list) == 0 || draft.IsOwn(list))
        {
            return text;
        }

        for (var i = 0; i < draft.Count(list); i++)
        {
            text = YamlText.Set(text, $"{list}[{i}]", Copy(draft, $"{list}[{i}]"));
        }

        return text;
    }

    private static string Copy(ScenarioDraft draft, string entry) => "{" + string.Join(", ", draft.Keys(entry)
        .Select(key => (key, Value: draft.Find($"{entry}.{key}")!))
        .Select(v => $"{v.key}: {(draft.Count(v.Value.Path) > 0 ? $"[{v.Value.Text}]" : IsNumber(v.Value.Text) ? v.Value.Text : YamlText.Quoted(v.Value.Text))}")) + "}";

    private static string Template(ScenarioLibrary library, string id, string text, string list)
    {
        if (list == "massCasualties")
        {
            return "{day: 1, hour: 15, patients: 40, withinMinutes: 120, acuity: [0.1, 0.25, 0.35, 0.2, 0.1], admittedByAcuity: [0.95, 0.7, 0.35, 0.05, 0.01], "
                + "source: \"assumption: what-if of the planners\"}";
        }

        if (list != "wardClosures")
        {
            throw new YamlEditException($"\"{list}\" can not be added to by the form: write the entry in the text.");
        }

        var unit = (library.Draft(id, text).Reading as ScenarioReading.Read)?.Scenario.Hospital.Units.FirstOrDefault(u => u.LevelOfCare == Domain.LevelOfCare.General)?.Id.Value;
        return unit is null
            ? throw new YamlEditException("A ward can be closed once the rest of the scenario has no faults.")
            : $"{{unit: {YamlText.Quoted(unit)}, fromDay: 1, days: 3, reason: closed, source: \"assumption: what-if of the planners\"}}";
    }

    private static string WrittenOut(ScenarioLibrary library, string id, string text)
    {
        var draft = library.Draft(id, text);
        return draft.PlanPath is { } plan
            ? YamlText.SetBlock(text, "plan", File.ReadAllText(plan))
            : throw new YamlEditException("There is no surge plan in a file of its own that could be written out.");
    }
}
