using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using MedMgr.Ops.Definitions.Yaml;

namespace MedMgr.Ops.Planner.Editing;

/// <summary>What scenario.schema.json says of a value: kind, range, description.</summary>
internal static class ScenarioSchema
{
    private static readonly JsonElement Root = Load();

    /// <exception cref="InvalidOperationException">The schema has no such value: the form asks for something that a scenario can not have.</exception>
    public static FormField Field(string path, string label, string unit)
    {
        var schema = YamlText.StepsOf(path).Aggregate(Resolved(Root), (at, step) => Resolved(step is null
            ? at.GetProperty("items")
            : Property(at, step) ?? throw new InvalidOperationException($"scenario.schema.json has no {path}.")));
        var choices = schema.TryGetProperty("enum", out var words) ? words.EnumerateArray().Select(w => w.GetString()!).ToImmutableArray() : [];
        return new FormField(path, label, unit, KindOf(schema, choices), Text(schema, "description") ?? "", Range(schema), choices);
    }

    private static FieldKind KindOf(JsonElement schema, ImmutableArray<string> choices) => (Text(schema, "type"), Text(schema, "format")) switch
    {
        _ when !choices.IsEmpty => FieldKind.Choice,
        ("integer", _) => FieldKind.Whole,
        ("number", _) => FieldKind.Number,
        ("boolean", _) => FieldKind.Flag,
        _ when IsListOfNames(schema) => FieldKind.Names,
        ("array", _) => FieldKind.Numbers,
        (_, "date") => FieldKind.Day,
        _ => FieldKind.Text,
    };

    /// <summary>One name, or several in a list.</summary>
    private static bool IsListOfNames(JsonElement schema) =>
        schema.TryGetProperty("oneOf", out var either) && either.EnumerateArray().Any(e => Text(e, "type") == "array" && Text(e.GetProperty("items"), "type") == "string");

    private static string? Range(JsonElement schema) => (Bound(schema, "minimum"), Bound(schema, "maximum")) switch
    {
        ({ } min, { } max) => $"{min} to {max}",
        ({ } min, null) => $"{min} or more",
        _ => null,
    };

    private static string? Bound(JsonElement schema, string name) => schema.TryGetProperty(name, out var bound) ? bound.GetDouble().ToString("#,##0.####", CultureInfo.InvariantCulture) : null;

    private static string? Text(JsonElement schema, string name) => schema.TryGetProperty(name, out var text) ? text.GetString() : null;

    /// <summary>A plan is a file, or written out: what counts here is the latter.</summary>
    private static JsonElement? Property(JsonElement at, string key) =>
        at.TryGetProperty("oneOf", out var either) ? either.EnumerateArray().Select(e => Property(Resolved(e), key)).FirstOrDefault(p => p is not null)
        : at.TryGetProperty("properties", out var properties) && properties.TryGetProperty(key, out var found) ? found
        : null;

    private static JsonElement Resolved(JsonElement schema) => schema.TryGetProperty("$ref", out var reference)
        ? Resolved(reference.GetString()!.Split('/')[1..].Aggregate(Root, (at, part) => at.GetProperty(part)))
        : schema;

    private static JsonElement Load()
    {
        using var stream = typeof(ScenarioSchema).Assembly.GetManifestResourceStream("scenario.schema.json") ?? throw new InvalidOperationException("scenario.schema.json is not embedded.");
        return JsonDocument.Parse(stream).RootElement.Clone();
    }
}
