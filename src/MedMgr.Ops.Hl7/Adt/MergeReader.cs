using System.Collections.Immutable;
using MedMgr.Ops.Hl7.Messages;

namespace MedMgr.Ops.Hl7.Adt;

/// <summary>Reads the groups PID, MRG, PV1 of an A40; one message may merge several pairs.</summary>
internal static class MergeReader
{
    public static ImmutableArray<PatientMerge> Read(Hl7Message message, AdtReaderOptions options, AdtNotes notes)
    {
        var merges = ImmutableArray.CreateBuilder<PatientMerge>(1);
        int patients = 0;
        for (int i = 0; i < message.SegmentCount; i++)
        {
            if (message.SegmentAt(i).Is("PID"))
                ReadGroup(message, i, ++patients, merges, options, notes);
        }

        if (patients == 0)
            notes.Missing(new Hl7Location("PID"), "the patient segment is missing");
        return merges.ToImmutable();
    }

    private static void ReadGroup(
        Hl7Message message, int start, int group, ImmutableArray<PatientMerge>.Builder merges, AdtReaderOptions options, AdtNotes notes)
    {
        Hl7Segment mrg = default;
        Hl7Segment pv1 = default;
        for (int i = start + 1; i < message.SegmentCount && !message.SegmentAt(i).Is("PID"); i++)
        {
            Hl7Segment segment = message.SegmentAt(i);
            if (segment.Is("MRG") && !mrg.Exists)
                mrg = segment;
            else if (segment.Is("PV1") && !pv1.Exists)
                pv1 = segment;
        }

        AdtPatient? surviving = SubjectReader.ReadPatient(message.SegmentAt(start), group, options, notes);
        if (!mrg.Exists)
            notes.Missing(new Hl7Location("MRG", Occurrence: group), "the merge segment is missing");
        else if (string.IsNullOrWhiteSpace(mrg[1].Value.Text))
            notes.Missing(new Hl7Location("MRG", 1, 1, group), "the prior patient identifier is missing");
        else if (surviving is not null)
            merges.Add(new PatientMerge(surviving, pv1[19].Value, mrg[1].Value.Text!.Trim(), mrg[5].Value, mrg[3].Value));
    }
}
