using System.Text.Json;
using System.Text.Json.Serialization;

namespace MedMgr.Load.Watching;

/// <summary>What is looked at of a bed on the JSON board.</summary>
/// <param name="Visit">Who lies in it or, in a reserved one, for whom it is kept.</param>
/// <param name="Gender">Of the occupant.</param>
internal readonly record struct BedSeen(string Id, string Room, string Status, string? Visit, string? Gender, bool Isolated, bool DischargeOrdered);

/// <param name="LevelOfCare">As the API names it: "general".</param>
internal readonly record struct UnitSeen(string Id, string LevelOfCare, bool Open, IReadOnlyList<BedSeen> Beds);

/// <summary>A message of the JSON board: its place in the order, and the units that it carries.</summary>
[JsonConverter(typeof(BoardMessageConverter))]
internal readonly record struct BoardMessage(string Kind, string Epoch, long Sequence, IReadOnlyList<UnitSeen> Units);

/// <summary>Reads the few members that are looked at and passes over the rest, so that a display that understands its board stays cheap.</summary>
internal sealed class BoardMessageConverter : JsonConverter<BoardMessage>
{
    public override BoardMessage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string kind = "", epoch = "";
        long sequence = 0;
        IReadOnlyList<UnitSeen> units = [];
        while (Member(ref reader))
        {
            if (Is(ref reader, "kind"u8))
            {
                kind = reader.GetString()!;
            }
            else if (Is(ref reader, "epoch"u8))
            {
                epoch = reader.GetString()!;
            }
            else if (Is(ref reader, "sequence"u8))
            {
                sequence = reader.GetInt64();
            }
            else if (Is(ref reader, "units"u8))
            {
                units = Units(ref reader);
            }
            else if (Is(ref reader, "board"u8))
            {
                units = OfBoard(ref reader);
            }
            else
            {
                Pass(ref reader);
            }
        }

        return new BoardMessage(kind, epoch, sequence, units);
    }

    public override void Write(Utf8JsonWriter writer, BoardMessage value, JsonSerializerOptions options) =>
        throw new NotSupportedException("The board is only read.");

    private static IReadOnlyList<UnitSeen> OfBoard(ref Utf8JsonReader reader)
    {
        IReadOnlyList<UnitSeen> units = [];
        while (Member(ref reader))
        {
            if (Is(ref reader, "units"u8))
            {
                units = Units(ref reader);
            }
            else
            {
                Pass(ref reader);
            }
        }

        return units;
    }

    private static List<UnitSeen> Units(ref Utf8JsonReader reader)
    {
        var units = new List<UnitSeen>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            string id = "", level = "";
            var open = true;
            List<BedSeen> beds = [];
            while (Member(ref reader))
            {
                if (Is(ref reader, "id"u8))
                {
                    id = reader.GetString()!;
                }
                else if (Is(ref reader, "levelOfCare"u8))
                {
                    level = reader.GetString()!;
                }
                else if (Is(ref reader, "open"u8))
                {
                    open = reader.GetBoolean();
                }
                else if (Is(ref reader, "beds"u8))
                {
                    beds = Beds(ref reader);
                }
                else
                {
                    Pass(ref reader);
                }
            }

            units.Add(new UnitSeen(id, level, open, beds));
        }

        return units;
    }

    private static List<BedSeen> Beds(ref Utf8JsonReader reader)
    {
        var beds = new List<BedSeen>(40);
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            string id = "", room = "", status = "";
            string? visit = null, gender = null;
            bool isolated = false, ordered = false;
            while (Member(ref reader))
            {
                if (Is(ref reader, "id"u8))
                {
                    id = reader.GetString()!;
                }
                else if (Is(ref reader, "room"u8))
                {
                    room = reader.GetString()!;
                }
                else if (Is(ref reader, "status"u8))
                {
                    status = reader.GetString()!;
                }
                else if (Is(ref reader, "encounter"u8))
                {
                    visit = reader.GetString();
                }
                else if (Is(ref reader, "gender"u8))
                {
                    gender = reader.GetString();
                }
                else if (Is(ref reader, "dischargeOrdered"u8))
                {
                    ordered = reader.GetBoolean();
                }
                else if (Is(ref reader, "isolation"u8))
                {
                    isolated = reader.TokenType != JsonTokenType.Null;
                    reader.Skip();
                }
                else
                {
                    Pass(ref reader);
                }
            }

            beds.Add(new BedSeen(id, room, status, visit, gender, isolated, ordered));
        }

        return beds;
    }

    private static bool Member(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Goes on to the value when the member has this name.</summary>
    private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name) && reader.Read();

    private static void Pass(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}
