using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Definitions.Reading;

/// <summary>The units as read, and the names by which the rest of the file may speak of them.</summary>
internal sealed record Units(ImmutableArray<UnitDefinition> Definitions, Registry UnitIds, Registry BedIds, IReadOnlyDictionary<string, UnitId> UnitOfBed)
{
    private readonly Dictionary<string, UnitDefinition> _byId = Definitions.GroupBy(unit => unit.Id.Value).ToDictionary(same => same.Key, same => same.First());

    public UnitDefinition? Find(string id) => _byId.GetValueOrDefault(id);
}

internal sealed class UnitsReader(ImmutableArray<string> capabilities, RatioReader ratios, Problems problems)
{
    /// <summary>Instead of a list of units, for staff groups; so no unit may bear that name.</summary>
    public const string AllUnits = "all";

    private const int PatientsPerBedMax = 4;
    private const int AgeMax = 130;
    private const int FloorMin = -10;
    private const int FloorMax = 200;
    private const int BedsMax = 10_000;

    private readonly Registry _unitIds = new("unit", "Give each unit an id of its own.", problems);
    private readonly Registry _bedIds = new("bed", "Give each bed an id of its own in the hospital.", problems);
    private int _beds;

    public Units Read(Fields hospital)
    {
        var units = new List<UnitDefinition>();
        foreach (var item in hospital.Items("units"))
        {
            if (_beds <= BedsMax && Fields.Of(item, Shapes.Unit, problems) is { } fields)
            {
                units.Add(Unit(fields));
            }
            else
            {
                _unitIds.Incomplete = _bedIds.Incomplete = true;
            }
        }

        if (hospital.Find("units") is { Node: Yaml.YamlList { Items.Count: 0 } } none)
        {
            problems.Add(none.At, none.Path, "has no unit", "Add at least one unit with a room.");
        }

        var unitOfBed = new Dictionary<string, UnitId>(StringComparer.Ordinal);
        foreach (var unit in units)
        {
            foreach (var bed in unit.Rooms.SelectMany(room => room.Beds))
            {
                unitOfBed.TryAdd(bed.Id.Value, unit.Id);
            }
        }

        return new Units([.. units], _unitIds, _bedIds, unitOfBed);
    }

    private UnitDefinition Unit(Fields fields)
    {
        var id = Id(fields);
        var level = fields.Word<LevelOfCare>("level");
        var rooms = new RoomsReader(capabilities, _bedIds, problems).Read(fields);
        var beds = rooms.Sum(room => room.Beds.Length);
        if (_beds <= BedsMax && _beds + beds > BedsMax)
        {
            problems.Add(fields.Map.At, fields.Map.Path, $"brings the hospital to more than {BedsMax} beds", "Check the ranges of rooms; a house of that size is several hospitals.");
        }

        _beds += beds;
        var (youngest, oldest) = Ages(fields);
        return new UnitDefinition(
            UnitId.Of(id ?? ""),
            fields.Text("name") ?? "",
            level ?? LevelOfCare.General,
            Accepts(fields, level),
            fields.Find("ratio") is { } ratio ? ratios.Read(ratio) : new NurseRatio(RatioMeaning.AtAllTimes, 1, 1, 0, ""),
            fields.Number("patientsPerBedMax", 1, PatientsPerBedMax) ?? 1,
            youngest,
            oldest,
            [.. (fields.Texts("services") ?? []).Select(service => service.Text).Distinct(StringComparer.Ordinal)],
            rooms)
        {
            Floor = fields.Number("floor", FloorMin, FloorMax),
        };
    }

    private string? Id(Fields fields)
    {
        if (fields.Id("id") is not { } id)
        {
            _unitIds.Incomplete = true;
            return null;
        }

        var field = fields.Find("id")!.Value;
        if (id == AllUnits)
        {
            problems.Add(field.At, field.Path, $"may not be \"{AllUnits}\", which staff groups use for every unit", "Give the unit another id.");
        }

        _unitIds.Add(id, field);
        return id;
    }

    private ImmutableArray<LevelOfCare> Accepts(Fields fields, LevelOfCare? level)
    {
        if (level is not { } own)
        {
            return [];
        }

        if (fields.WordsOf<LevelOfCare>("accepts") is not { } accepts)
        {
            return [.. LevelsOfCare.AcceptedByDefault(own)];
        }

        if (!accepts.Contains(own))
        {
            var field = fields.Find("accepts")!.Value;
            problems.Add(field.At, field.Path, $"leaves out {Words<LevelOfCare>.WordFor(own)}, the unit's own level", $"Add {Words<LevelOfCare>.WordFor(own)} to the list.");
        }

        return [.. accepts];
    }

    private (int? Youngest, int? Oldest) Ages(Fields fields)
    {
        var (youngest, oldest) = (fields.Number("ageMin", 0, AgeMax), fields.Number("ageMax", 0, AgeMax));
        if (youngest > oldest)
        {
            var field = fields.Find("ageMin")!.Value;
            problems.Add(field.At, field.Path, $"is {youngest}, above ageMax, which is {oldest}", "Exchange the two, or leave one out.");
        }

        return (youngest, oldest);
    }
}
