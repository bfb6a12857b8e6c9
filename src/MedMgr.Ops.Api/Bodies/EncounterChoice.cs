using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using MedMgr.Ops.Domain;

namespace MedMgr.Ops.Api.Bodies;

/// <summary>All of something, or what concerns the visits named: "all", or a list of ids.</summary>
/// <param name="Named">Null: all.</param>
[JsonConverter(typeof(Converter))]
internal sealed record EncounterChoice(ImmutableArray<EncounterId>? Named)
{
    public const string All = "all";
    public const string Expected = $"\"{All}\" or a list of the ids of visits";

    public static bool CanBe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.ValueEquals(All),
        JsonValueKind.Array => value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String && IdRules.WhatIsWrongWith(v.GetString()!) is null),
        _ => false,
    };

    public bool Takes(EncounterId encounter) => Named is not { } named || named.Contains(encounter);

    private sealed class Converter : JsonConverter<EncounterChoice>
    {
        public override EncounterChoice Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String
                ? reader.GetString() == All ? new EncounterChoice(Named: null) : throw new JsonException($"must be {Expected}")
                : new EncounterChoice(JsonSerializer.Deserialize<ImmutableArray<EncounterId>>(ref reader, options));

        public override void Write(Utf8JsonWriter writer, EncounterChoice value, JsonSerializerOptions options)
        {
            if (value.Named is { } named)
            {
                JsonSerializer.Serialize(writer, named, options);
            }
            else
            {
                writer.WriteStringValue(All);
            }
        }
    }
}
