using System.Globalization;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Hl7.Messages;
using MedMgr.Ops.Hl7.Mllp;

namespace MedMgr.Ops.Demo;

/// <summary>The demo's EHR: writes ADT messages and sends them over MLLP, one at a time.</summary>
internal sealed class DemoSender
{
    private readonly MllpClient _client;
    private readonly HospitalId _hospital;
    private readonly TimeProvider _time;
    private readonly string _run;
    private int _messages;
    private int _visits;

    public DemoSender(MllpClient client, HospitalId hospital, TimeProvider time)
    {
        _client = client;
        _hospital = hospital;
        _time = time;
        // Unique among runs over the same log, so that this run's first visit is not taken for the last run's.
        _run = time.GetUtcNow().ToUnixTimeSeconds().ToString("x", CultureInfo.InvariantCulture);
    }

    public Task Admit(DemoPatient patient, string place, string patientClass, CancellationToken cancellationToken)
    {
        var visit = new EncounterId($"D{_run}-{++_visits}");
        var message = Begin(patientClass == "E" ? "A04" : "A01", visit);
        message.Segment("PID").Set(3, "P" + visit.Value).Set(5, "DEMO").Set(5, "PATIENT", 2)
            .Set(7, _time.GetUtcNow().AddYears(-patient.AgeYears).ToString("yyyy0101", CultureInfo.InvariantCulture)).Set(8, patient.Sex);
        Visit(message, visit, place, patientClass);
        if (patient.Isolation is { } isolation)
        {
            message.Segment("OBX").Set(1, "1").Set(2, "ST").Set(3, "ISOLATION").Set(5, isolation).Set(11, "F");
        }

        return Send(message, cancellationToken);
    }

    public Task Send(string trigger, EncounterId visit, string place, CancellationToken cancellationToken, string? patientClass = null)
    {
        var message = Begin(trigger, visit);
        message.Segment("PID").Set(3, "P" + visit.Value);
        Visit(message, visit, place, patientClass);
        return Send(message, cancellationToken);
    }

    private Hl7MessageBuilder Begin(string trigger, EncounterId visit)
    {
        var now = _time.GetUtcNow().ToString("yyyyMMddHHmmss.fff+0000", CultureInfo.InvariantCulture);
        var message = new Hl7MessageBuilder(Hl7Delimiters.Standard);
        message.Segment("MSH").Set(3, "DEMO-EHR").Set(4, _hospital.Value).Set(5, "MEDMGR").Set(6, _hospital.Value).Set(7, now)
            .Set(9, "ADT").Set(9, trigger, 2).Set(10, $"{_run}-{++_messages}").Set(11, "P").Set(12, "2.5.1").Set(18, "UNICODE UTF-8");
        message.Segment("EVN").Set(2, now);
        return message;
    }

    private static void Visit(Hl7MessageBuilder message, EncounterId visit, string place, string? patientClass)
    {
        var parts = place.Split('^');
        message.Segment("PV1").Set(2, patientClass).Set(3, parts[0]).Set(3, parts[1], 2).Set(3, parts[2], 3).Set(19, visit.Value);
    }

    private async Task Send(Hl7MessageBuilder message, CancellationToken cancellationToken) =>
        await _client.SendAsync(message.ToBytes(Hl7CharacterSet.Utf8), cancellationToken);
}
