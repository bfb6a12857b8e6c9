using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace MedMgr.Ops.Planner.Editing;

/// <summary>How a value is entered.</summary>
public enum FieldKind
{
    Text,
    Number,
    Whole,
    Numbers,
    Day,
    Choice,

    /// <summary>Words with commas between them.</summary>
    Names,

    /// <summary>Yes or no.</summary>
    Flag,
}

/// <summary>One value of a scenario in the form: what planners call it, with what the schema says of it.</summary>
/// <param name="Path">As errors name it.</param>
/// <param name="Unit">Behind the value.</param>
/// <param name="Says">The schema's description.</param>
/// <param name="Range">"0 to 1"; null where there is no bound.</param>
/// <param name="Choices">Of a choice.</param>
public sealed record FormField(string Path, string Label, string Unit, FieldKind Kind, string Says, string? Range, ImmutableArray<string> Choices);

/// <param name="Block">The key whose values these are, with a source of its own; null for the head of the document.</param>
internal sealed record FormSection(string Title, string? Block, ImmutableArray<FormField> Fields);

/// <summary>The values that planners change, in their order. Kind, range and description come from the schema, so that there is one home for them.</summary>
internal static partial class FormFields
{
    public static readonly ImmutableArray<FormSection> Sections =
    [
        Section("What is simulated", null,
            ("title", "Title", ""), ("start", "First day", ""), ("days", "Length", "days"), ("warmUpDays", "Warm-up before it", "days"),
            ("replications", "Replications", "runs"), ("seed", "Seed", "names the chance")),
        Section("Emergency department", "emergency",
            ("arrivalsPerDay", "Arrivals", "patients a day"), ("weekdayFactors", "By weekday", "Monday to Sunday"), ("ambulanceShare", "By ambulance", "share, 0 to 1"),
            ("patienceMinutes", "Patience in the waiting room", "minutes")),
        Section("Epidemic", "epidemic",
            ("weekly.multiplier", "Season, times", "1 = as it was"), ("weekly.catchment", "Catchment", "people"), ("sir.doublingDays", "Doubles every", "days"),
            ("sir.contactReduction", "Contacts reduced by", "share, 0 to 1"), ("edVisitsPerAdmission", "ED visits without admission", "for each admission")),
        Section("Theatre list", "elective", ("perWeekday", "Operations", "Monday to Sunday")),
        Section("Transfers from other hospitals", "transfersIn", ("perDay", "Requests", "patients a day")),
        Section("Beds and placement", "placement",
            ("policy", "Who decides on the beds", ""), ("outlierAfterHours", "Bed of another service after", "hours"), ("overLevelAfterHours", "Bed of a higher level after", "hours")),
        Section("Discharge", "discharge", ("barrierDays", "Delay of those who meet a barrier", "days"), ("orderLeadHours", "From order to departure", "hours")),
        Section("Housekeeping", "housekeeping", ("wardMinutes.mean", "To clean a ward bed", "minutes"), ("crewMin", "Smallest crew", "people")),
        Section("Staff sickness", "staff",
            ("absence", "Shifts missed", "share, 0 to 1"), ("coveredShare", "Covered by substitutes", "share, 0 to 1"), ("epidemicFactor", "More in an epidemic", "share per 1 in 1,000"),
            ("extra.share", "A wave: missed besides", "share, 0 to 1"), ("extra.fromDay", "The wave from", "day"), ("extra.toDay", "The wave until", "day")),
        Section("Ambulance diversion", "diversion",
            ("nedocsOn", "On at NEDOCS", "points"), ("nedocsOff", "Off at NEDOCS", "points"), ("divertedShare", "Ambulances sent elsewhere", "share, 0 to 1")),
        Section("Prices", "cost",
            ("nurseHour", "Nurse", "USD an hour"), ("agencyHour", "Agency nurse", "USD an hour"), ("surgeBedDay", "Surge bed", "USD a day"),
            ("cancelledElective", "Cancelled operation", "USD"), ("diversionHour", "Diversion", "USD an hour"), ("boardingHour", "Boarding", "USD a patient-hour"),
            ("leftUnseen", "Patient lost unseen", "USD")),
    ];

    /// <summary>Of each entry of wardClosures.</summary>
    public static readonly ImmutableArray<FormField> Closure = Entry("wardClosures[0]",
        ("unit", "Unit", ""), ("fromDay", "From day", "from 0"), ("days", "For", "days"), ("reason", "Reason", ""));

    /// <summary>Of each entry of massCasualties.</summary>
    public static readonly ImmutableArray<FormField> Casualty = Entry("massCasualties[0]",
        ("day", "On day", "from 0"), ("hour", "At hour", "0 to 24"), ("patients", "Patients", ""), ("withinMinutes", "All within", "minutes"),
        ("acuity", "Of acuity 1 to 5", "shares, together 1"), ("admittedByAcuity", "Admitted of each acuity", "shares, 0 to 1"));

    /// <summary>Triggers of each level of the surge plan.</summary>
    public static readonly ImmutableArray<FormField> Triggers = Entry("plan.levels[0].when",
        ("nedocs", "NEDOCS", "points"), ("boarders", "Boarders", "patients"), ("occupancy", "Occupancy", "share"), ("nursesMissing", "Nurses missing", ""), ("waitingRoom", "Waiting room", "patients"));

    /// <summary>What each level of the surge plan does, besides the agency nurses of each unit.</summary>
    public static readonly ImmutableArray<FormField> Actions = Entry("plan.levels[0].do",
        ("openSurgeBeds", "Surge beds open in", "units"), ("cancelElectives", "Operations cancelled", "share, 0 to 1"), ("loungePlaces", "Discharge lounge", "places"),
        ("floatStaff", "Nurses float", ""), ("agencyLeadHours", "Agency nurses come after", "hours"), ("divert", "Ambulances diverted", ""));

    private static readonly ImmutableDictionary<string, FieldKind> Kinds =
        Sections.SelectMany(s => s.Fields).Concat(Closure).Concat(Casualty).Concat(Triggers).Concat(Actions).ToImmutableDictionary(f => f.Path, f => f.Kind);

    private static readonly ImmutableDictionary<string, string> Labels = Sections.SelectMany(s => s.Fields.Select(f => (f.Path, Label: s.Block is null ? f.Label : $"{s.Title}: {Lower(f.Label)}")))
        .ToImmutableDictionary(f => f.Path, f => f.Label);

    /// <summary>What planners call the value; its path where the form does not have it.</summary>
    public static string LabelOf(string path) => Labels.GetValueOrDefault(path) ?? path;

    /// <summary>Null where the form does not have the value.</summary>
    public static FieldKind? KindOf(string path) => Kinds.TryGetValue(Places().Replace(path, "[0]"), out var kind) ? kind : null;

    /// <summary>Of an entry of a list, by its own path.</summary>
    public static FormField At(this FormField field, string entry) => field with { Path = $"{entry}.{field.Path[(field.Path.LastIndexOf('.') + 1)..]}" };

    private static FormSection Section(string title, string? block, params ReadOnlySpan<(string Key, string Label, string Unit)> fields) => new(title, block, Entry(block ?? "", fields));

    private static ImmutableArray<FormField> Entry(string block, params ReadOnlySpan<(string Key, string Label, string Unit)> fields) =>
        [.. fields.ToArray().Select(f => ScenarioSchema.Field(block.Length == 0 ? f.Key : $"{block}.{f.Key}", f.Label, f.Unit))];

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Places();

    private static string Lower(string label) => label.Length > 1 && char.IsUpper(label[1]) ? label : char.ToLowerInvariant(label[0]) + label[1..];
}
