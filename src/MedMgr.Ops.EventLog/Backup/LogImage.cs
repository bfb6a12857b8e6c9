using System.Collections.Immutable;
using System.Text;

namespace MedMgr.Ops.EventLog.Backup;

/// <summary>
/// The log as a stream of bytes that knows no database. An append is: the number of its events as a 7-bit encoded integer (0 ends the image),
/// hospital, time as 64-bit UTC ticks, kind of cause as a byte, actor, id; then each event: stream, 64-bit version, type, payload with its length.
/// Texts are UTF-8 behind their 7-bit encoded length, integers little-endian. Positions follow from the order.
/// </summary>
internal static class LogImage
{
    private const int EventsPerAppendMax = 1 << 24;
    private const int BytesMax = 64 * 1024 * 1024;

    public static void Write(BinaryWriter to, IReadOnlyList<RecordedEvent> append)
    {
        var first = append[0];
        to.Write7BitEncodedInt(append.Count);
        to.Write(first.Hospital);
        to.Write(first.At.UtcTicks);
        to.Write((byte)first.Cause.Kind);
        to.Write(first.Cause.Actor);
        to.Write(first.Cause.Id);
        foreach (var recorded in append)
        {
            to.Write(recorded.Stream);
            to.Write(recorded.Version);
            to.Write(recorded.Type);
            to.Write7BitEncodedInt(recorded.Payload.Length);
            to.Write(recorded.Payload.Span);
        }
    }

    public static void WriteEnd(BinaryWriter to) => to.Write7BitEncodedInt(0);

    /// <summary>The appends in their order, each with the positions that its events had.</summary>
    /// <exception cref="InvalidDataException">The bytes are not such an image, or end in the middle of it; the message names the event.</exception>
    public static IEnumerable<ImmutableArray<RecordedEvent>> Read(Stream from)
    {
        using var reader = new BinaryReader(from, Encoding.UTF8, leaveOpen: true);
        long position = 0;
        while (Next(reader, position) is { IsEmpty: false } append)
        {
            position = append[^1].Position;
            yield return append;
        }
    }

    private static ImmutableArray<RecordedEvent> Next(BinaryReader from, long position)
    {
        try
        {
            var count = Within(from.Read7BitEncodedInt(), EventsPerAppendMax, "events");
            if (count == 0)
            {
                return [];
            }

            var hospital = Text(from);
            var at = new DateTimeOffset(from.ReadInt64(), TimeSpan.Zero);
            var cause = new Cause((CauseKind)from.ReadByte(), Text(from), Text(from));
            var events = ImmutableArray.CreateBuilder<RecordedEvent>();
            for (var i = 0; i < count; i++)
            {
                events.Add(new RecordedEvent(++position, hospital, Text(from), from.ReadInt64(), Text(from), at, cause, Bytes(from)));
            }

            return events.DrainToImmutable();
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or DecoderFallbackException or ArgumentOutOfRangeException)
        {
            throw new InvalidDataException($"it can not be read on at event {position + 1}: {e.Message}", e);
        }
    }

    private static string Text(BinaryReader from) => Encoding.UTF8.GetString(Bytes(from));

    private static byte[] Bytes(BinaryReader from)
    {
        var length = Within(from.Read7BitEncodedInt(), BytesMax, "bytes");
        var bytes = from.ReadBytes(length);
        return bytes.Length == length ? bytes : throw new EndOfStreamException("the file ends here");
    }

    private static int Within(int number, int most, string what) =>
        number >= 0 && number <= most ? number : throw new FormatException($"{number} {what} are too many");
}
