using System.Text;
using MedMgr.Ops.Hl7.Messages;

namespace MedMgr.Ops.Hl7.Tests.Messages;

public class ParsingTests
{
    private static string? Text(Hl7Message message, string place) =>
        message.Value(Hl7Location.TryParse(place, out Hl7Location at) ? at : throw new ArgumentException(place)).Text;

    [Fact]
    public void Fields_components_subcomponents_and_repetitions_are_counted_from_one()
    {
        Hl7Message message = Hl7Message.Parse(Samples.Bytes(Samples.Admit));

        Text(message, "PV1-3").ShouldBe("MED3");
        Text(message, "PV1-3.3").ShouldBe("MED3-301-A");
        Text(message, "PV1-3.4").ShouldBe("RIV");
        Text(message, "PV1-3.4.2").ShouldBe("1.2.3");
        Text(message, "PID-5.2").ShouldBe("Erika");
        message["PID"]!.Value[3].RepetitionCount.ShouldBe(2);
        message["PID"]!.Value[3].Repetition(2)[1].Value.Text.ShouldBe("S-77");
        message["PV1"]?[44].Raw.ToString().ShouldBe("20260301080500+0100");
        message["PV1"]!.Value.FieldCount.ShouldBe(44);
    }

    [Fact]
    public void The_header_counts_its_separator_as_field_one()
    {
        Hl7Segment msh = Hl7Message.Parse(Samples.Bytes(Samples.Admit))["MSH"]!.Value;
        msh[1].Raw.ToString().ShouldBe("|");
        msh[2].Raw.ToString().ShouldBe(@"^~\&");
        msh[3].Value.Text.ShouldBe("EHR");
        msh[9][2].Value.Text.ShouldBe("A01");
        msh[12].Value.Text.ShouldBe("2.5.1");
    }

    [Fact]
    public void Separators_are_whatever_the_header_declares()
    {
        Hl7Message message = Samples.Parse("MSH#*!?%#EHR", "PID#1##P1*x%y!P2#a?F?b");
        Text(message, "PID-3.2.2").ShouldBe("y");
        message["PID"]!.Value[3].Repetition(2).Value.Text.ShouldBe("P2");
        Text(message, "PID-4").ShouldBe("a#b");
    }

    [Fact]
    public void A_fifth_encoding_character_is_the_truncation_character()
    {
        Hl7Message message = Samples.Parse(@"MSH|^~\&#|EHR", @"PID|1|a\P\b");
        message.Delimiters.Truncation.ShouldBe('#');
        Text(message, "PID-2").ShouldBe("a#b");
    }

    [Fact]
    public void A_separator_that_is_not_declared_splits_nothing()
    {
        Hl7Message message = Samples.Parse("MSH|^|EHR", @"PID|1|a~b&c\d");
        message.Delimiters.IsComplete.ShouldBeFalse();
        Text(message, "PID-2").ShouldBe(@"a~b&c\d");
    }

    [Theory]
    [InlineData("\r")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("  \r\n\r\n")]
    [InlineData(" \t\n\n")]
    public void Segments_may_end_in_any_line_end_with_blanks_and_empty_lines(string end)
    {
        Hl7Message message = Hl7Message.Parse(Samples.Bytes(Samples.Admit.Replace("\r", end, StringComparison.Ordinal)));
        message.SegmentCount.ShouldBe(7);
        Text(message, "PV2-9").ShouldBe("20260305");
        Text(message, "ZBD-2").ShouldBe("window");
    }

    [Fact]
    public void A_line_feed_inside_a_text_is_kept()
    {
        Hl7Message message = Hl7Message.Parse(Samples.Bytes("MSH|^~\\&|EHR\rNTE|1||first\nsecond line\n\nthird|x\rPV1|1"));
        message.SegmentCount.ShouldBe(3);
        Text(message, "NTE-3").ShouldBe("first\nsecond line\n\nthird");
        Text(message, "NTE-4").ShouldBe("x");
    }

    [Fact]
    public void Z_segments_and_repeated_segments_are_kept_in_order()
    {
        Hl7Message message = Samples.Parse(Samples.Header, "ZA1|1", "OBX|1", "OBX|2", "ZA1|2");
        message.Segments.Select(s => s.ToString()).Skip(1).ShouldBe(["ZA1|1", "OBX|1", "OBX|2", "ZA1|2"]);
        message.Find("OBX", 2)[1].Value.Text.ShouldBe("2");
        message.Find("OBX", 3).Exists.ShouldBeFalse();
        message["PV1"].ShouldBeNull();
    }

    [Fact]
    public void What_was_not_sent_is_absent_at_every_level()
    {
        Hl7Message message = Samples.Parse(Samples.Header, "PV1|1|I|A^^C");
        message.Find("PV1")[3][2].Value.IsAbsent.ShouldBeTrue();
        message.Find("PV1")[3][9][2].Value.IsAbsent.ShouldBeTrue();
        message.Find("PV1")[44].Repetition(3)[2].Value.IsAbsent.ShouldBeTrue();
        message.Find("PV1")[0].Value.IsAbsent.ShouldBeTrue();
        message.Find("ZZZ")[3].Value.IsAbsent.ShouldBeTrue();
    }

    [Fact]
    public void Two_quotes_delete_and_nothing_changes_nothing()
    {
        Hl7Segment pv1 = Samples.Parse(Samples.Header, "PV1|\"\"||A^\"\"^|\"x\"").Find("PV1");
        pv1[1].Value.ShouldBe(FieldValue.Delete);
        pv1[2].Value.ShouldBe(FieldValue.Absent);
        pv1[3][2].Value.ShouldBe(FieldValue.Delete);
        pv1[4].Value.Text.ShouldBe("\"x\"");
        pv1[1].Value.AppliedTo("known").ShouldBeNull();
        pv1[2].Value.AppliedTo("known").ShouldBe("known");
        pv1[3].Value.AppliedTo("known").ShouldBe("A");
    }

    [Theory]
    [InlineData("", "MSH: the message does not begin with MSH (offset 0)")]
    [InlineData("PID|1", "MSH: the message does not begin with MSH (offset 0)")]
    [InlineData("MSH", "MSH-1: no field separator after MSH (offset 3)")]
    [InlineData("MSHA^~\\&A", "MSH-1: no field separator after MSH (offset 3)")]
    [InlineData("MSH||EHR", "MSH-2: between one and five encoding characters are expected (offset 4)")]
    [InlineData("MSH|^~\\&#!|EHR", "MSH-2: between one and five encoding characters are expected (offset 4)")]
    [InlineData("MSH|^^\\&|EHR", "MSH-2: encoding characters must be distinct ASCII signs, no letters, digits or blanks (offset 5)")]
    [InlineData("MSH|^~\\a|EHR", "MSH-2: encoding characters must be distinct ASCII signs, no letters, digits or blanks (offset 7)")]
    [InlineData("MSH|^~\\&|EHR\rPID|1\rlost text|x", "PID: no segment name at the start of the line after this segment (offset 19)")]
    [InlineData("MSH|^~\\&||||||||||||||||KLINGON\r", "MSH-18: character set 'KLINGON' is not supported (offset 0)")]
    public void What_is_no_message_is_refused_with_place_reason_and_offset(string text, string expected) =>
        Should.Throw<Hl7FormatException>(() => Hl7Message.Parse(Samples.Bytes(text))).Message.ShouldBe(expected);

    [Fact]
    public void A_message_beyond_the_limits_is_refused()
    {
        var limits = new Hl7Limits(MaxBytes: 40, MaxSegments: 3);
        Hl7Message.TryParse(new byte[41], limits, out _, out Hl7FormatError? tooLong).ShouldBeFalse();
        tooLong!.Reason.ShouldBe("message of 41 bytes exceeds the limit of 40");
        Hl7Message.TryParse("MSH|^~\\&\rA01\rA02\rA03"u8, limits, out _, out Hl7FormatError? tooMany).ShouldBeFalse();
        tooMany!.Reason.ShouldBe("more than 3 segments");
        Hl7Message.TryParse("MSH|^~\\&\rA01\rA02\r\r\r"u8, limits, out _, out _).ShouldBeTrue();
    }

    [Fact]
    public void A_byte_order_mark_and_blank_lines_before_the_header_are_passed_over() =>
        Hl7Message.Parse([0xEF, 0xBB, 0xBF, .. "\r\n MSH|^~\\&|EHR"u8]).Find("MSH")[3].Value.Text.ShouldBe("EHR");

    [Theory]
    [InlineData("8859/1", "iso-8859-1", "Müller")]
    [InlineData("8859/2", "iso-8859-2", "Wałęsa")]
    [InlineData("8859/15", "iso-8859-15", "Œuvre")]
    [InlineData("UNICODE UTF-8", "utf-8", "Łukasz 山田")]
    [InlineData("GB 18030-2000", "gb18030", "王小明")]
    public void Names_are_read_in_the_declared_character_set(string declared, string encoding, string name)
    {
        Encoding bytes = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        Hl7Message message = Hl7Message.Parse(bytes.GetBytes($"MSH|^~\\&|EHR|||||||||||||||{declared}\rPID|||||{name}"));
        Text(message, "PID-5").ShouldBe(name);
        message.CharacterSet.Code.ShouldBe(declared);
        bytes.GetString(message.ToBytes()).ShouldEndWith(name + "\r");
    }

    [Theory]
    [InlineData("")]
    [InlineData("|||||||||||||||ASCII")]
    [InlineData("|||||||||||||||UNICODE UTF-8")]
    public void Bytes_that_are_no_UTF8_are_read_as_Latin_1_and_no_byte_is_lost(string rest)
    {
        byte[] bytes = Encoding.Latin1.GetBytes($"MSH|^~\\&|EHR{rest}\rPID|||||Müller\r");
        Hl7Message message = Hl7Message.Parse(bytes);
        Text(message, "PID-5").ShouldBe("Müller");
        message.ToBytes().ShouldBe(bytes);
    }

    [Theory]
    [InlineData("PV1-3", "PV1", 3, 0, 0)]
    [InlineData("PV1-3.4.2", "PV1", 3, 4, 2)]
    public void A_place_is_written_as_HL7_people_write_it(string text, string segment, int field, int component, int subcomponent)
    {
        Hl7Location.TryParse(text, out Hl7Location place).ShouldBeTrue();
        place.ShouldBe(new Hl7Location(segment, field, component, Subcomponent: subcomponent));
        place.ToString().ShouldBe(text);
        new Hl7Location("PID", 3, 1, Occurrence: 2, Repetition: 3).ToString().ShouldBe("PID(2)-3[3].1");
        Hl7Location.TryParse("PV1", out _).ShouldBeFalse();
        Hl7Location.TryParse("PV1-0", out _).ShouldBeFalse();
        Hl7Location.TryParse("PV1-3.x", out _).ShouldBeFalse();
    }
}
