using System.Text;
using MedMgr.Ops.Hl7.Acknowledgement;
using MedMgr.Ops.Hl7.Messages;

namespace MedMgr.Ops.Hl7.Tests.Acknowledgement;

public class AckBuilderTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 7, 15, 2, TimeSpan.Zero);

    private static readonly AckError NoBed = new(Hl7ErrorCode.UnknownKeyIdentifier, new Hl7Location("PV1", 3, 3), "no bed 'X9' in unit MED3");

    private static string[] Answers(string text, AckDecision decision) =>
        [.. Builder().Answer(AckHeader.Salvage(Samples.Bytes(text)), decision).Select(Encoding.UTF8.GetString)];

    private static AckBuilder Builder() => new(new ManualTime(Now), new AckControlIds(Now));

    private static string Header(string version, string after = "") =>
        $@"MSH|^~\&|EHR^1.2^ISO|NORTH|MEDMGR|RIVERSIDE|20260301||ADT^A01|MSG-1|P|{version}{after}";

    [Fact]
    public void An_acceptance_swaps_the_sides_and_echoes_the_control_id() =>
        Answers(Samples.Header, AckDecision.Accepted).ShouldBe([
            "MSH|^~\\&|MEDMGR|RIVERSIDE|EHR|NORTH|20260301071502+0000||ACK^A01^ACK|M69A3E776-1|P|2.5.1\rMSA|AA|MSG-1\r"]);

    [Fact]
    public void A_refusal_names_segment_field_and_component_since_2_5() =>
        Answers(Header("2.5"), AckDecision.Refused(AckCode.Error, NoBed))[0].Split('\r')[1..].ShouldBe([
            "MSA|AE|MSG-1|no bed 'X9' in unit MED3",
            "ERR||PV1^1^3^1^3|204^Unknown key identifier^HL70357|E|||PV1-3.3|no bed 'X9' in unit MED3",
            ""]);

    [Fact]
    public void A_refusal_before_2_5_names_place_and_code_in_ERR_1() =>
        Answers(Header("2.3"), AckDecision.Refused(AckCode.Error, NoBed))[0].Split('\r')[..3].ShouldBe([
            "MSH|^~\\&|MEDMGR|RIVERSIDE|EHR^1.2^ISO|NORTH|20260301071502+0000||ACK^A01|M69A3E776-1|P|2.3",
            "MSA|AE|MSG-1|no bed 'X9' in unit MED3",
            "ERR|PV1^1^3^204&Unknown key identifier: no bed 'X9' in unit MED3&HL70357"]);

    [Fact]
    public void MSA_3_is_gone_since_2_7() =>
        Answers(Header("2.8"), AckDecision.Refused(AckCode.Error, NoBed))[0].ShouldContain("\rMSA|AE|MSG-1\rERR|");

    [Fact]
    public void A_segment_that_is_missing_is_named_without_a_field() =>
        Answers(Header("2.5.1"), AckDecision.Refused(AckCode.Error, new AckError(Hl7ErrorCode.SegmentSequence, new Hl7Location("PV1", Occurrence: 2), "missing")))[0]
            .ShouldContain("\rERR||PV1^2|100^Segment sequence error^HL70357|E|||PV1(2)|missing\r");

    [Fact]
    public void A_reason_with_separators_does_not_break_the_acknowledgement()
    {
        string ack = Answers(Header("2.5"), AckDecision.Refused(AckCode.Error, NoBed with { Reason = "got a|b^c\rPID|x" }))[0];
        Hl7Message.Parse(ack).Find("ERR")[8].Value.Text.ShouldBe("got a|b^c\rPID|x");
        Hl7Message.Parse(ack).SegmentCount.ShouldBe(3);
    }

    [Fact]
    public void A_warning_may_come_with_an_acceptance()
    {
        string ack = Answers(Header("2.5"), new AckDecision(AckCode.Accept, [NoBed with { Severity = AckSeverity.Warning }]))[0];
        ack.ShouldContain("\rMSA|AA|MSG-1");
        ack.ShouldContain("HL70357|W|");
    }

    [Theory]
    [InlineData("", "", AckCode.Accept, "AA")]
    [InlineData("", "", AckCode.Error, "AE")]
    [InlineData("", "", AckCode.Reject, "AR")]
    [InlineData("AL", "AL", AckCode.Accept, "CA AA")]
    [InlineData("AL", "AL", AckCode.Error, "CA AE")]
    [InlineData("AL", "AL", AckCode.Reject, "CR")]
    [InlineData("AL", "NE", AckCode.Accept, "CA")]
    [InlineData("AL", "", AckCode.Error, "CE")]
    [InlineData("AL", "ER", AckCode.Accept, "CA")]
    [InlineData("AL", "ER", AckCode.Error, "CA AE")]
    [InlineData("AL", "SU", AckCode.Accept, "CA AA")]
    [InlineData("AL", "SU", AckCode.Error, "CE")]
    [InlineData("ER", "AL", AckCode.Accept, "AA")]
    [InlineData("ER", "AL", AckCode.Reject, "CR")]
    [InlineData("ER", "NE", AckCode.Error, "CE")]
    [InlineData("SU", "NE", AckCode.Accept, "CA")]
    [InlineData("SU", "NE", AckCode.Error, "")]
    [InlineData("NE", "AL", AckCode.Error, "AE")]
    [InlineData("", "AL", AckCode.Accept, "AA")]
    [InlineData("NE", "NE", AckCode.Error, "")]
    [InlineData("XX", "NE", AckCode.Accept, "CA")]
    public void Each_mode_gets_the_acknowledgements_it_asks_for(string accept, string application, AckCode code, string expected)
    {
        string[] answers = Answers(Header("2.5", $"|||{accept}|{application}"), new AckDecision(code, []));
        string.Join(' ', answers.Select(a => Hl7Message.Parse(a).Find("MSA")[1].Raw.ToString())).ShouldBe(expected);
        answers.Select(a => Hl7Message.Parse(a).Find("MSH")[10].Raw.ToString()).Distinct().Count().ShouldBe(answers.Length);
        answers.All(a => Hl7Message.Parse(a).Find("MSA")[2].Raw.SequenceEqual("MSG-1")).ShouldBeTrue();
    }

    [Fact]
    public void An_acknowledgement_is_never_acknowledged() =>
        Answers(@"MSH|^~\&|EHR|NORTH|MEDMGR|RIVERSIDE|20260301||ACK^A01|MSG-1|P|2.5", AckDecision.Accepted).ShouldBeEmpty();

    [Fact]
    public void Garbage_gets_a_rejection_with_what_is_known() =>
        Answers("hello?", AckDecision.Unreadable(new Hl7FormatError(new Hl7Location("MSH"), "the message does not begin with MSH", 0)))[0]
            .ShouldBe("MSH|^~\\&|MEDMGR||||20260301071502+0000||ACK|M69A3E776-1|P|2.5.1\rMSA|AR||the message does not begin with MSH\rERR||MSH^1|100^Segment sequence error^HL70357|E|||MSH|the message does not begin with MSH\r");

    [Fact]
    public void A_header_after_garbage_is_still_found()
    {
        AckHeader header = AckHeader.Salvage(Samples.Bytes("noise " + Header("2.5") + "\rPID|1"));
        header.ControlId.ShouldBe("MSG-1");
        header.TriggerEvent.ShouldBe("A01");
    }

    [Fact]
    public void A_fault_after_the_header_is_an_error_and_one_in_it_a_rejection()
    {
        Hl7Message.TryParse(Samples.Bytes(Header("2.5") + "\rlost line"), null, out _, out Hl7FormatError? late);
        AckDecision.Unreadable(late!).Code.ShouldBe(AckCode.Error);
        Hl7Message.TryParse("MSH"u8, null, out _, out Hl7FormatError? early);
        AckDecision.Unreadable(early!).Code.ShouldBe(AckCode.Reject);
    }

    [Fact]
    public void The_senders_separators_are_used_where_they_are_complete()
    {
        Answers("MSH#*!?%#EHR#N#M#R#2026##ADT*A01#ID*7#P#2.5", AckDecision.Accepted)[0]
            .ShouldBe("MSH#*!?%#M#R#EHR#N#20260301071502+0000##ACK*A01*ACK#M69A3E776-1#P#2.5\rMSA#AA#ID*7\r");
        Answers("MSH|^|EHR|N|M|R|2026||ADT^A01|a~b|P|2.5", AckDecision.Accepted)[0].ShouldContain("\rMSA|AA|a\\R\\b\r");
    }

    [Fact]
    public void The_answer_is_in_the_senders_character_set()
    {
        byte[] message = Encoding.Latin1.GetBytes(@"MSH|^~\&|Zürich|||||" + "|ADT^A01|1|P|2.5||||||8859/1\r");
        byte[] ack = Builder().Answer(AckHeader.Salvage(message), AckDecision.Accepted)[0];
        Hl7Message read = Hl7Message.Parse(ack);
        read.Find("MSH")[5].Value.Text.ShouldBe("Zürich");
        read.Find("MSH")[18].Value.Text.ShouldBe("8859/1");
        ack.ShouldContain((byte)0xFC);
    }

    [Fact]
    public void A_received_acknowledgement_tells_code_reason_and_place()
    {
        foreach (string version in (string[])["2.3", "2.5.1", "2.8"])
        {
            ReceivedAck ack = ReceivedAck.Of(Hl7Message.Parse(Answers(Header(version), AckDecision.Refused(AckCode.Error, NoBed))[0]))!;
            ack.Code.ShouldBe("AE");
            ack.ControlId.ShouldBe("MSG-1");
            ack.Text.ShouldBe("no bed 'X9' in unit MED3");
            ack.Locations.ShouldBe([version == "2.3" ? "PV1-3" : "PV1-3.3"]);
            ack.IsPositive.ShouldBeFalse();
        }

        ReceivedAck.Of(Hl7Message.Parse(Samples.Admit)).ShouldBeNull();
    }
}
