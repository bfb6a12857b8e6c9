using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Quarantine;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Hl7.Acknowledgement;
using MedMgr.Ops.Hl7.Mllp;

namespace MedMgr.Ops.Hl7.Intake;

/// <summary>Keeps messages that could not be used, in the log like everything else. The same message sent again is kept once.</summary>
public sealed class QuarantineDesk
{
    private const int RacesMax = 5;

    private readonly IEventLog _log;

    public QuarantineDesk(IEventLog log) => _log = log;

    /// <summary>The id follows from the bytes: a sender that repeats itself fills no list.</summary>
    public static string IdOf(ReadOnlySpan<byte> raw) => "q-" + Convert.ToHexStringLower(SHA256.HashData(raw))[..20];

    /// <summary>Durable when it returns.</summary>
    public async Task Keep(HospitalId hospital, ReceivedMessage message, AckDecision why, CancellationToken cancellationToken)
    {
        var id = IdOf(message.Raw.Span);
        var error = why.Errors[0];
        var (text, isLatin1) = TextOf(message.Raw.Span);
        var kept = new QuarantineEvent.Kept(new QuarantinedMessage(
            id, message.ReceivedAt, message.Remote?.ToString() ?? message.Connection, error.Reason, error.Location?.Segment, FieldOf(error), text, isLatin1))
        {
            At = message.ReceivedAt,
        };
        await Append(
            hospital, id, new Cause(CauseKind.Interface, message.Header.SendingApplication, $"{id}-{message.ReceivedAt.UtcTicks}"), message.ReceivedAt,
            open => open is null ? kept : null, cancellationToken);
    }

    /// <summary>The bytes of a kept message; null when none of that id is in quarantine now.</summary>
    public async Task<byte[]?> Find(HospitalId hospital, string id, CancellationToken cancellationToken) =>
        (await Open(hospital, id, cancellationToken)).Message is { } message
            ? (message.RawIsLatin1 ? Encoding.Latin1 : Encoding.UTF8).GetBytes(message.Raw)
            : null;

    /// <returns>The position of the event; null when none of that id is in quarantine now.</returns>
    public Task<long?> Release(HospitalId hospital, string id, string how, Cause cause, DateTimeOffset at, CancellationToken cancellationToken) =>
        Append(hospital, id, cause, at, open => open is null ? null : new QuarantineEvent.Released(how) { At = at }, cancellationToken);

    /// <inheritdoc cref="Release"/>
    public Task<long?> NoteFailure(HospitalId hospital, string id, AckError error, Cause cause, DateTimeOffset at, CancellationToken cancellationToken) =>
        Append(
            hospital, id, cause, at,
            open => open is null ? null : new QuarantineEvent.ReplayFailed(error.Reason, error.Location?.Segment, FieldOf(error)) { At = at },
            cancellationToken);

    private async Task<long?> Append(
        HospitalId hospital, string id, Cause cause, DateTimeOffset at, Func<QuarantinedMessage?, QuarantineEvent?> decide, CancellationToken cancellationToken)
    {
        for (var race = 0; race < RacesMax; race++)
        {
            var (open, version) = await Open(hospital, id, cancellationToken);
            if (decide(open) is not { } @event)
            {
                return null;
            }

            ImmutableArray<NewEvent> events = [new NewEvent(EventNames.NameOf(@event), EventNames.ToJson(@event))];
            var result = await _log.AppendAsync(
                new AppendRequest(hospital.Value, cause, at, [new StreamAppend(Streams.Quarantine(id), version, events)]), cancellationToken);
            if (result is not AppendResult.Conflict)
            {
                return result is AppendResult.Appended appended ? appended.LastPosition : 0;
            }
        }

        throw new IOException($"Quarantine entry {id} kept changing while it was written.");
    }

    private async Task<(QuarantinedMessage? Message, long Version)> Open(HospitalId hospital, string id, CancellationToken cancellationToken)
    {
        QuarantinedMessage? open = null;
        long version = 0;
        foreach (var recorded in await _log.ReadStreamAsync(hospital.Value, Streams.Quarantine(id), 0, cancellationToken))
        {
            version = recorded.Version;
            open = EventNames.FromJson(recorded.Type, recorded.Payload.Span) switch
            {
                QuarantineEvent.Kept kept => kept.Message,
                QuarantineEvent.Released => null,
                _ => open,
            };
        }

        return (open, version);
    }

    private static (string Text, bool IsLatin1) TextOf(ReadOnlySpan<byte> raw)
    {
        try
        {
            return (new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(raw), false);
        }
        catch (DecoderFallbackException)
        {
            return (Encoding.Latin1.GetString(raw), true);
        }
    }

    public static string? FieldOf(AckError error) => error.Location is not { Field: > 0 } at ? null
        : at.Component > 0 ? $"{at.Field}.{at.Component}"
        : at.Field.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
