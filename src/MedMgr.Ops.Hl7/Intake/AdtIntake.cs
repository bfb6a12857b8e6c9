using MedMgr.Ops.Domain;
using MedMgr.Ops.Grains;
using MedMgr.Ops.Hl7.Acknowledgement;
using MedMgr.Ops.Hl7.Adt;
using MedMgr.Ops.Hl7.Messages;
using MedMgr.Ops.Hl7.Mllp;
using Microsoft.Extensions.Logging;

namespace MedMgr.Ops.Hl7.Intake;

/// <summary>The way of a message into the hospital: read, translated, applied by the grains, acknowledged once durable.</summary>
/// <remarks>
/// Idempotent by sender and control id. Messages of one visit are applied in the order of their arrival, whatever connection they came
/// by. What can not be used is kept in quarantine before the sender is told.
/// </remarks>
public sealed class AdtIntake : IHl7Receiver
{
    /// <summary>A stamp further ahead of our clock than this is no time at which something has happened.</summary>
    private static readonly TimeSpan AheadMax = TimeSpan.FromHours(1);

    private readonly HospitalDirectory _directory;
    private readonly GrainDesk _grains;
    private readonly QuarantineDesk _quarantine;
    private readonly ILogger<AdtIntake> _logger;
    private readonly KeyedTurns _turns = new();

    public AdtIntake(HospitalDirectory directory, IGrainFactory grains, QuarantineDesk quarantine, ILogger<AdtIntake> logger)
    {
        _directory = directory;
        _grains = new GrainDesk(grains);
        _quarantine = quarantine;
        _logger = logger;
    }

    public Task<AckDecision> HandleAsync(ReceivedMessage message, CancellationToken cancellationToken) =>
        Hl7Telemetry.Measured(message, () => Handle(message, cancellationToken));

    private async Task<AckDecision> Handle(ReceivedMessage message, CancellationToken cancellationToken)
    {
        if (HospitalOf(message) is not { } id)
        {
            _logger.LogError("A message from {Remote} names no hospital of this server: MSH-6 is '{Facility}'", message.Remote, message.Header.ReceivingFacility);
            return AckDecision.Refused(AckCode.Reject, new AckError(Hl7ErrorCode.UnknownKeyIdentifier, new Hl7Location("MSH", 6), NamesNone(message)));
        }

        if (!_directory.Owners.IsOurs(id))
        {
            _logger.LogWarning("A message from {Remote} for {Hospital} came to a server that does not own it", message.Remote, id);
            var elsewhere = AckDecision.Refused(AckCode.Reject, new AckError(Hl7ErrorCode.UnknownKeyIdentifier, new Hl7Location("MSH", 6), _directory.Owners.WhereInstead(id)));
            await _quarantine.Keep(id, message, elsewhere, cancellationToken);
            return elsewhere;
        }

        var hospital = ServedHospital.Of(_directory.Get(id));

        // Up to the first await this runs in the order of arrival: the turns are taken in it.
        var decision = await Apply(hospital, message);
        if (decision.Code != AckCode.Accept)
        {
            await _quarantine.Keep(id, message, decision, cancellationToken);
        }

        return decision;
    }

    /// <summary>Tries a message from quarantine again; a refusal is only reported, for it is kept already.</summary>
    public Task<AckDecision> Replay(HospitalId hospital, ReadOnlyMemory<byte> raw, DateTimeOffset at) =>
        Apply(ServedHospital.Of(_directory.Get(hospital)), ReceivedMessage.Of(raw, at));

    private Task<AckDecision> Apply(ServedHospital hospital, ReceivedMessage message)
    {
        if (message.Message is not { } readable)
        {
            return Task.FromResult(AckDecision.Unreadable(message.Error!));
        }

        switch (hospital.Reader.Read(readable, message.ReceivedAt))
        {
            case AdtReading.Refused refused:
                return Task.FromResult(refused.Decision);
            case AdtReading.Read { Event: var adt }:
                var received = message.ReceivedAt;
                return Applying.Of(hospital, adt, adt.EventAt > received + AheadMax ? received : adt.EventAt, received) switch
                {
                    Applying.Refused refused => Task.FromResult(AckDecision.Refused(AckCode.Error, refused.Error)),
                    Applying.Ready ready => _turns.Run(ready.Keys, () => _grains.Apply(hospital.Map.Definition.Id, ready, adt, received)),
                    var other => throw new InvalidOperationException($"No way to apply {other}"),
                };
            default:
                throw new InvalidOperationException("A reading that is neither read nor refused");
        }
    }

    /// <summary>MSH-6 names the hospital by its id; a server that takes the messages of one hospital takes every other name for it.</summary>
    private HospitalId? HospitalOf(ReceivedMessage message)
    {
        foreach (var hospital in _directory.Hospitals)
        {
            if (hospital.Value.Equals(message.Header.ReceivingFacility, StringComparison.OrdinalIgnoreCase))
            {
                return hospital;
            }
        }

        return _directory.Ours is [var only] ? only : null;
    }

    private string NamesNone(ReceivedMessage message) => _directory.Ours.Count == 0
        ? "no hospital takes messages here"
        : $"'{message.Header.ReceivingFacility}' is no hospital of this server: {string.Join(", ", _directory.Ours)}";
}
