using System.Globalization;
using MedMgr.Ops.Definitions.Yaml;
using MedMgr.Ops.Domain;

namespace MedMgr.Ops.Definitions.Reading;

/// <summary>A value with the path that leads to it.</summary>
internal readonly record struct Field(YamlNode Node, string Path)
{
    public Position At => Node.At;
}

/// <summary>A name out of a (possibly expanded) list, with the place where it was written.</summary>
internal readonly record struct Named(string Text, Field Written);

/// <summary>One map of the file, read by key. Every accessor tells what is wrong and returns null, so that the caller can read on.</summary>
internal sealed class Fields
{
    private readonly Dictionary<string, Field> _fields = new(StringComparer.Ordinal);
    private readonly Shape _shape;
    private readonly Problems _problems;

    private Fields(YamlMap map, string path, Shape shape, Problems problems)
    {
        Map = new Field(map, path);
        _shape = shape;
        _problems = problems;
    }

    public Field Map { get; }

    /// <summary>Checks the keys against the shape: unknown, doubled and missing ones are told here, once for all kinds of maps.</summary>
    public static Fields? Of(Field field, Shape shape, Problems problems)
    {
        if (field.Node is not YamlMap map)
        {
            problems.Add(field.At, field.Path, $"must be a map of keys, but is {field.Node.Kind}", $"Write it with these keys: {string.Join(", ", shape.KeyNames)}.");
            return null;
        }

        var fields = new Fields(map, field.Path, shape, problems);
        foreach (var (key, value) in map.Entries)
        {
            fields.Take(key, value);
        }

        foreach (var key in shape.Keys.Where(key => key.Required && !fields._fields.ContainsKey(key.Name)))
        {
            problems.Add(map.At, fields.PathOf(key.Name), "is missing", $"Add `{key.Name}: {key.Example}`.");
        }

        return fields;
    }

    private void Take(YamlScalar key, YamlNode value)
    {
        var path = PathOf(key.Text);
        if (!_shape.KeyNames.Contains(key.Text))
        {
            _problems.AddUnknown(key.At, path, "is not a key that is known here", key.Text, _shape.KeyNames, "");
        }
        else if (!_fields.TryAdd(key.Text, new Field(value, path)))
        {
            var first = _fields[key.Text].At.Line;
            _problems.Add(key.At, path, $"is given twice, first on line {first}", "Keep one of the two.");
        }
    }

    public string PathOf(string key) => Map.Path.Length == 0 ? key : $"{Map.Path}.{key}";

    public bool Has(string key) => Find(key) is not null;

    public Field? Find(string key)
    {
        if (!_shape.KeyNames.Contains(key))
        {
            throw new InvalidOperationException($"The shape of {_shape.Name} lacks the key {key} that its reader asks for.");
        }

        return _fields.TryGetValue(key, out var field) ? field : null;
    }

    public string? Text(string key) => Find(key) is { } field ? TextOf(field) : null;

    /// <summary>A text that may be an id, without the ".." of a range.</summary>
    public string? Id(string key) => Find(key) is { } field && TextOf(field) is { } text && IsId(text, field) ? text : null;

    public int? Number(string key, int min, int max)
    {
        if (Find(key) is not { } field)
        {
            return null;
        }

        if (field.Node is not YamlScalar scalar || !long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            _problems.Add(field.At, field.Path, $"must be a whole number, but is {field.Node.Kind}", $"Write a number from {min} to {max}.");
            return null;
        }

        if (number < min || number > max)
        {
            var bound = number < min ? $"at least {min}" : $"at most {max}";
            _problems.Add(field.At, field.Path, $"must be {bound}, but is {number}", $"Write a number from {min} to {max}.");
            return null;
        }

        return (int)number;
    }

    public TimeOnly? TimeOfDay(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        var field = Find(key)!.Value;
        _problems.Add(field.At, field.Path, $"\"{text}\" is not a time of day", "Write hours and minutes with two digits each, 00:00 to 23:59: \"07:00\".");
        return null;
    }

    public bool? Flag(string key)
    {
        if (Find(key) is not { } field)
        {
            return null;
        }

        switch (field.Node)
        {
            case YamlScalar { Text: "true" }:
                return true;
            case YamlScalar { Text: "false" }:
                return false;
            default:
                _problems.Add(field.At, field.Path, $"must be true or false, but is {field.Node.Kind}", "Write true or false.");
                return null;
        }
    }

    public T? Word<T>(string key) where T : struct, Enum => Find(key) is { } field && TextOf(field) is { } text ? WordOf<T>(text, field) : null;

    /// <summary>A word or a list of words; null when the key is absent.</summary>
    public IReadOnlyList<T>? WordsOf<T>(string key) where T : struct, Enum =>
        Texts(key) is { } texts ? [.. texts.Select(text => WordOf<T>(text.Text, text.Written)).OfType<T>().Distinct()] : null;

    /// <summary>A text or a list of texts; null when the key is absent.</summary>
    public IReadOnlyList<Named>? Texts(string key)
    {
        if (Find(key) is not { } field)
        {
            return null;
        }

        var written = field.Node is YamlList list ? list.Items.Select((item, i) => new Field(item, $"{field.Path}[{i}]")) : [field];
        return [.. written.Select(item => (text: TextOf(item), item)).Where(pair => pair.text is not null).Select(pair => new Named(pair.text!, pair.item))];
    }

    /// <summary>Texts with their ranges expanded, each fit to be an id; null when the key is absent or nothing of it could be read.</summary>
    public IReadOnlyList<Named>? Ids(string key)
    {
        if (Texts(key) is not { } texts)
        {
            return null;
        }

        var names = new List<Named>();
        var sound = true;
        foreach (var text in texts)
        {
            var (expanded, fault) = Ranges.Expand(text.Text);
            if (fault is { } wrong)
            {
                _problems.Add(text.Written.At, text.Written.Path, wrong.What, wrong.HowToFix);
                sound = false;
            }
            else if (names.Count + expanded.Count > Ranges.LengthMax)
            {
                _problems.Add(text.Written.At, text.Written.Path, $"brings the list to more than {Ranges.LengthMax} names", "Split the list in two.");
                return null;
            }
            else if (IsId(expanded[^1], text.Written))
            {
                names.AddRange(expanded.Select(name => new Named(name, text.Written)));
            }
            else
            {
                sound = false;
            }
        }

        return names.Count > 0 || sound ? names : null;
    }

    /// <summary>The items of a list; nothing when the key is absent.</summary>
    public IEnumerable<Field> Items(string key)
    {
        if (Find(key) is not { } field)
        {
            return [];
        }

        if (field.Node is YamlList list)
        {
            return list.Items.Select((item, i) => new Field(item, $"{field.Path}[{i}]"));
        }

        _problems.Add(field.At, field.Path, $"must be a list, but is {field.Node.Kind}", "Begin each entry with \"- \".");
        return [];
    }

    /// <summary>The named entries of a map whose keys the hospital chooses, as under "ratios:".</summary>
    public IEnumerable<(YamlScalar Name, Field Value)> Entries(string key)
    {
        if (Find(key) is not { } field)
        {
            return [];
        }

        if (field.Node is not YamlMap map)
        {
            _problems.Add(field.At, field.Path, $"must be a map of names, but is {field.Node.Kind}", "Write each entry as \"name: {...}\".");
            return [];
        }

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, _) in map.Entries)
        {
            if (!seen.TryAdd(name.Text, name.At.Line))
            {
                _problems.Add(name.At, $"{field.Path}.{name.Text}", $"is given twice, first on line {seen[name.Text]}", "Give one of the two another name.");
            }
        }

        return map.Entries.Select(entry => (entry.Key, new Field(entry.Value, $"{field.Path}.{entry.Key.Text}")));
    }

    private string? TextOf(Field field)
    {
        if (field.Node is YamlScalar { IsNothing: false } scalar && !string.IsNullOrWhiteSpace(scalar.Text))
        {
            return scalar.Text;
        }

        var what = field.Node is YamlScalar ? "is empty" : $"must be a text, but is {field.Node.Kind}";
        _problems.Add(field.At, field.Path, what, "Write the text after the colon, or leave the key out where it is optional.");
        return null;
    }

    private bool IsId(string text, Field field)
    {
        var wrong = text.Contains("..", StringComparison.Ordinal) ? "contains \"..\", which is for ranges" : IdRules.WhatIsWrongWith(text);
        if (wrong is null)
        {
            return true;
        }

        _problems.Add(field.At, field.Path, wrong, $"Use 1 to {IdRules.LengthMax} letters, digits and dashes, as one would say them aloud: 4E-12A.");
        return false;
    }

    private T? WordOf<T>(string text, Field field) where T : struct, Enum
    {
        if (Words<T>.Parse(text) is { } value)
        {
            return value;
        }

        _problems.AddUnknown(field.At, field.Path, $"\"{text}\" is not known here", text, Words<T>.All, "");
        return null;
    }
}
