using System.Globalization;
using System.Text;
using MedMgr.Load.Season;

namespace MedMgr.Load.Driving;

/// <summary>A patient of the load.</summary>
/// <param name="Gender">HL7 table 0001.</param>
internal sealed record LoadPatient(string Visit, string Gender, bool IsChild);

/// <summary>The ADT messages of one sending system, as an EHR and a housekeeping system write them.</summary>
/// <param name="run">Unique among runs over the same log.</param>
internal sealed class AdtText(string sender, string hospital, string run, TimeProvider time)
{
    private int _messages;

    /// <param name="location">PV1-3.</param>
    /// <param name="pending">PV1-42.</param>
    public byte[] Of(VisitStep step, LoadPatient patient, string patientClass, string location, string? pending = null)
    {
        var trigger = step switch
        {
            VisitStep.Register => "A04",
            VisitStep.Admit => "A01",
            VisitStep.Update => "A08",
            VisitStep.RequestBed => "A15",
            VisitStep.Transfer => "A02",
            VisitStep.OrderDischarge => "A16",
            VisitStep.Discharge => "A03",
            VisitStep.CancelDischarge => "A13",
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "No message."),
        };
        var born = time.GetUtcNow().Year - (patient.IsChild ? 8 : 50);
        var service = step == VisitStep.Update ? "CAR" : "MED";
        var rest = pending is null ? "" : new string('|', 23) + pending;
        return Message(
            trigger,
            $"PID|1||P{patient.Visit}^^^LOAD^MR||EXAMPLE^PATIENT||{born}0704|{patient.Gender}\rPV1|1|{patientClass}|{location}|||||||{service}|||||||||{patient.Visit}{rest}\r");
    }

    /// <summary>A20.</summary>
    /// <param name="status">HL7 table 0116: H being cleaned, U ready.</param>
    public byte[] OfBed(string location, char status) => Message("A20", $"NPU|{location}|{status}\r");

    private byte[] Message(string trigger, string body)
    {
        var now = time.GetUtcNow().ToString("yyyyMMddHHmmss.fff+0000", CultureInfo.InvariantCulture);
        var control = string.Create(CultureInfo.InvariantCulture, $"{run}-{Interlocked.Increment(ref _messages)}");
        return Encoding.ASCII.GetBytes($"MSH|^~\\&|{sender}|{hospital}|MEDMGR|{hospital}|{now}||ADT^{trigger}|{control}|P|2.5.1\rEVN||{now}\r{body}");
    }
}
