using System.Collections.Immutable;
using System.Globalization;
using MedMgr.Ops.Definitions.Reading;
using MedMgr.Ops.Definitions.Yaml;

namespace MedMgr.Sim.Hospital.Scenarios;

/// <summary>One map of a scenario, read by key: numbers with their ranges, shares, days. What is wrong is told, and a harmless value read instead.</summary>
internal sealed class Block
{
    private readonly Fields _fields;
    private readonly Problems _problems;

    private Block(Fields fields, Problems problems)
    {
        _fields = fields;
        _problems = problems;
        if (fields.Map.Node is YamlMap map && map.Entries.Any(e => e.Key.Text == "source"))
        {
            fields.Text("source");
        }
    }

    public Field Map => _fields.Map;

    public static Block? Of(Field field, Shape shape, Problems problems) => Fields.Of(field, shape, problems) is { } fields ? new Block(fields, problems) : null;

    public Block? Part(string key, Shape shape) => _fields.Find(key) is { } field ? Of(field, shape, _problems) : null;

    public IEnumerable<Block> Parts(string key, Shape shape) => _fields.Items(key).Select(item => Of(item, shape, _problems)).OfType<Block>();

    public bool Has(string key) => _fields.Has(key);

    public Field? Find(string key) => _fields.Find(key);

    public string Text(string key) => _fields.Text(key) ?? "";

    public string Id(string key) => _fields.Id(key) ?? "";

    public ImmutableArray<string> Texts(string key) => [.. (_fields.Texts(key) ?? []).Select(t => t.Text)];

    public IEnumerable<Named> Names(string key) => _fields.Texts(key) ?? [];

    public IEnumerable<(YamlScalar Name, Field Value)> Entries(string key) => _fields.Entries(key);

    public int Whole(string key, int min, int max, int otherwise = 0) => _fields.Number(key, min, max) ?? otherwise;

    public bool Flag(string key) => _fields.Flag(key) ?? false;

    public T Word<T>(string key) where T : struct, Enum => _fields.Word<T>(key) ?? default;

    public double Number(string key, double min, double max, double otherwise = 0) => _fields.Find(key) is { } field ? NumberOf(field, min, max) ?? otherwise : otherwise;

    public double? MaybeNumber(string key, double min, double max) => _fields.Find(key) is { } field ? NumberOf(field, min, max) : null;

    public double Share(string key, double otherwise = 0) => Number(key, 0, 1, otherwise);

    public Spread Spread(string key)
    {
        if (Part(key, ScenarioShapes.Spread) is not { } part)
        {
            return new Spread(1, 1);
        }

        var (mean, sd) = (part.Number("mean", 0.001, 100_000, 1), part.Number("sd", 0, 100_000, 1));
        return new Spread(mean, sd);
    }

    public DateOnly Day(string key)
    {
        if (_fields.Find(key) is not { } field)
        {
            return new DateOnly(2025, 1, 1);
        }

        if (field.Node is YamlScalar scalar && DateOnly.TryParseExact(scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        _problems.Add(field.At, field.Path, $"must be a day, but is {field.Node.Kind}", "Write it as year-month-day: 2025-01-13.");
        return new DateOnly(2025, 1, 1);
    }

    /// <summary>A list of numbers; of <paramref name="count"/> of them when that is not zero.</summary>
    public ImmutableArray<double> Numbers(string key, int count, double min, double max)
    {
        if (_fields.Find(key) is not { } field)
        {
            return count == 0 ? [1.0] : [.. Enumerable.Repeat(1.0, count)];
        }

        if (field.Node is not YamlList list || (count > 0 && list.Items.Count != count) || list.Items.Count == 0)
        {
            var wanted = count > 0 ? $"{count} numbers" : "numbers";
            var given = field.Node is YamlList other ? $"a list of {other.Items.Count}" : field.Node.Kind;
            _problems.Add(field.At, field.Path, $"must be a list of {wanted}, but is {given}", $"Write [..., ...] with {wanted}.");
            return [.. Enumerable.Repeat(1.0, Math.Max(1, count))];
        }

        return [.. list.Items.Select((item, i) => NumberOf(new Field(item, $"{field.Path}[{i}]"), min, max) ?? 1.0)];
    }

    /// <summary>Shares of a whole, in per cent or as parts of 1, made to add up to exactly 1; they must come within 1 % of it.</summary>
    public ImmutableArray<double> Shares(string key, int count)
    {
        var numbers = Numbers(key, count, 0, 100);
        var sum = numbers.Sum();
        var whole = sum > 10 ? 100.0 : 1.0;
        if (_fields.Find(key) is { Node: YamlList } field && Math.Abs((sum / whole) - 1.0) > 0.01)
        {
            _problems.Add(field.At, field.Path, string.Create(CultureInfo.InvariantCulture, $"adds up to {sum:0.###}"), "Shares must add up to 1 (or to 100 for per cent).");
        }

        return [.. numbers.Select(n => sum > 0 ? n / sum : 1.0 / count)];
    }

    public void Wrong(string key, string what, string howToFix)
    {
        var field = _fields.Find(key) ?? Map;
        _problems.Add(field.At, _fields.PathOf(key), what, howToFix);
    }

    public void Unknown(Field at, string name, IReadOnlyCollection<string> known) =>
        _problems.AddUnknown(at.At, at.Path, $"\"{name}\" is not known here", name, known, "");

    public double? NumberOf(Field field, double min, double max)
    {
        if (field.Node is not YamlScalar scalar
            || !double.TryParse(scalar.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            _problems.Add(field.At, field.Path, $"must be a number, but is {field.Node.Kind}", Between(min, max));
            return null;
        }

        if (number < min || number > max)
        {
            var bound = string.Create(CultureInfo.InvariantCulture, $"{(number < min ? "at least" : "at most")} {(number < min ? min : max)}");
            _problems.Add(field.At, field.Path, string.Create(CultureInfo.InvariantCulture, $"must be {bound}, but is {number}"), Between(min, max));
            return null;
        }

        return number;
    }

    private static string Between(double min, double max) => string.Create(CultureInfo.InvariantCulture, $"Write a number from {min} to {max}, with a point for decimals.");
}
