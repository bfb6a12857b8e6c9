using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Definitions.Reading;

/// <summary>The rooms of one unit: ranges are expanded, the unit's defaults and the exceptions applied.</summary>
internal sealed class RoomsReader(ImmutableArray<string> declared, Registry beds, Problems problems)
{
    private readonly Registry _rooms = new("room", "Name each room of the unit once.", problems);
    private readonly Dictionary<string, RoomDefinition> _byId = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    public ImmutableArray<RoomDefinition> Read(Fields unit)
    {
        var gender = unit.Word<GenderPolicy>("gender") ?? GenderPolicy.SameGender;
        var capabilities = Capabilities(unit);
        foreach (var item in unit.Items("rooms"))
        {
            if (Fields.Of(item, Shapes.Room, problems) is { } fields)
            {
                Rooms(fields, gender, capabilities);
            }
            else
            {
                _rooms.Incomplete = beds.Incomplete = true;
            }
        }

        foreach (var item in unit.Items("except"))
        {
            if (Fields.Of(item, Shapes.RoomException, problems) is { } fields)
            {
                Except(fields);
            }
        }

        if (unit.Find("rooms") is { Node: Yaml.YamlList { Items.Count: 0 } } none)
        {
            problems.Add(none.At, none.Path, "has no room, so the unit has no bed", "Add at least one room, or remove the unit.");
        }

        return [.. _order.Select(id => _byId[id])];
    }

    private void Rooms(Fields fields, GenderPolicy unitGender, ImmutableArray<string> unitCapabilities)
    {
        var gender = fields.Word<GenderPolicy>("gender") ?? unitGender;
        var capabilities = Union(unitCapabilities, Capabilities(fields));
        var (surge, hallway) = (fields.Flag("surge") ?? false, fields.Flag("hallway") ?? false);
        var ids = fields.Ids("ids");
        var suffixes = fields.Ids("beds");
        var bedIds = fields.Ids("bedIds");
        if (fields.Find("bedIds") is { } own && (fields.Has("beds") || ids?.Count > 1))
        {
            bedIds = null;
            var what = fields.Has("beds") ? "is given together with \"beds\"" : $"names the beds of one room, but \"ids\" names {ids!.Count} rooms";
            problems.Add(own.At, own.Path, what, "Use \"bedIds\" for a single room, \"beds: [A, B]\" for letters after the room's id.");
        }

        if (ids is null or [] || (fields.Has("beds") && suffixes is null or []) || (fields.Has("bedIds") && bedIds is null or []))
        {
            _rooms.Incomplete = beds.Incomplete = true;
            NoNames(fields);
            return;
        }

        _rooms.AddAll(ids);
        var bedsOfRooms = ids.Select(id => bedIds ?? [.. (suffixes ?? [new Named("", id.Written)]).Select(suffix => new Named(id.Text + suffix.Text, suffix.Written))]).ToList();
        beds.AddAll(bedsOfRooms.SelectMany(names => names));
        foreach (var (id, names) in ids.Zip(bedsOfRooms))
        {
            var room = new RoomDefinition(RoomId.Of(id.Text), gender, capabilities, [.. names.Select(name => new BedDefinition(BedId.Of(name.Text), surge, hallway))]);
            if (_byId.TryAdd(id.Text, room))
            {
                _order.Add(id.Text);
            }
        }
    }

    private void NoNames(Fields fields)
    {
        foreach (var key in new[] { "ids", "beds", "bedIds" })
        {
            if (fields.Find(key) is { Node: Yaml.YamlList { Items.Count: 0 } } none)
            {
                problems.Add(none.At, none.Path, "is an empty list", "Write at least one name.");
            }
        }
    }

    private void Except(Fields fields)
    {
        GenderPolicy? gender = fields.Word<GenderPolicy>("gender");
        var capabilities = Capabilities(fields);
        var (surge, hallway) = (fields.Flag("surge"), fields.Flag("hallway"));
        foreach (var name in fields.Ids("rooms") ?? [])
        {
            if (_byId.TryGetValue(name.Text, out var room))
            {
                _byId[name.Text] = room with
                {
                    GenderPolicy = gender ?? room.GenderPolicy,
                    Capabilities = Union(room.Capabilities, capabilities),
                    Beds = [.. room.Beds.Select(bed => bed with { Surge = surge ?? bed.Surge, Hallway = hallway ?? bed.Hallway })],
                };
            }
            else if (!_rooms.Incomplete)
            {
                problems.AddUnknown(name.Written.At, name.Written.Path, $"the unit has no room \"{name.Text}\"", name.Text, _rooms.Names, "Name rooms that stand under \"rooms:\" of the same unit.");
            }
        }
    }

    private ImmutableArray<string> Capabilities(Fields fields)
    {
        var texts = fields.Texts("capabilities") ?? [];
        foreach (var text in texts.Where(text => !declared.Contains(text.Text)))
        {
            problems.AddUnknown(
                text.Written.At, text.Written.Path, $"the capability \"{text.Text}\" is not declared", text.Text, declared, "Add it to the list \"capabilities:\" at the head of the file.");
        }

        return [.. texts.Select(text => text.Text).Distinct(StringComparer.Ordinal)];
    }

    private static ImmutableArray<string> Union(ImmutableArray<string> some, ImmutableArray<string> more) => [.. some.Union(more, StringComparer.Ordinal)];
}
