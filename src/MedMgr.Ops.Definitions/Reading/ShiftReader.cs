using MedMgr.Ops.Definitions.Yaml;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Definitions.Reading;

/// <summary>Standing patterns without their offset: named under "shifts:", or written out where they are used.</summary>
internal sealed class ShiftReader
{
    private const int CycleDaysMax = 28;

    private static readonly StandingPattern Placeholder = new(TimeOnly.MinValue, 1, 1, 0, 0);

    private readonly Dictionary<string, StandingPattern> _named = new(StringComparer.Ordinal);
    private readonly StaffingLimits _limits;
    private readonly Problems _problems;

    public ShiftReader(StaffingLimits limits, Fields hospital, Problems problems)
    {
        _limits = limits;
        _problems = problems;
        foreach (var (name, value) in hospital.Entries("shifts"))
        {
            _named.TryAdd(name.Text, WrittenOut(value));
        }
    }

    public StandingPattern Read(Field field)
    {
        if (field.Node is not YamlScalar { IsNothing: false } name)
        {
            return WrittenOut(field);
        }

        if (_named.TryGetValue(name.Text, out var pattern))
        {
            return pattern;
        }

        _problems.AddUnknown(
            field.At, field.Path, $"the shift \"{name.Text}\" is not declared under \"shifts:\"", name.Text, _named.Keys,
            $"Declare it there: \"{name.Text}: {{start: \"07:00\", hours: 12, onDays: 3, offDays: 4}}\".");
        return Placeholder;
    }

    private StandingPattern WrittenOut(Field field)
    {
        if (Fields.Of(field, Shapes.Shift, _problems) is not { } fields)
        {
            return Placeholder;
        }

        var start = fields.TimeOfDay("start") ?? TimeOnly.MinValue;
        var hours = fields.Number("hours", 1, 24);
        var onDays = fields.Number("onDays", 1, CycleDaysMax);
        var offDays = fields.Number("offDays", 0, CycleDaysMax);
        if (hours is null || onDays is null || offDays is null)
        {
            return Placeholder;
        }

        var pattern = new StandingPattern(start, hours.Value, onDays.Value, offDays.Value, 0);
        foreach (var (key, what, howToFix) in StandingPatternLimits.Broken(pattern, _limits))
        {
            var at = fields.Find(key)!.Value;
            _problems.Add(at.At, at.Path, what, howToFix);
        }

        return pattern;
    }
}
