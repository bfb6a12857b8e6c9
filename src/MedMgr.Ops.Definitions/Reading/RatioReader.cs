using MedMgr.Ops.Definitions.Yaml;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Definitions.Reading;

/// <summary>Nurse ratios: named under "ratios:", or written out where they are used.</summary>
internal sealed class RatioReader
{
    private const int PatientsMax = 100;
    private const int WindowHoursMax = 168;

    private static readonly NurseRatio Placeholder = new(RatioMeaning.AtAllTimes, 1, 1, 0, "");

    private readonly Dictionary<string, NurseRatio> _named = new(StringComparer.Ordinal);
    private readonly Problems _problems;

    private RatioReader(Problems problems) => _problems = problems;

    public static RatioReader ReadNamed(Fields hospital, Problems problems)
    {
        var reader = new RatioReader(problems);
        foreach (var (name, value) in hospital.Entries("ratios"))
        {
            reader._named.TryAdd(name.Text, reader.WrittenOut(value));
        }

        return reader;
    }

    /// <summary>The ratio of a unit: a name, or a map.</summary>
    public NurseRatio Read(Field field)
    {
        if (field.Node is not YamlScalar { IsNothing: false } name)
        {
            return WrittenOut(field);
        }

        if (_named.TryGetValue(name.Text, out var ratio))
        {
            return ratio;
        }

        _problems.AddUnknown(
            field.At, field.Path, $"the ratio \"{name.Text}\" is not declared under \"ratios:\"", name.Text, _named.Keys,
            $"Declare it there: \"{name.Text}: {{patientsPerNurse: 5, meaning: at-all-times, source: ...}}\".");
        return Placeholder;
    }

    private NurseRatio WrittenOut(Field field)
    {
        if (Fields.Of(field, Shapes.Ratio, _problems) is not { } fields)
        {
            return Placeholder;
        }

        var source = fields.Text("source") ?? "";
        switch (fields.Word<RatioMeaning>("meaning"))
        {
            case RatioMeaning.AtAllTimes:
                Refuse(fields, "belongs to averaged ratios, but the meaning is at-all-times", "Remove it, or write \"meaning: averaged-with-maximum\".", "average", "maximum", "overHours");
                var patients = Required(fields, "patientsPerNurse", PatientsMax);
                return new NurseRatio(RatioMeaning.AtAllTimes, patients, patients, 0, source);
            case RatioMeaning.AveragedWithMaximum:
                Refuse(fields, "belongs to ratios that hold at all times, but the meaning is averaged-with-maximum", "Write \"average\" and \"maximum\" instead.", "patientsPerNurse");
                var average = Required(fields, "average", PatientsMax);
                var maximum = Required(fields, "maximum", PatientsMax);
                var hours = Required(fields, "overHours", WindowHoursMax);
                if (maximum < average && fields.Find("maximum") is { } written)
                {
                    _problems.Add(written.At, written.Path, $"is {maximum}, less than the average of {average}", "The maximum holds at every moment, so it is the larger of the two (Oregon ED: average 4, maximum 5).");
                }

                return new NurseRatio(RatioMeaning.AveragedWithMaximum, average, maximum, hours, source);
            default:
                return Placeholder;
        }
    }

    private int Required(Fields fields, string key, int max)
    {
        if (!fields.Has(key))
        {
            _problems.Add(fields.Map.At, fields.PathOf(key), "is missing for this meaning", "Write {patientsPerNurse: 5, meaning: at-all-times, ...} or {average: 4, maximum: 5, overHours: 12, meaning: averaged-with-maximum, ...}.");
        }

        return fields.Number(key, 1, max) ?? 1;
    }

    private void Refuse(Fields fields, string what, string howToFix, params string[] keys)
    {
        foreach (var field in keys.Select(fields.Find).OfType<Field>())
        {
            _problems.Add(field.At, field.Path, what, howToFix);
        }
    }
}
