using MedMgr.Ops.Hl7.Acknowledgement;
using MedMgr.Ops.Hl7.Messages;

namespace MedMgr.Ops.Hl7.Adt;

/// <summary>Reads PID, PV1, PV2 and the isolation of one patient of a message.</summary>
internal static class SubjectReader
{
    /// <param name="message">The message.</param>
    /// <param name="occurrence">1, or 2 for the second patient of a swap.</param>
    /// <param name="options">The site's ways.</param>
    /// <param name="notes">Receives why the result is null.</param>
    public static AdtSubject? Read(Hl7Message message, int occurrence, AdtReaderOptions options, AdtNotes notes)
    {
        Hl7Segment pid = message.Find("PID", occurrence);
        Hl7Segment pv1 = message.Find("PV1", occurrence);
        if (!pid.Exists)
            notes.Missing(new Hl7Location("PID", Occurrence: occurrence), "the patient segment is missing");
        if (!pv1.Exists)
            notes.Missing(new Hl7Location("PV1", Occurrence: occurrence), "the visit segment is missing");
        if (!pid.Exists || !pv1.Exists || ReadPatient(pid, occurrence, options, notes) is not { } patient)
            return null;
        (int From, int To) own = OwnSegments(message, pid, occurrence);
        return ReadVisit(message, pid, pv1, own, occurrence, patient, options, notes) is { } visit ? new AdtSubject(patient, visit) : null;
    }

    public static AdtPatient? ReadPatient(Hl7Segment pid, int occurrence, AdtReaderOptions options, AdtNotes notes)
    {
        string? id = PatientId(pid[3], options) ?? pid[2].Value.Text;
        if (string.IsNullOrWhiteSpace(id))
        {
            notes.Missing(new Hl7Location("PID", 3, 1, occurrence), "the patient identifier is missing");
            return null;
        }

        return new AdtPatient
        {
            Id = id.Trim(),
            Family = pid[5][1].Value,
            Given = pid[5][2].Value,
            BirthDate = BirthDate(pid[7], occurrence, notes),
            Sex = Sex(pid[8], occurrence, notes),
        };
    }

    private static AdtVisit? ReadVisit(
        Hl7Message message, Hl7Segment pid, Hl7Segment pv1, (int From, int To) own, int occurrence, AdtPatient patient, AdtReaderOptions options, AdtNotes notes)
    {
        if (VisitNumber(pid, pv1, patient, options) is not ({ } number, var source))
        {
            notes.Missing(new Hl7Location("PV1", 19, Occurrence: occurrence), "the visit number is missing");
            return null;
        }

        Hl7Segment pv2 = FirstOwn(message, "PV2", own);
        return new AdtVisit
        {
            Number = number,
            NumberSource = source,
            PatientClass = pv1[2].Value,
            Location = PointOfCare.Of(pv1[3]),
            PriorLocation = PointOfCare.Of(pv1[6]),
            TemporaryLocation = PointOfCare.Of(pv1[11]),
            PendingLocation = PointOfCare.Of(pv1[42]),
            PriorTemporaryLocation = PointOfCare.Of(pv1[43]),
            Service = pv1[10].Value,
            AdmitSource = pv1[14].Value,
            DischargeDisposition = pv1[36].Value,
            DischargedTo = pv1[37].Value,
            AdmittedAt = Time(pv1[44], new Hl7Location("PV1", 44, Occurrence: occurrence), options, notes),
            DischargedAt = Time(pv1[45], new Hl7Location("PV1", 45, Occurrence: occurrence), options, notes),
            ExpectedDischargeAt = Time(pv2[9], new Hl7Location("PV2", 9, Occurrence: occurrence), options, notes),
            Acuity = pv2[40].Value,
            Isolation = Isolation(message, own, options),
        };
    }

    private static string? PatientId(Hl7Element identifiers, AdtReaderOptions options)
    {
        int count = identifiers.RepetitionCount;
        if (count > 1)
        {
            foreach (string type in options.PatientIdTypes)
            {
                for (int i = 1; i <= count; i++)
                {
                    Hl7Element identifier = identifiers.Repetition(i);
                    if (identifier[5].LeafRaw.SequenceEqual(type) && identifier.Value.Text is { } preferred)
                        return preferred;
                }
            }
        }

        return identifiers.Value.Text;
    }

    private static (string? Number, VisitNumberSource Source) VisitNumber(Hl7Segment pid, Hl7Segment pv1, AdtPatient patient, AdtReaderOptions options)
    {
        foreach (VisitNumberSource source in options.VisitNumberSources)
        {
            string? number = source switch
            {
                VisitNumberSource.VisitNumber => pv1[19].Value.Text,
                VisitNumberSource.AccountNumber => pid[18].Value.Text,
                _ => patient.Id,
            };
            if (!string.IsNullOrWhiteSpace(number))
                return (number.Trim(), source);
        }

        return (null, default);
    }

    /// <summary>The segments that belong to one patient: up to the next PID, the second patient's for a swap.</summary>
    private static (int From, int To) OwnSegments(Hl7Message message, Hl7Segment pid, int occurrence) =>
        (pid.Index, message.Find("PID", occurrence + 1) is { Exists: true } next ? next.Index : message.SegmentCount);

    private static Hl7Segment FirstOwn(Hl7Message message, string name, (int From, int To) own)
    {
        for (int i = own.From; i < own.To; i++)
        {
            if (message.SegmentAt(i).Is(name))
                return message.SegmentAt(i);
        }

        return default;
    }

    private static FieldValue Isolation(Hl7Message message, (int From, int To) own, AdtReaderOptions options)
    {
        for (int i = own.From; i < own.To; i++)
        {
            Hl7Segment obx = message.SegmentAt(i);
            if (!obx.Is("OBX") || !(Names(obx[3][1], options.IsolationObservation) || Names(obx[3][2], options.IsolationObservation)))
                continue;
            return obx[11].LeafRaw is "D" or "W" ? FieldValue.Delete : obx[5].Value; // OBX-11: deleted, or posted for the wrong patient
        }

        return options.IsolationField is { } field ? message.Value(field) : FieldValue.Absent;
    }

    private static bool Names(Hl7Element code, string name) => code.LeafRaw.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static FieldValue<DateTimeOffset> Time(Hl7Element field, Hl7Location location, AdtReaderOptions options, AdtNotes notes)
    {
        ReadOnlySpan<char> raw = field.LeafRaw;
        if (raw.IsEmpty)
            return default;
        if (raw is "\"\"")
            return FieldValue.DeleteOf<DateTimeOffset>();
        if (Hl7Timestamp.TryParse(raw, out Hl7Timestamp stamp))
            return FieldValue.Of(stamp.In(options.Zone));
        notes.Remark(location, $"{Printable.Of(raw.ToString())} is no time and was left out");
        return default;
    }

    private static FieldValue<DateOnly> BirthDate(Hl7Element field, int occurrence, AdtNotes notes)
    {
        ReadOnlySpan<char> raw = field.LeafRaw;
        if (raw.IsEmpty)
            return default;
        if (raw is "\"\"")
            return FieldValue.DeleteOf<DateOnly>();
        if (Hl7Timestamp.TryParse(raw, out Hl7Timestamp stamp))
            return FieldValue.Of(DateOnly.FromDateTime(stamp.Local));
        notes.Remark(new Hl7Location("PID", 7, Occurrence: occurrence), $"{Printable.Of(raw.ToString())} is no date and was left out");
        return default;
    }

    private static FieldValue<AdministrativeSex> Sex(Hl7Element field, int occurrence, AdtNotes notes)
    {
        ReadOnlySpan<char> raw = field.LeafRaw;
        switch (raw)
        {
            case "": return default;
            case "\"\"": return FieldValue.DeleteOf<AdministrativeSex>();
            case "F" or "f": return FieldValue.Of(AdministrativeSex.Female);
            case "M" or "m": return FieldValue.Of(AdministrativeSex.Male);
            case "O": return FieldValue.Of(AdministrativeSex.Other);
            case "A": return FieldValue.Of(AdministrativeSex.Ambiguous);
            case "N": return FieldValue.Of(AdministrativeSex.NotApplicable);
            case "U": return FieldValue.Of(AdministrativeSex.Unknown);
        }

        notes.Remark(new Hl7Location("PID", 8, Occurrence: occurrence), $"{Printable.Of(raw.ToString())} is not in table 0001 and was taken as unknown");
        return FieldValue.Of(AdministrativeSex.Unknown);
    }
}
