using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Definitions.Reading;

/// <summary>The terms of rosters; what the file leaves out is as <see cref="RosterPolicy.Default"/> has it.</summary>
internal sealed class RosterPolicyReader(StaffingLimits limits, Units units, ImmutableArray<StaffDefinition> staff, Problems problems)
{
    private const int CodeLengthMax = 4;
    private const int MoneyMax = 1_000_000;
    private const int HoursOfWeek = 168;

    /// <summary>Null when the file says nothing of rosters.</summary>
    public RosterPolicy? Read(Fields hospital)
    {
        if (hospital.Find("rosters") is not { } field || Fields.Of(field, Shapes.Rosters, problems) is not { } fields)
        {
            return null;
        }

        var usual = RosterPolicy.Default;
        var shifts = Shifts(fields);
        var codes = shifts.Select(s => s.Code).ToImmutableArray();
        return new RosterPolicy(
            shifts,
            fields.Number("consecutiveShiftsMax", 1, 14) ?? usual.ConsecutiveShiftsMax,
            fields.Number("daysOffMin", 1, 7) ?? usual.DaysOffMin,
            fields.Number("weekendsMax", 0, 4) ?? usual.WeekendsMax,
            [.. fields.Items("forbidden").Select(item => Sequence(item, codes)).OfType<ShiftSequence>()],
            fields.Number("registeredShareMin", 0, 100) ?? usual.RegisteredShareMin,
            fields.Number("demandPercentile", 1, 99) ?? usual.DemandPercentile,
            Prices(fields, usual.Prices),
            Weights(fields, usual.Weights),
            new UnitRosterReader(units, staff, codes, problems).Read(fields),
            fields.Text("source") ?? "");
    }

    private ImmutableArray<ShiftType> Shifts(Fields rosters)
    {
        if (!rosters.Has("shifts"))
        {
            return RosterPolicy.Default.Shifts;
        }

        var types = ImmutableArray.CreateBuilder<ShiftType>();
        foreach (var (code, value) in rosters.Entries("shifts"))
        {
            if (code.Text.Length > CodeLengthMax || IdRules.WhatIsWrongWith(code.Text) is not null)
            {
                problems.Add(code.At, value.Path, $"\"{code.Text}\" is no code of a shift", $"Use 1 to {CodeLengthMax} letters or digits, as a grid has room for: D, N, E, L.");
            }

            if (Fields.Of(value, Shapes.RosterShift, problems) is { } fields)
            {
                types.Add(new ShiftType(code.Text, fields.Text("name") ?? "", fields.TimeOfDay("start") ?? TimeOnly.MinValue, fields.Number("hours", 1, Math.Min(24, limits.ShiftHoursMax)) ?? 1));
            }
        }

        if (types.Count == 0 && rosters.Find("shifts") is { } none)
        {
            problems.Add(none.At, none.Path, "names no shift", "Write at least one: \"D: {name: Day, start: \"07:00\", hours: 12}\", or leave the key out.");
        }

        return types.ToImmutable();
    }

    private ShiftSequence? Sequence(Field item, ImmutableArray<string> codes) =>
        Fields.Of(item, Shapes.ForbiddenSequence, problems) is { } fields && Code(fields, "first", codes) is { } first && Code(fields, "next", codes) is { } next
            ? new ShiftSequence(first, next)
            : null;

    private string? Code(Fields fields, string key, ImmutableArray<string> codes)
    {
        if (fields.Text(key) is not { } code)
        {
            return null;
        }

        if (!codes.Contains(code))
        {
            var field = fields.Find(key)!.Value;
            problems.AddUnknown(field.At, field.Path, $"there is no shift \"{code}\" in rosters", code, codes, "");
        }

        return code;
    }

    private RosterPrices Prices(Fields rosters, RosterPrices usual)
    {
        if (rosters.Find("prices") is not { } field || Fields.Of(field, Shapes.RosterPrices, problems) is not { } fields)
        {
            return usual;
        }

        return new RosterPrices(
            Currency(fields) ?? usual.Currency,
            fields.Number("registeredNurseHour", 0, MoneyMax) ?? usual.RegisteredNurseHour,
            fields.Number("practicalNurseHour", 0, MoneyMax) ?? usual.PracticalNurseHour,
            fields.Number("overtimePercent", 100, 1_000) ?? usual.OvertimePercent,
            fields.Number("overtimeHoursMax", 0, HoursOfWeek) ?? usual.OvertimeHoursMax,
            fields.Number("floatPremiumHour", 0, MoneyMax) ?? usual.FloatPremiumHour,
            fields.Number("agencyHour", 0, MoneyMax) ?? usual.AgencyHour);
    }

    private string? Currency(Fields prices)
    {
        if (prices.Text("currency") is not { } currency)
        {
            return null;
        }

        if (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper))
        {
            var field = prices.Find("currency")!.Value;
            problems.Add(field.At, field.Path, $"\"{currency}\" is no code of a currency", "Write the three letters of ISO 4217: USD, EUR, CHF.");
        }

        return currency;
    }

    private RosterWeights Weights(Fields rosters, RosterWeights usual)
    {
        if (rosters.Find("weights") is not { } field || Fields.Of(field, Shapes.RosterWeights, problems) is not { } fields)
        {
            return usual;
        }

        int Weight(string key, int ifAbsent) => fields.Number(key, 0, MoneyMax) ?? ifAbsent;
        return new RosterWeights(
            Weight("missingNurse", usual.MissingNurse),
            Weight("missingRegistered", usual.MissingRegistered),
            Weight("spareNurse", usual.SpareNurse),
            Weight("request", usual.Request),
            Weight("unfair", usual.Unfair),
            Weight("change", usual.Change),
            Weight("overBudget", usual.OverBudget),
            fields.Number("otherShift", 0, MoneyMax) ?? usual.OtherShift);
    }
}
