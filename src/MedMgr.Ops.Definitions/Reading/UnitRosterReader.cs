using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Definitions.Reading;

/// <summary>What single units have of their own in the terms of rosters.</summary>
internal sealed class UnitRosterReader(Units units, ImmutableArray<StaffDefinition> staff, ImmutableArray<string> codes, Problems problems)
{
    private const int NursesMax = 50;
    private const int BudgetMax = 1_000_000_000;

    public ImmutableArray<UnitRosterTerms> Read(Fields rosters)
    {
        var terms = ImmutableArray.CreateBuilder<UnitRosterTerms>();
        var seen = new Registry("unit", "Name each unit once under rosters.", problems);
        foreach (var item in rosters.Items("units"))
        {
            if (Fields.Of(item, Shapes.UnitRoster, problems) is { } fields && Unit(fields) is { } unit)
            {
                seen.Add(unit.Text, unit.Written);
                terms.Add(Terms(fields, UnitId.Of(unit.Text)));
            }
        }

        return terms.ToImmutable();
    }

    private UnitRosterTerms Terms(Fields fields, UnitId unit) => new(
        unit,
        [.. (fields.Texts("shifts") ?? []).Where(code => Known(code, "shift", codes)).Select(code => code.Text).Distinct()],
        fields.Number("registeredShareMin", 0, 100),
        [.. (fields.Ids("chargeNurses") ?? []).Where(name => MayTakeCharge(name, unit)).Select(name => StaffId.Of(name.Text)).Distinct()],
        [.. (fields.Texts("floatFrom") ?? []).Where(sister => IsSister(sister, unit)).Select(sister => UnitId.Of(sister.Text)).Distinct()],
        fields.Number("floatMax", 0, NursesMax) ?? 0,
        fields.Number("agencyMax", 0, NursesMax) ?? RosterPolicy.Default.Of(unit).AgencyMax,
        fields.Number("budgetPerWeek", 0, BudgetMax));

    private Named? Unit(Fields fields) =>
        fields.Text("unit") is { } text && new Named(text, fields.Find("unit")!.Value) is var unit && IsUnit(unit) ? unit : null;

    private bool IsUnit(Named unit)
    {
        if (units.UnitIds.Knows(unit.Text))
        {
            return true;
        }

        problems.AddUnknown(unit.Written.At, unit.Written.Path, $"there is no unit \"{unit.Text}\"", unit.Text, units.UnitIds.Names, "Name a unit that stands under \"units:\".");
        return false;
    }

    private bool IsSister(Named sister, UnitId unit)
    {
        if (sister.Text != unit.Value)
        {
            return IsUnit(sister);
        }

        problems.Add(sister.Written.At, sister.Written.Path, "is the unit itself", "Name the units whose nurses may come over.");
        return false;
    }

    private bool MayTakeCharge(Named name, UnitId unit)
    {
        var person = staff.FirstOrDefault(s => s.Id.Value == name.Text);
        if (person is { Role: StaffRole.RegisteredNurse } nurse && nurse.HomeUnit == unit)
        {
            return true;
        }

        problems.Add(
            name.Written.At, name.Written.Path,
            person is null ? $"there is no member of staff \"{name.Text}\"" : $"\"{name.Text}\" is no registered nurse of {unit}",
            $"Name registered nurses whose home unit is {unit}, or leave the key out: then each of them may take charge.");
        return false;
    }

    private bool Known(Named name, string what, ImmutableArray<string> known)
    {
        if (known.Contains(name.Text))
        {
            return true;
        }

        problems.AddUnknown(name.Written.At, name.Written.Path, $"there is no {what} \"{name.Text}\" in rosters", name.Text, known, "");
        return false;
    }
}
