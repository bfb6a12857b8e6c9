using System.Collections.Immutable;

namespace MedMgr.Ops.EventLog.Appending;

/// <summary>What an append must fulfil before it may join a group: a malformed one would fail its neighbours too.</summary>
internal static class AppendRules
{
    private const int PayloadBytesMax = 16 * 1024 * 1024;

    /// <returns>The request with payloads of its own, so that the caller may reuse its buffers.</returns>
    /// <exception cref="ArgumentException">Names the field and the stream or event it is in.</exception>
    public static AppendRequest CheckedCopy(AppendRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        CheckName(request.Hospital, "Hospital");
        CheckCause(request.Cause);
        if (request.Streams.IsDefaultOrEmpty)
        {
            throw Refuse("Streams is empty: an append needs at least one stream");
        }

        var streams = ImmutableArray.CreateBuilder<StreamAppend>(request.Streams.Length);
        for (var i = 0; i < request.Streams.Length; i++)
        {
            var stream = request.Streams[i];
            CheckStream(stream, i);
            for (var earlier = 0; earlier < i; earlier++)
            {
                if (streams[earlier].Stream == stream.Stream)
                {
                    throw Refuse($"Streams[{i}] names '{stream.Stream}' a second time: one append holds each stream at most once");
                }
            }

            streams.Add(stream with { Events = CheckedEvents(stream) });
        }

        return request with { At = request.At.ToUniversalTime(), Streams = streams.MoveToImmutable() };
    }

    public static void CheckName(string? value, string field)
    {
        if (string.IsNullOrEmpty(value))
        {
            throw Refuse($"{field} is empty");
        }

        CheckText(value, field);
    }

    private static void CheckCause(Cause? cause)
    {
        if (cause is null)
        {
            throw Refuse("Cause is missing");
        }

        if (!Enum.IsDefined(cause.Kind))
        {
            throw Refuse($"Cause.Kind {(int)cause.Kind} is not a kind of cause");
        }

        CheckName(cause.Actor, "Cause.Actor");
        CheckName(cause.Id, "Cause.Id");
    }

    private static void CheckStream(StreamAppend? stream, int index)
    {
        if (stream is null)
        {
            throw Refuse($"Streams[{index}] is missing");
        }

        CheckName(stream.Stream, $"Streams[{index}].Stream");
        if (stream.ExpectedVersion < 0)
        {
            throw Refuse($"ExpectedVersion {stream.ExpectedVersion} of stream '{stream.Stream}' is negative");
        }

        if (stream.Events.IsDefaultOrEmpty)
        {
            throw Refuse($"Events of stream '{stream.Stream}' is empty: an append writes at least one event");
        }
    }

    private static ImmutableArray<NewEvent> CheckedEvents(StreamAppend stream)
    {
        var events = ImmutableArray.CreateBuilder<NewEvent>(stream.Events.Length);
        for (var i = 0; i < stream.Events.Length; i++)
        {
            var (type, payload) = stream.Events[i];
            CheckName(type, $"Type of event {i} for stream '{stream.Stream}'");
            if (payload.Length > PayloadBytesMax)
            {
                throw Refuse($"Payload of event {i} ({type}) for stream '{stream.Stream}' has {payload.Length} bytes; {PayloadBytesMax} is the most");
            }

            if (!LooksLikeJsonObject(payload.Span))
            {
                throw Refuse($"Payload of event {i} ({type}) for stream '{stream.Stream}' is not a JSON object");
            }

            events.Add(new NewEvent(type, payload.ToArray()));
        }

        return events.MoveToImmutable();
    }

    // The ends only: parsing each payload would cost more than writing it.
    private static bool LooksLikeJsonObject(ReadOnlySpan<byte> payload)
    {
        var content = payload.Trim(" \t\r\n"u8);
        return content.Length >= 2 && content[0] == (byte)'{' && content[^1] == (byte)'}';
    }

    // NUL ends a text in SQLite and is refused by PostgreSQL; half a surrogate pair does not survive UTF-8.
    private static void CheckText(string value, string field)
    {
        if (value.Contains('\0'))
        {
            throw Refuse($"{field} contains a NUL character");
        }

        if (!value.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            return;
        }

        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(value[i]))
            {
                throw Refuse($"{field} contains half a surrogate pair at index {i}");
            }
        }
    }

    private static ArgumentException Refuse(string message) => new(message);
}
