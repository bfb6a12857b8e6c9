using System.Text.Json;
using System.Text.Json.Serialization;

namespace MedMgr.Ops.WallBoard.Watching;

/// <summary>A JSON value that is encoded already. The hub writes it as it is.</summary>
[JsonConverter(typeof(RawMessageConverter))]
public sealed class RawMessage
{
    public RawMessage(ReadOnlyMemory<byte> json) => Json = json;

    /// <summary>UTF-8.</summary>
    public ReadOnlyMemory<byte> Json { get; }
}

/// <summary>Passes ready-made JSON through, and keeps what it reads as it was.</summary>
public sealed class RawMessageConverter : JsonConverter<RawMessage>
{
    public override RawMessage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return new RawMessage(JsonSerializer.SerializeToUtf8Bytes(document.RootElement));
    }

    public override void Write(Utf8JsonWriter writer, RawMessage value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteRawValue(value.Json.Span, skipInputValidation: true);
    }
}
