using System.Collections.Immutable;
using MedMgr.Ops.Hl7.Acknowledgement;
using MedMgr.Ops.Hl7.Messages;

namespace MedMgr.Ops.Hl7.Adt;

/// <summary>Reads ADT messages of HL7 2.1 to 2.9. Never throws for what a message holds. Safe for concurrent use.</summary>
/// <remarks>
/// Refused with AR: message type, event, version and processing id that are not handled here. Refused with AE: a missing segment or
/// field without which nothing could be done, an event time that is no time, a bed status that table 0116 does not have. What does not change
/// the event (a birth date that is none, an unknown sex code, a bad admit time) is left out with a remark.
/// </remarks>
public sealed class AdtReader
{
    private readonly AdtReaderOptions _options;

    /// <summary>A reader for one site's ways.</summary>
    public AdtReader(AdtReaderOptions options) => _options = options;

    /// <summary>Reads one message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="receivedAt">The event's time where the message has no stamp at all.</param>
    public AdtReading Read(Hl7Message message, DateTimeOffset receivedAt)
    {
        var notes = new AdtNotes();
        Hl7Segment msh = message.SegmentAt(0);
        if (!TryHeader(message, msh, notes, out AdtTrigger trigger))
            return notes.Refusal!;
        (DateTimeOffset at, EventTimeSource source, TimestampPrecision precision) = EventTime(message, msh, receivedAt, notes);
        var read = new AdtEvent
        {
            Trigger = trigger,
            Sender = new SendingSystem(msh[3].Value.Text ?? string.Empty, msh[4].Value.Text ?? string.Empty),
            ControlId = msh[10].Value.Text ?? string.Empty,
            MessageAt = Hl7Timestamp.TryParse(msh[7].LeafRaw, out Hl7Timestamp written) ? written.In(_options.Zone) : null,
            EventAt = at,
            EventAtSource = source,
            EventAtPrecision = precision,
        };
        read = trigger switch
        {
            AdtTrigger.BedStatus => read with { Bed = BedStatusReader.Read(message, notes) },
            AdtTrigger.Merge => read with { Merges = MergeReader.Read(message, _options, notes) },
            _ => WithSubjects(read, message, notes),
        };
        return notes.Refusal ?? (AdtReading)new AdtReading.Read(read with { Remarks = notes.Remarks });
    }

    private bool TryHeader(Hl7Message message, Hl7Segment msh, AdtNotes notes, out AdtTrigger trigger)
    {
        trigger = default;
        ReadOnlySpan<char> version = msh[12].LeafRaw;
        ReadOnlySpan<char> processing = msh[11].LeafRaw;
        if (msh[9][1].LeafRaw is not "ADT")
        {
            notes.Refuse(AckCode.Reject, Hl7ErrorCode.UnsupportedMessageType, new Hl7Location("MSH", 9, 1), $"message type {Printable.Of(msh[9][1].ToString())} is not handled, only ADT");
            return false;
        }

        // Before 2.3.1 some senders write the event into EVN-1 only.
        Hl7Element code = msh[9][2].IsEmpty ? message.Find("EVN")[1] : msh[9][2];
        if (!AdtTriggers.TryParse(code.LeafRaw, out trigger))
            notes.Refuse(AckCode.Reject, Hl7ErrorCode.UnsupportedEventCode, new Hl7Location("MSH", 9, 2), $"event {Printable.Of(code.ToString())} is not handled");
        else if (!version.IsEmpty && !IsSupportedVersion(version))
            notes.Refuse(AckCode.Reject, Hl7ErrorCode.UnsupportedVersionId, new Hl7Location("MSH", 12), $"version {Printable.Of(version.ToString())} is not handled, only 2.1 to 2.9");
        else if (!processing.IsEmpty && !_options.ProcessingIds.Contains(processing.ToString()))
            notes.Refuse(AckCode.Reject, Hl7ErrorCode.UnsupportedProcessingId, new Hl7Location("MSH", 11), $"processing id {Printable.Of(processing.ToString())} is not accepted here");
        else if (!msh[10].Value.HasValue)
            notes.Missing(new Hl7Location("MSH", 10), "the message control id is missing");
        return notes.Refusal is null;
    }

    private static bool IsSupportedVersion(ReadOnlySpan<char> version) =>
        version.Length >= 3 && version[0] == '2' && version[1] == '.' && version[2] is >= '1' and <= '9' && (version.Length == 3 || version[3] == '.');

    private (DateTimeOffset At, EventTimeSource Source, TimestampPrecision Precision) EventTime(
        Hl7Message message, Hl7Segment msh, DateTimeOffset receivedAt, AdtNotes notes)
    {
        Hl7Segment evn = message.Find("EVN");
        (Hl7Element Field, Hl7Location Location, EventTimeSource Source) sent =
            !IsUnset(evn[6]) ? (evn[6], new Hl7Location("EVN", 6), EventTimeSource.Occurred)
            : !IsUnset(evn[2]) ? (evn[2], new Hl7Location("EVN", 2), EventTimeSource.Recorded)
            : (msh[7], new Hl7Location("MSH", 7), EventTimeSource.Message);
        if (IsUnset(sent.Field))
            return (receivedAt, EventTimeSource.Received, TimestampPrecision.Fraction);
        if (Hl7Timestamp.TryParse(sent.Field.LeafRaw, out Hl7Timestamp stamp))
            return (stamp.In(_options.Zone), sent.Source, stamp.Precision);
        notes.Refuse(AckCode.Error, Hl7ErrorCode.DataType, sent.Location, $"{Printable.Of(sent.Field.ToString())} is no time (YYYYMMDDHHMMSS with optional offset)");
        return (receivedAt, EventTimeSource.Received, TimestampPrecision.Fraction);
    }

    private AdtEvent WithSubjects(AdtEvent read, Hl7Message message, AdtNotes notes)
    {
        AdtSubject? first = SubjectReader.Read(message, 1, _options, notes);
        AdtSubject? second = read.Trigger == AdtTrigger.Swap ? SubjectReader.Read(message, 2, _options, notes) : null;
        if (read.Trigger is AdtTrigger.Transfer or AdtTrigger.Swap)
            RequirePlace(first, 1, notes);
        if (read.Trigger == AdtTrigger.Swap)
            RequirePlace(second, 2, notes);
        return read with { Subject = first, Other = second };
    }

    private static void RequirePlace(AdtSubject? subject, int occurrence, AdtNotes notes)
    {
        if (subject is { Visit.Location.NamesPlace: false })
            notes.Missing(new Hl7Location("PV1", 3, Occurrence: occurrence), "the location that the patient moves to is missing");
    }

    private static bool IsUnset(Hl7Element field) => field.LeafRaw.IsEmpty || field.LeafRaw is "\"\"";
}
