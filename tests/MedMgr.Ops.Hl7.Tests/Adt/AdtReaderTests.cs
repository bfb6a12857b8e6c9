using MedMgr.Ops.Hl7.Acknowledgement;
using MedMgr.Ops.Hl7.Adt;
using MedMgr.Ops.Hl7.Messages;

namespace MedMgr.Ops.Hl7.Tests.Adt;

public class AdtReaderTests
{
    private static AdtReading Reading(string text, AdtReaderOptions? options = null) =>
        new AdtReader(options ?? new AdtReaderOptions()).Read(Hl7Message.Parse(text), Samples.ReceivedAt);

    private static AdtEvent Event(string text, AdtReaderOptions? options = null) => Reading(text, options).ShouldBeOfType<AdtReading.Read>().Event;

    private static AdtReading.Refused Refused(string text, AdtReaderOptions? options = null) => Reading(text, options).ShouldBeOfType<AdtReading.Refused>();

    private static string Msh(string trigger, string version = "2.5.1", string processing = "P", string at = "20260301081500") =>
        $@"MSH|^~\&|EHR|NORTH|MEDMGR|RIVERSIDE|{at}||ADT^{trigger}|MSG-1|{processing}|{version}";

    private static string Visit(string trigger, string pv1 = "PV1|1|I|U^R^B", string pid = "PID|1||P1") => Samples.Lines(Msh(trigger), "EVN", pid, pv1);

    [Fact]
    public void An_admission_is_read_whole()
    {
        AdtEvent read = Event(Samples.Admit);
        read.Trigger.ShouldBe(AdtTrigger.Admit);
        read.Sender.ShouldBe(new SendingSystem("EHR", "NORTH"));
        read.ControlId.ShouldBe("MSG-1");
        read.EventAt.ShouldBe(new DateTimeOffset(2026, 3, 1, 8, 10, 0, TimeSpan.FromHours(1)));
        read.EventAtSource.ShouldBe(EventTimeSource.Occurred);
        read.MessageAt.ShouldBe(new DateTimeOffset(2026, 3, 1, 8, 15, 0, TimeSpan.FromHours(1)));
        read.Remarks.ShouldBeEmpty();

        AdtPatient patient = read.Subject!.Patient;
        patient.Id.ShouldBe("P1001");
        (patient.Family.Text, patient.Given.Text).ShouldBe(("Example", "Erika"));
        patient.Sex.Value.ShouldBe(AdministrativeSex.Female);
        patient.BirthDate.Value.ShouldBe(new DateOnly(1959, 4, 12));

        AdtVisit visit = read.Subject.Visit;
        (visit.Number, visit.NumberSource).ShouldBe(("V5001", VisitNumberSource.VisitNumber));
        visit.Location.ToString().ShouldBe("MED3^301^MED3-301-A^RIV");
        visit.PriorLocation.IsAbsent.ShouldBeTrue();
        (visit.PatientClass.Text, visit.Service.Text, visit.AdmitSource.Text).ShouldBe(("I", "MED", "7"));
        visit.AdmittedAt.Value.ShouldBe(new DateTimeOffset(2026, 3, 1, 8, 5, 0, TimeSpan.FromHours(1)));
        visit.ExpectedDischargeAt.Value.ShouldBe(new DateTimeOffset(2026, 3, 5, 0, 0, 0, TimeSpan.Zero));
        visit.Isolation.Text.ShouldBe("DROPLET");
    }

    [Fact]
    public void Every_supported_trigger_is_read()
    {
        foreach (AdtTrigger trigger in Enum.GetValues<AdtTrigger>())
        {
            string text = Samples.Lines(Msh(trigger.Code()), "EVN", "PID|1||P1", "MRG|P0", "PV1|1|I|U^R^B", "PID|2||P2", "MRG|P9", "PV1|2|I|U^R^C", "NPU|U^R^B|U");
            Event(text).Trigger.ShouldBe(trigger);
        }

        Enum.GetValues<AdtTrigger>().Select(t => t.Code()).ShouldBe([
            "A01", "A02", "A03", "A04", "A05", "A06", "A07", "A08", "A09", "A10", "A11", "A12", "A13", "A14", "A15", "A16", "A17",
            "A20", "A21", "A22", "A25", "A26", "A27", "A40"]);
    }

    [Fact]
    public void The_event_time_is_what_occurred_then_recorded_then_written_then_received()
    {
        (DateTimeOffset At, EventTimeSource Source) Of(string evn, string at = "20260301081500")
        {
            AdtEvent read = Event(Samples.Lines(Msh("A08", at: at), evn, "PID|1||P1", "PV1|1"));
            return (read.EventAt, read.EventAtSource);
        }

        static DateTimeOffset Utc(int hour) => new(2026, 3, 1, hour, 0, 0, TimeSpan.Zero);
        Of("EVN|A08|2026030107||||2026030106").ShouldBe((Utc(6), EventTimeSource.Occurred));
        Of("EVN|A08|2026030107").ShouldBe((Utc(7), EventTimeSource.Recorded));
        Of("EVN|A08|\"\"", "2026030108").ShouldBe((Utc(8), EventTimeSource.Message));
        Of("ZZ1", "2026030108").ShouldBe((Utc(8), EventTimeSource.Message));
        Of("EVN", "").ShouldBe((Samples.ReceivedAt, EventTimeSource.Received));
    }

    [Fact]
    public void A_stamp_without_offset_is_wall_time_of_the_site()
    {
        var site = new AdtReaderOptions { Zone = TimeZoneInfo.CreateCustomTimeZone("s", TimeSpan.FromHours(-8), "s", "s") };
        Event(Visit("A08"), site).EventAt.ShouldBe(new DateTimeOffset(2026, 3, 1, 8, 15, 0, TimeSpan.FromHours(-8)));
    }

    [Theory]
    [InlineData("PID|1||P1|||||||||||||||ACC", "PV1|1|I|||||||||||||||||V1", "V1", VisitNumberSource.VisitNumber)]
    [InlineData("PID|1||P1|||||||||||||||ACC", "PV1|1", "ACC", VisitNumberSource.AccountNumber)]
    [InlineData("PID|1||P1", "PV1|1", "P1", VisitNumberSource.PatientId)]
    public void The_visit_number_is_looked_for_in_the_visit_then_the_account_then_the_patient(string pid, string pv1, string number, VisitNumberSource source)
    {
        AdtVisit visit = Event(Visit("A08", pv1, pid)).Subject!.Visit;
        (visit.Number, visit.NumberSource).ShouldBe((number, source));
    }

    [Fact]
    public void A_site_may_insist_on_a_visit_number() =>
        Refused(Visit("A01"), new AdtReaderOptions { VisitNumberSources = [VisitNumberSource.VisitNumber] }).Error.ToString()
            .ShouldBe(new AckError(Hl7ErrorCode.RequiredFieldMissing, new Hl7Location("PV1", 19), "the visit number is missing").ToString());

    [Fact]
    public void The_medical_record_number_is_preferred_where_identifiers_repeat()
    {
        Event(Visit("A08", pid: "PID|1||777^^^SSA^SS~M5^^^RIV^MR")).Subject!.Patient.Id.ShouldBe("M5");
        Event(Visit("A08", pid: "PID|1||777^^^SSA^SS~M5^^^RIV^XX")).Subject!.Patient.Id.ShouldBe("777");
        Event(Visit("A08", pid: "PID|1|OLD1|")).Subject!.Patient.Id.ShouldBe("OLD1");
    }

    [Fact]
    public void A_location_tells_deleted_from_not_mentioned()
    {
        AdtVisit visit = Event(Visit("A08", "PV1|1|I|\"\"|||U^\"\"||\"\"")).Subject!.Visit;
        visit.Location.IsDelete.ShouldBeTrue();
        visit.PriorLocation.Unit.Text.ShouldBe("U");
        visit.PriorLocation.Room.IsDelete.ShouldBeTrue();
        visit.PriorLocation.Bed.IsAbsent.ShouldBeTrue();
        visit.TemporaryLocation.IsAbsent.ShouldBeTrue();
        visit.PendingLocation.IsAbsent.ShouldBeTrue();
    }

    [Fact]
    public void Discharge_fields_and_pending_locations_are_read()
    {
        string pv1 = "PV1|1|I|U^R^B||||||||TMP|||||||||" + new string('|', 16) + "01|SNF^x" + new string('|', 5) + "U2^R2^B2|U3|20260301|20260304";
        AdtVisit visit = Event(Visit("A03", pv1)).Subject!.Visit;
        visit.TemporaryLocation.Unit.Text.ShouldBe("TMP");
        visit.DischargeDisposition.Text.ShouldBe("01");
        visit.DischargedTo.Text.ShouldBe("SNF");
        visit.PendingLocation.ToString().ShouldBe("U2^R2^B2");
        visit.PriorTemporaryLocation.Unit.Text.ShouldBe("U3");
        visit.DischargedAt.Value.ShouldBe(new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void A_swap_reads_both_patients_with_their_own_isolation()
    {
        AdtEvent swap = Event(Samples.Lines(
            Msh("A17"), "EVN", "PID|1||P1", "PV1|1|I|U^R^A", "PV2||||||||||||||||||||||||||||||||||||||||CR",
            "PID|2||P2", "PV1|2|I|U^R^B", "OBX|1|ST|ISOLATION||CONTACT"));
        (swap.Subject!.Patient.Id, swap.Subject.Visit.Location.Bed.Text).ShouldBe(("P1", "A"));
        (swap.Other!.Patient.Id, swap.Other.Visit.Location.Bed.Text).ShouldBe(("P2", "B"));
        swap.Subject.Visit.Isolation.IsAbsent.ShouldBeTrue();
        swap.Other.Visit.Isolation.Text.ShouldBe("CONTACT");
        swap.Subject.Visit.Acuity.Text.ShouldBe("CR");
        swap.Other.Visit.Acuity.IsAbsent.ShouldBeTrue();
    }

    [Fact]
    public void Isolation_comes_from_the_observation_or_from_the_configured_field()
    {
        var site = new AdtReaderOptions { IsolationField = new Hl7Location("ZBD", 4) };
        string withField = Visit("A08") + "ZBD|1|||AIRBORNE\r";
        Event(withField, site).Subject!.Visit.Isolation.Text.ShouldBe("AIRBORNE");
        Event(withField).Subject!.Visit.Isolation.IsAbsent.ShouldBeTrue();
        Event(withField + "OBX|1|ST|ISOLATION||CONTACT\r", site).Subject!.Visit.Isolation.Text.ShouldBe("CONTACT");
        Event(Visit("A08") + "OBX|1|ST|99^isolation||\"\"\r").Subject!.Visit.Isolation.IsDelete.ShouldBeTrue();
        Event(Visit("A08") + "OBX|1|ST|ISOLATION||CONTACT||||||D\r").Subject!.Visit.Isolation.IsDelete.ShouldBeTrue();
    }

    [Theory]
    [InlineData("C", ReportedBedStatus.Closed)]
    [InlineData("H", ReportedBedStatus.Housekeeping)]
    [InlineData("I", ReportedBedStatus.Isolated)]
    [InlineData("K", ReportedBedStatus.Contaminated)]
    [InlineData("O", ReportedBedStatus.Occupied)]
    [InlineData("U", ReportedBedStatus.Unoccupied)]
    public void A_bed_status_needs_no_patient(string code, ReportedBedStatus status)
    {
        AdtEvent read = Event(Samples.Lines(Msh("A20"), "EVN", $"NPU|U^R^B|{code}"));
        read.Bed!.Status.ShouldBe(status);
        read.Bed.Location.Bed.Text.ShouldBe("B");
        read.Subject.ShouldBeNull();
    }

    [Fact]
    public void A_merge_names_who_stays_and_who_goes_for_each_pair()
    {
        AdtEvent read = Event(Samples.Lines(Msh("A40"), "EVN", "PID|1||P1", "MRG|OLD1^^^RIV||ACC0||V0", "PID|2||P2", "MRG|OLD2", "PV1|1||||||||||||||||||V2"));
        read.Merges.Select(m => (m.Surviving.Id, m.PriorPatientId)).ShouldBe([("P1", "OLD1"), ("P2", "OLD2")]);
        (read.Merges[0].PriorVisitNumber.Text, read.Merges[0].PriorAccountNumber.Text).ShouldBe(("V0", "ACC0"));
        read.Merges[1].SurvivingVisit.Text.ShouldBe("V2");
    }

    [Theory]
    [InlineData("MSH|^~\\&|E|N|M|R|2026||ORU^R01|1|P|2.5", AckCode.Reject, "MSH-9.1", Hl7ErrorCode.UnsupportedMessageType)]
    [InlineData("MSH|^~\\&|E|N|M|R|2026||ADT^A60|1|P|2.5", AckCode.Reject, "MSH-9.2", Hl7ErrorCode.UnsupportedEventCode)]
    [InlineData("MSH|^~\\&|E|N|M|R|2026||ADT|1|P|2.5", AckCode.Reject, "MSH-9.2", Hl7ErrorCode.UnsupportedEventCode)]
    [InlineData("MSH|^~\\&|E|N|M|R|2026||ADT^A01|1|P|3.0", AckCode.Reject, "MSH-12", Hl7ErrorCode.UnsupportedVersionId)]
    [InlineData("MSH|^~\\&|E|N|M|R|2026||ADT^A01|1|T|2.5", AckCode.Reject, "MSH-11", Hl7ErrorCode.UnsupportedProcessingId)]
    [InlineData("MSH|^~\\&|E|N|M|R|2026||ADT^A01||P|2.5", AckCode.Error, "MSH-10", Hl7ErrorCode.RequiredFieldMissing)]
    [InlineData("MSH|^~\\&|E|N|M|R|noon||ADT^A01|1|P|2.5\rPID|1||P1\rPV1|1", AckCode.Error, "MSH-7", Hl7ErrorCode.DataType)]
    [InlineData("MSH|^~\\&|E|N|M|R|2026||ADT^A01|1|P|2.5\rEVN|A01|yesterday", AckCode.Error, "EVN-2", Hl7ErrorCode.DataType)]
    [InlineData("MSH|^~\\&|E|N|M|R|2026||ADT^A01|1|P|2.5\rPV1|1", AckCode.Error, "PID", Hl7ErrorCode.SegmentSequence)]
    [InlineData("MSH|^~\\&|E|N|M|R|2026||ADT^A01|1|P|2.5\rPID|1||P1", AckCode.Error, "PV1", Hl7ErrorCode.SegmentSequence)]
    [InlineData("MSH|^~\\&|E|N|M|R|2026||ADT^A01|1|P|2.5\rPID|1\rPV1|1", AckCode.Error, "PID-3.1", Hl7ErrorCode.RequiredFieldMissing)]
    [InlineData("MSH|^~\\&|E|N|M|R|2026||ADT^A02|1|P|2.5\rPID|1||P1\rPV1|1", AckCode.Error, "PV1-3", Hl7ErrorCode.RequiredFieldMissing)]
    [InlineData("MSH|^~\\&|E|N|M|R|2026||ADT^A17|1|P|2.5\rPID|1||P1\rPV1|1|I|U", AckCode.Error, "PID(2)", Hl7ErrorCode.SegmentSequence)]
    [InlineData("MSH|^~\\&|E|N|M|R|2026||ADT^A17|1|P|2.5\rPID|1||P1\rPV1|1|I|U\rPID|2||P2\rPV1|2", AckCode.Error, "PV1(2)-3", Hl7ErrorCode.RequiredFieldMissing)]
    [InlineData("MSH|^~\\&|E|N|M|R|2026||ADT^A20|1|P|2.5", AckCode.Error, "NPU", Hl7ErrorCode.SegmentSequence)]
    [InlineData("MSH|^~\\&|E|N|M|R|2026||ADT^A20|1|P|2.5\rNPU||U", AckCode.Error, "NPU-1", Hl7ErrorCode.RequiredFieldMissing)]
    [InlineData("MSH|^~\\&|E|N|M|R|2026||ADT^A20|1|P|2.5\rNPU|U^R^B", AckCode.Error, "NPU-2", Hl7ErrorCode.RequiredFieldMissing)]
    [InlineData("MSH|^~\\&|E|N|M|R|2026||ADT^A20|1|P|2.5\rNPU|U^R^B|Q", AckCode.Error, "NPU-2", Hl7ErrorCode.TableValueNotFound)]
    [InlineData("MSH|^~\\&|E|N|M|R|2026||ADT^A40|1|P|2.5\rPID|1||P1", AckCode.Error, "MRG", Hl7ErrorCode.SegmentSequence)]
    [InlineData("MSH|^~\\&|E|N|M|R|2026||ADT^A40|1|P|2.5\rPID|1||P1\rMRG|", AckCode.Error, "MRG-1.1", Hl7ErrorCode.RequiredFieldMissing)]
    [InlineData("MSH|^~\\&|E|N|M|R|2026||ADT^A40|1|P|2.5\rMRG|P0", AckCode.Error, "PID", Hl7ErrorCode.SegmentSequence)]
    public void A_refusal_names_its_place_and_its_code(string text, AckCode code, string place, Hl7ErrorCode error)
    {
        AdtReading.Refused refused = Refused(text);
        (refused.Code, refused.Error.Location.ToString(), refused.Error.Code).ShouldBe((code, place, error));
    }

    [Fact]
    public void The_event_may_stand_in_EVN_alone_and_old_headers_may_be_incomplete() =>
        Event(Samples.Lines(@"MSH|^~\&|OLD||||20260301||ADT|7", "EVN|A04", "PID|1||P1", "PV1|1|E")).Trigger.ShouldBe(AdtTrigger.Register);

    [Fact]
    public void What_does_not_change_the_event_is_left_out_with_a_remark()
    {
        AdtEvent read = Event(Visit("A01", "PV1|1|I|U^R^B" + new string('|', 41) + "soon", "PID|1||P1||||19591399|X"));
        read.Remarks.Select(r => r.Location.ToString()).ShouldBe(["PID-7", "PID-8", "PV1-44"]);
        read.Subject!.Patient.BirthDate.Kind.ShouldBe(FieldKind.Absent);
        read.Subject.Patient.Sex.Value.ShouldBe(AdministrativeSex.Unknown);
        read.Subject.Visit.AdmittedAt.Kind.ShouldBe(FieldKind.Absent);
    }
}
