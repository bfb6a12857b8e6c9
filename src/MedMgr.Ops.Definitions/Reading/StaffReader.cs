using System.Collections.Immutable;
using System.Globalization;
using MedMgr.Ops.Definitions.Yaml;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Definitions.Reading;

/// <summary>Groups, expanded to persons with their days off spread evenly, and persons named one by one.</summary>
internal sealed class StaffReader(Units units, ShiftReader shifts, Problems problems)
{
    private const int CountMax = 1000;
    private const int StaffMax = 50_000;
    private const string UnitPlaceholder = "{unit}";
    private const string DateFormat = "yyyy-MM-dd";

    private readonly Registry _ids = new("staff id", "Give each person an id of their own.", problems);
    private readonly List<StaffDefinition> _staff = [];

    public ImmutableArray<StaffDefinition> Read(Fields hospital)
    {
        if (hospital.Find("staff") is not { } field || Fields.Of(field, Shapes.Staff, problems) is not { } fields)
        {
            return [];
        }

        foreach (var item in fields.Items("groups"))
        {
            if (Fields.Of(item, Shapes.StaffGroup, problems) is { } group)
            {
                Group(group);
            }
        }

        foreach (var item in fields.Items("people"))
        {
            if (Fields.Of(item, Shapes.Person, problems) is { } person)
            {
                Person(person);
            }
        }

        return [.. _staff];
    }

    private void Group(Fields fields)
    {
        var role = fields.Word<StaffRole>("role");
        var count = fields.Number("count", 1, CountMax);
        var pattern = fields.Find("shift") is { } shift ? shifts.Read(shift) : null;
        var skills = fields.WordsOf<LevelOfCare>("skills");
        var homes = Homes(fields);
        CheckSkills(fields, skills, homes);
        var licence = Licence(fields, role, mayBeRange: true);
        if (Prefix(fields, homes.Count) is not { } prefix || role is null || count is null || pattern is null)
        {
            return;
        }

        if (_staff.Count + (count.Value * homes.Count) > StaffMax)
        {
            problems.Add(fields.Map.At, fields.Map.Path, $"brings the staff to more than {StaffMax}", "Check the counts of the groups.");
            return;
        }

        var written = fields.Find("idPrefix")!.Value;
        var width = Math.Max(2, count.Value.ToString(CultureInfo.InvariantCulture).Length);
        var cycle = pattern.OnDays + pattern.OffDays;
        foreach (var home in homes)
        {
            var ids = Enumerable.Range(1, count.Value)
                .Select(n => prefix.Replace(UnitPlaceholder, home.Id.Value, StringComparison.Ordinal) + n.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0'))
                .ToList();
            if (IdRules.WhatIsWrongWith(ids[^1]) is { } wrong)
            {
                problems.Add(written.At, written.Path, $"leads to the id \"{ids[^1]}\", which {wrong}", "Shorten or change the prefix.");
                return;
            }

            _ids.AddAll(ids.Select(id => new Named(id, written)));
            for (var i = 0; i < ids.Count; i++)
            {
                _staff.Add(new StaffDefinition(
                    StaffId.Of(ids[i]), InventedNames.For(ids[i]), role.Value, home.Id, SkillsOf(skills, home), licence?.Of(i, count.Value), pattern with { Offset = i * cycle / count.Value }));
            }
        }
    }

    private void Person(Fields fields)
    {
        var role = fields.Word<StaffRole>("role");
        var pattern = fields.Find("shift") is { } shift ? shifts.Read(shift) : null;
        var offset = fields.Number("offset", 0, pattern is null ? int.MaxValue : pattern.OnDays + pattern.OffDays - 1) ?? 0;
        var skills = fields.WordsOf<LevelOfCare>("skills");
        List<UnitDefinition> homes = fields.Text("unit") is { } unit && Home(new Named(unit, fields.Find("unit")!.Value)) is { } home ? [home] : [];
        CheckSkills(fields, skills, homes);
        var licence = Licence(fields, role, mayBeRange: false);
        var name = fields.Text("name") ?? "";
        if (fields.Id("id") is not { } id)
        {
            return;
        }

        _ids.Add(id, fields.Find("id")!.Value);
        if (role is not null && pattern is not null && homes is [var unitOfPerson])
        {
            _staff.Add(new StaffDefinition(StaffId.Of(id), name, role.Value, unitOfPerson.Id, SkillsOf(skills, unitOfPerson), licence?.Of(0, 1), pattern with { Offset = offset }));
        }
    }

    private List<UnitDefinition> Homes(Fields fields)
    {
        if (fields.Find("units") is { Node: YamlScalar { Text: UnitsReader.AllUnits } })
        {
            return [.. units.Definitions];
        }

        var named = fields.Texts("units") ?? [];
        if (fields.Find("units") is { Node: YamlList { Items.Count: 0 } } none)
        {
            problems.Add(none.At, none.Path, "names no unit", "Name at least one unit, or write \"all\".");
        }

        new Registry("unit", "Name each unit once in a group.", problems).AddAll(named);
        return [.. named.Select(Home).OfType<UnitDefinition>().DistinctBy(unit => unit.Id)];
    }

    private UnitDefinition? Home(Named name)
    {
        if (!units.UnitIds.Knows(name.Text))
        {
            problems.AddUnknown(name.Written.At, name.Written.Path, $"there is no unit \"{name.Text}\"", name.Text, units.UnitIds.Names, "Name a unit that stands under \"units:\".");
        }

        return units.Find(name.Text);
    }

    private string? Prefix(Fields fields, int homes)
    {
        if (fields.Id("idPrefix") is not { } prefix)
        {
            return null;
        }

        if (homes > 1 && !prefix.Contains(UnitPlaceholder, StringComparison.Ordinal))
        {
            var field = fields.Find("idPrefix")!.Value;
            problems.Add(field.At, field.Path, $"would give the same ids in {homes} units", $"Put {UnitPlaceholder} into it: \"{UnitPlaceholder}-{prefix}\".");
            return null;
        }

        return prefix;
    }

    private void CheckSkills(Fields fields, IReadOnlyList<LevelOfCare>? skills, IEnumerable<UnitDefinition> homes)
    {
        if (skills is null || fields.Find("skills") is not { } field)
        {
            return;
        }

        foreach (var lacking in homes.Where(home => !skills.Contains(home.LevelOfCare)).GroupBy(home => home.LevelOfCare))
        {
            var level = Words<LevelOfCare>.WordFor(lacking.Key);
            problems.Add(
                field.At, field.Path, $"lacks {level}, the level of care of the home unit {string.Join(", ", lacking.Select(home => home.Id))}",
                $"Add {level} to the skills, or choose another home unit.");
        }
    }

    /// <summary>Without a list of skills: the home unit's level and no other.</summary>
    private static ImmutableArray<LevelOfCare> SkillsOf(IReadOnlyList<LevelOfCare>? skills, UnitDefinition home) => skills is null ? [home.LevelOfCare] : [.. skills];

    private Licences? Licence(Fields fields, StaffRole? role, bool mayBeRange)
    {
        if (fields.Find("licenceUntil") is not { } field)
        {
            if (role is StaffRole.RegisteredNurse or StaffRole.PracticalNurse or StaffRole.Physician or StaffRole.RespiratoryTherapist)
            {
                problems.Add(fields.Map.At, fields.PathOf("licenceUntil"), $"is missing, and a {Words<StaffRole>.WordFor(role.Value)} needs a licence", "Add `licenceUntil: 2029-12-31`.");
            }

            return null;
        }

        if (fields.Text("licenceUntil") is not { } text)
        {
            return null;
        }

        var ends = text.Split("..", 2);
        if (Date(ends[0]) is { } first && Date(ends[^1]) is { } last && first <= last && (mayBeRange || ends.Length == 1))
        {
            return new Licences(first, last);
        }

        var (what, howToFix) = mayBeRange
            ? ("a date or a range of dates", "Write year-month-day, 2029-12-31, or a range, 2028-01-31..2031-12-31.")
            : ("a date", "Write year-month-day: 2029-12-31.");
        problems.Add(field.At, field.Path, $"\"{text}\" is not {what}", howToFix);
        return null;
    }

    private static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text.Trim(), DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>The last days of a group's licences, spread evenly between two dates.</summary>
    private sealed record Licences(DateOnly First, DateOnly Last)
    {
        public DateOnly Of(int index, int count) => First.AddDays((Last.DayNumber - First.DayNumber) * index / Math.Max(1, count - 1));
    }
}
