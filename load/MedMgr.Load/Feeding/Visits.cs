using System.Globalization;
using System.Text;
using MedMgr.Load.Watching;

namespace MedMgr.Load.Feeding;

/// <summary>What a message of a visit does.</summary>
internal enum Step { Admit, Update, Transfer, FirstBedReady, DischargeOrder, Discharge, SecondBedReady }

/// <param name="ControlId">MSH-10.</param>
internal sealed record FedMessage(Step Step, string Visit, string ControlId, byte[] Bytes);

/// <summary>The messages of one pair of beds: visit after visit, each as an EHR and its housekeeping would tell it, in the order of <see cref="Step"/>.</summary>
/// <remarks>Beds are called clean before the next patient, so that a long run leaves no discrepancies for the board to carry.</remarks>
internal sealed class Visits
{
    private readonly BedPair _beds;
    private readonly string _sender;
    private readonly string _facility;
    private readonly string _name;
    private readonly TimeProvider _time;
    private int _visit;
    private int _message;

    /// <param name="name">Unique among the pairs of a run.</param>
    /// <param name="sender">MSH-3.</param>
    /// <param name="facility">MSH-4 and MSH-6: the hospital's id.</param>
    public Visits(BedPair beds, string name, string sender, string facility, TimeProvider time)
    {
        _beds = beds;
        _name = name;
        _sender = sender;
        _facility = facility;
        _time = time;
    }

    public BedPair Beds => _beds;

    /// <summary>The next message of the visit that is under way; Admit begins a new one.</summary>
    public FedMessage Make(Step step)
    {
        if (step == Step.Admit)
        {
            _visit++;
        }

        var visit = $"{_name}-{_visit}";
        var controlId = $"{_name}-{++_message}";
        var now = _time.GetUtcNow().ToString("yyyyMMddHHmmss.fff+0000", CultureInfo.InvariantCulture);
        var (trigger, body) = step switch
        {
            Step.Admit => ("A01", Patient(visit, _beds.First, "MED")),
            Step.Update => ("A08", Patient(visit, _beds.First, "CAR")),
            Step.Transfer => ("A02", Patient(visit, _beds.Second, "CAR")),
            Step.FirstBedReady => ("A20", Bed(_beds.First)),
            Step.DischargeOrder => ("A16", Patient(visit, _beds.Second, "CAR")),
            Step.Discharge => ("A03", Patient(visit, _beds.Second, "CAR")),
            Step.SecondBedReady => ("A20", Bed(_beds.Second)),
            _ => throw new InvalidOperationException($"No message for {step}"),
        };
        return new FedMessage(step, visit, controlId, Encoding.ASCII.GetBytes(
            $"MSH|^~\\&|{_sender}|{_facility}|MEDMGR|{_facility}|{now}||ADT^{trigger}|{controlId}|P|2.5.1\rEVN||{now}\r{body}"));
    }

    /// <summary>How a display shows that the message has come.</summary>
    public Sighting SightingOf(FedMessage message, long intended, bool counted)
    {
        var (bed, sign) = message.Step switch
        {
            Step.Admit => (_beds.First, Sign.Lies),
            Step.Transfer => (_beds.Second, Sign.Lies),
            Step.FirstBedReady => (_beds.First, Sign.Ready),
            Step.DischargeOrder => (_beds.Second, Sign.Ordered),
            Step.Discharge => (_beds.Second, Sign.Left),
            Step.SecondBedReady => (_beds.Second, Sign.Ready),
            _ => throw new InvalidOperationException($"No display shows {message.Step}"),
        };
        return new Sighting(bed.Id.Value, sign, message.Visit, intended, counted);
    }

    private string Patient(string visit, FedBed bed, string service) =>
        $"PID|1||P{visit}^^^LOAD^MR||EXAMPLE^PATIENT||{_beds.BornIn}0704|{_beds.Sex}\rPV1|1|{bed.PatientClass}|{bed.Location}|||||||{service}|||||||||{visit}\r";

    private static string Bed(FedBed bed) => $"NPU|{bed.Location}|U\r";
}
