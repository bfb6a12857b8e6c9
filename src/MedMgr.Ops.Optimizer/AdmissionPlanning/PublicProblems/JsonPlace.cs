using System.Collections.Immutable;
using System.Text.Json;

namespace MedMgr.Ops.Optimizer.AdmissionPlanning.PublicProblems;

/// <summary>
/// A place in a JSON document that knows its path. Whatever is not as expected is noted once and reading goes on with a stand-in, so that one run names every error; a caller who
/// finds errors must not use what it read.
/// </summary>
internal sealed class JsonPlace
{
    private readonly JsonElement? element;
    private readonly List<IhtpError> errors;

    private JsonPlace(JsonElement? element, string path, List<IhtpError> errors)
    {
        this.element = element;
        this.errors = errors;
        Path = path;
    }

    public string Path { get; }

    /// <summary>The document's outermost place.</summary>
    public static JsonPlace Root(JsonElement element, List<IhtpError> errors) => new(element, "", errors);

    public void Fault(string what) => errors.Add(new(Path, what));

    /// <summary>An object with these keys; others are faults, because a constraint that nobody reads would be broken silently.</summary>
    public JsonPlace Object(params ReadOnlySpan<string> keys)
    {
        if (element is not { } here)
        {
            return this;
        }

        if (here.ValueKind != JsonValueKind.Object)
        {
            Fault($"must be an object, not {Kind(here)}");
            return Nowhere();
        }

        var seen = new HashSet<string>();
        foreach (var property in here.EnumerateObject())
        {
            if (!seen.Add(property.Name))
            {
                Fault($"has \"{property.Name}\" twice");
            }
            else if (!keys.Contains(property.Name))
            {
                Fault($"has an unknown key \"{property.Name}\"; known are {string.Join(", ", keys.ToArray())}");
            }
        }

        return this;
    }

    public bool Has(string key) => element is { ValueKind: JsonValueKind.Object } here && here.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null;

    public JsonPlace At(string key)
    {
        var path = Path.Length == 0 ? key : $"{Path}.{key}";
        if (element is not { ValueKind: JsonValueKind.Object } here)
        {
            return new(null, path, errors);
        }

        if (here.TryGetProperty(key, out var value))
        {
            return new(value, path, errors);
        }

        errors.Add(new(path, "is missing"));
        return new(null, path, errors);
    }

    public ImmutableArray<JsonPlace> Items()
    {
        if (element is not { } here)
        {
            return [];
        }

        if (here.ValueKind != JsonValueKind.Array)
        {
            Fault($"must be a list, not {Kind(here)}");
            return [];
        }

        return [.. here.EnumerateArray().Select((item, i) => new JsonPlace(item, $"{Path}[{i}]", errors))];
    }

    /// <summary>Whole numbers, exactly as many as said.</summary>
    public ImmutableArray<int> Numbers(int count, int least, int most)
    {
        var items = Items();
        if (element is { ValueKind: JsonValueKind.Array } && items.Length != count)
        {
            Fault($"must hold {count} numbers, not {items.Length}");
        }

        return [.. items.Select(i => i.Number(least, most))];
    }

    public int Number(int least, int most = int.MaxValue)
    {
        if (element is not { } here)
        {
            return least;
        }

        if (here.ValueKind != JsonValueKind.Number || !here.TryGetInt32(out var value))
        {
            Fault($"must be a whole number, not {Shown(here)}");
            return least;
        }

        if (value < least || value > most)
        {
            Fault(most == int.MaxValue ? $"must be at least {least}, not {value}" : $"must be from {least} to {most}, not {value}");
            return least;
        }

        return value;
    }

    /// <summary>Null when it is neither, which has then been noted.</summary>
    public bool? YesOrNo()
    {
        if (element is not { } here)
        {
            return null;
        }

        if (here.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return here.GetBoolean();
        }

        Fault($"must be true or false, not {Shown(here)}");
        return null;
    }

    public string Text()
    {
        if (element is not { } here)
        {
            return "";
        }

        if (here.ValueKind == JsonValueKind.String && here.GetString() is { Length: > 0 } text)
        {
            return text;
        }

        Fault($"must be a text that is not empty, not {Shown(here)}");
        return "";
    }

    /// <summary>True when the place holds exactly this text.</summary>
    public bool Says(string text) => element is { ValueKind: JsonValueKind.String } here && here.GetString() == text;

    /// <summary>The position of a name in a list of names.</summary>
    public int PositionIn(NameList names)
    {
        if (element is null)
        {
            return 0;
        }

        var before = errors.Count;
        var name = Text();
        if (names.Find(name) is { } position)
        {
            return position;
        }

        if (errors.Count == before)
        {
            Fault($"\"{name}\" is not one of {names.Where}");
        }

        return 0;
    }

    private JsonPlace Nowhere() => new(null, Path, errors);

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => Shown(element),
    };

    private static string Shown(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Array => Kind(element),
        _ when element.GetRawText().Length > 40 => element.GetRawText()[..40] + "…",
        _ => element.GetRawText(),
    };
}

/// <summary>Names by position. A name that stands there twice is a fault.</summary>
internal sealed class NameList
{
    private readonly Dictionary<string, int> positions = [];

    /// <param name="where">Path of the list, as errors name it.</param>
    /// <param name="places">Where each name stands, in order.</param>
    public NameList(string where, IEnumerable<JsonPlace> places)
    {
        Where = where;
        foreach (var (i, place) in places.Index())
        {
            var name = place.Text();
            if (name.Length > 0 && !positions.TryAdd(name, i))
            {
                place.Fault($"\"{name}\" stands twice in {where}");
            }
        }
    }

    /// <param name="where">As errors name the list.</param>
    /// <param name="names">All different.</param>
    public NameList(string where, IEnumerable<string> names)
    {
        Where = where;
        foreach (var (i, name) in names.Index())
        {
            positions.Add(name, i);
        }
    }

    public string Where { get; }

    public int? Find(string name) => positions.TryGetValue(name, out var position) ? position : null;
}
