using MedMgr.Ops.Hl7.Acknowledgement;
using MedMgr.Ops.Hl7.Messages;

namespace MedMgr.Ops.Hl7.Adt;

/// <summary>Reads NPU, the only segment of an A20 that says anything.</summary>
internal static class BedStatusReader
{
    public static BedStatusReport? Read(Hl7Message message, AdtNotes notes)
    {
        Hl7Segment npu = message.Find("NPU");
        if (!npu.Exists)
        {
            notes.Missing(new Hl7Location("NPU"), "the bed status segment is missing");
            return null;
        }

        PointOfCare location = PointOfCare.Of(npu[1]);
        if (!location.NamesPlace)
            notes.Missing(new Hl7Location("NPU", 1), "the bed location is missing");
        if (npu[2].LeafRaw.IsEmpty)
            notes.Missing(new Hl7Location("NPU", 2), "the bed status is missing");
        else if (StatusOf(npu[2].LeafRaw) is { } status)
            return new BedStatusReport(location, status);
        else
            notes.Refuse(AckCode.Error, Hl7ErrorCode.TableValueNotFound, new Hl7Location("NPU", 2), $"bed status {Printable.Of(npu[2].ToString())} is not in table 0116");
        return null;
    }

    private static ReportedBedStatus? StatusOf(ReadOnlySpan<char> code) => code switch
    {
        "C" => ReportedBedStatus.Closed,
        "H" => ReportedBedStatus.Housekeeping,
        "I" => ReportedBedStatus.Isolated,
        "K" => ReportedBedStatus.Contaminated,
        "O" => ReportedBedStatus.Occupied,
        "U" => ReportedBedStatus.Unoccupied,
        _ => null,
    };
}
