using System.Text.Json;
using System.Text.Json.Serialization;

namespace MedMgr.Load.Watching;

/// <summary>What a counting display keeps of a message. The rest is read past, as cheaply as a client can.</summary>
[JsonConverter(typeof(FrameStampConverter))]
internal readonly record struct FrameStamp(string Kind, string Epoch, long Sequence);

internal sealed class FrameStampConverter : JsonConverter<FrameStamp>
{
    public override FrameStamp Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string kind = "", epoch = "";
        long sequence = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("kind"u8))
            {
                reader.Read();
                kind = reader.ValueTextEquals("frame"u8) ? "frame" : reader.GetString()!;
            }
            else if (reader.ValueTextEquals("epoch"u8))
            {
                reader.Read();
                epoch = reader.GetString()!;
            }
            else if (reader.ValueTextEquals("sequence"u8))
            {
                reader.Read();
                sequence = reader.GetInt64();
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return new FrameStamp(kind, epoch, sequence);
    }

    public override void Write(Utf8JsonWriter writer, FrameStamp value, JsonSerializerOptions options) =>
        throw new NotSupportedException("A stamp is only read.");
}
