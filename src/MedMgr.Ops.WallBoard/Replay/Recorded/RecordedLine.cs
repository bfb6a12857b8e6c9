using System.Text.Json;
using MedMgr.Ops.Domain.Log;

namespace MedMgr.Ops.WallBoard.Replay.Recorded;

/// <summary>One event of a recording's file.</summary>
/// <param name="Transaction">Lines of one number are one append.</param>
internal readonly record struct RecordedLine(long Transaction, ReplayEvent Event)
{
    /// <param name="offset">Of the line in its file, for the message when it can not be read.</param>
    /// <exception cref="InvalidDataException">It is no event, or none that this version knows.</exception>
    public static RecordedLine Read(ReadOnlySpan<byte> line, long offset)
    {
        try
        {
            return Parse(line);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"The line at byte {offset} is no event of a recording: {e.Message}", e);
        }
    }

    // Read by hand: a season has some hundred thousand lines, and the payload goes on to the event's own reader as it stands.
    private static RecordedLine Parse(ReadOnlySpan<byte> line)
    {
        long position = 0, transaction = 0;
        string? stream = null, type = null;
        DateTimeOffset? at = null;
        ReadOnlySpan<byte> payload = default;
        var json = new Utf8JsonReader(line);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("position"u8))
            {
                position = NextNumber(ref json);
            }
            else if (json.ValueTextEquals("transaction"u8))
            {
                transaction = NextNumber(ref json);
            }
            else if (json.ValueTextEquals("at"u8))
            {
                json.Read();
                at = json.GetDateTimeOffset();
            }
            else if (json.ValueTextEquals("stream"u8))
            {
                json.Read();
                stream = json.GetString();
            }
            else if (json.ValueTextEquals("type"u8))
            {
                json.Read();
                type = json.GetString();
            }
            else if (json.ValueTextEquals("payload"u8))
            {
                json.Read();
                var begin = (int)json.TokenStartIndex;
                json.Skip();
                payload = line[begin..(int)json.BytesConsumed];
            }
            else
            {
                json.Skip();
            }
        }

        return position > 0 && transaction > 0 && at is { } moment && stream is not null && type is not null && !payload.IsEmpty
            ? new RecordedLine(transaction, new ReplayEvent(position, stream, moment, EventNames.FromJson(type, payload)))
            : throw new JsonException("position, transaction, at, stream, type or payload is missing.");
    }

    private static long NextNumber(ref Utf8JsonReader json)
    {
        json.Read();
        return json.GetInt64();
    }
}
