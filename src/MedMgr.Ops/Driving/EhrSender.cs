using System.Globalization;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Hl7.Messages;
using MedMgr.Ops.Hl7.Mllp;

namespace MedMgr.Ops.Driving;

/// <summary>The EHR of a simulated hospital: writes ADT messages and sends them over MLLP.</summary>
internal sealed class EhrSender
{
    private readonly EhrLine _line;
    private readonly HospitalMap _map;
    private readonly TimeProvider _time;
    private int _messages;

    private readonly string _application;
    private readonly string _run;

    /// <param name="application">MSH-3.</param>
    /// <param name="run">Tells the messages of this run from those of others over the same log.</param>
    public EhrSender(EhrLine line, HospitalMap map, TimeProvider time, string application, string run) =>
        (_line, _map, _time, _application, _run) = (line, map, time, application, run);

    public Task<MllpReply> Send(SystemAction.Message action, CancellationToken cancellationToken)
    {
        var message = Begin(action.Trigger);
        Patient(message, action.Visit, action.State);
        var visit = message.Segment("PV1").Set(2, action.State.PatientClass).Set(10, action.State.Needs.Service).Set(19, action.Visit.Value);
        Location(visit, 3, action.Location);
        Location(visit, 42, action.Pending);
        if (action.State.Needs.Isolation is { } isolation)
        {
            message.Segment("OBX").Set(1, "1").Set(2, "ST").Set(3, "ISOLATION").Set(5, $"{isolation.Precautions}:{isolation.Organism}".ToUpperInvariant()).Set(11, "F");
        }

        return _line.Send(message.ToBytes(Hl7CharacterSet.Utf8), cancellationToken);
    }

    /// <summary>A20: the bed is clean and free.</summary>
    public async Task SendFree(BedId bed, CancellationToken cancellationToken)
    {
        var message = Begin("A20");
        Location(message.Segment("NPU").Set(2, "U"), 1, new Place(_map.UnitOf(bed)!.Id, bed));
        await _line.Send(message.ToBytes(Hl7CharacterSet.Utf8), cancellationToken);
    }

    private Hl7MessageBuilder Begin(string trigger)
    {
        var now = _time.GetUtcNow().ToString("yyyyMMddHHmmss.fff+0000", CultureInfo.InvariantCulture);
        var message = new Hl7MessageBuilder(Hl7Delimiters.Standard);
        message.Segment("MSH").Set(3, _application).Set(4, _map.Definition.Id.Value).Set(5, "MEDMGR").Set(6, _map.Definition.Id.Value).Set(7, now)
            .Set(9, "ADT").Set(9, trigger, 2).Set(10, $"{_run}-{Interlocked.Increment(ref _messages)}").Set(11, "P").Set(12, "2.5.1").Set(18, "UNICODE UTF-8");
        message.Segment("EVN").Set(2, now);
        return message;
    }

    private void Patient(Hl7MessageBuilder message, EncounterId visit, EncounterState state) => message.Segment("PID")
        .Set(3, "P" + visit.Value).Set(5, "SIMULATED").Set(5, "PATIENT", 2)
        .Set(7, state.Needs.AgeYears is { } age ? _time.GetUtcNow().AddYears(-age).ToString("yyyy0101", CultureInfo.InvariantCulture) : null)
        .Set(8, state.Needs.Gender switch { Gender.Female => "F", Gender.Male => "M", Gender.Other => "O", _ => null });

    private void Location(Hl7SegmentBuilder segment, int field, Place? place)
    {
        if (place is not null)
        {
            segment.Set(field, place.Unit.Value).Set(field, place.Bed is { } bed ? _map.RoomOf(bed)?.Id.Value : null, 2).Set(field, place.Bed?.Value, 3);
        }
    }
}
