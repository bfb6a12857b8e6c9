using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MedMgr.Ops.Pages.Streaming;

/// <summary>A JSON value that is encoded already. The hub writes it as it is.</summary>
[JsonConverter(typeof(RawMessageConverter))]
public sealed class RawMessage
{
    // Without the relaxed encoder every '<' of the markup would become six characters.
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    // Thousands of messages a second would each grow a buffer of their own. What a snapshot of a large board has grown is not kept.
    private const int BufferKept = 256 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    public RawMessage(ReadOnlyMemory<byte> json) => Json = json;

    /// <summary>UTF-8.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <param name="body">Writes the members of the one object that the message is.</param>
    public static RawMessage Write(Action<Utf8JsonWriter> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var bytes = _buffer ?? new ArrayBufferWriter<byte>(1024);
        _buffer = null;
        using (var writer = new Utf8JsonWriter(bytes, Writing))
        {
            writer.WriteStartObject();
            body(writer);
            writer.WriteEndObject();
        }

        var json = bytes.WrittenSpan.ToArray();
        if (bytes.Capacity <= BufferKept)
        {
            bytes.ResetWrittenCount();
            _buffer = bytes;
        }

        return new RawMessage(json);
    }
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
