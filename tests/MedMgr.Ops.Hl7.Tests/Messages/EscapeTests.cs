using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MedMgr.Ops.Hl7.Messages;

namespace MedMgr.Ops.Hl7.Tests.Messages;

public class EscapeTests
{
    private static string? Decoded(string raw, string header = @"MSH|^~\&|EHR") => Samples.Parse(header, "NTE|1||" + raw).Find("NTE")[3].Value.Text;

    [Theory]
    [InlineData(@"a\F\b\S\c\T\d\R\e\E\f", @"a|b^c&d~e\f")]
    [InlineData(@"\X41\\X4243\", "ABC")]
    [InlineData(@"\XC3A9\", "é")]
    [InlineData(@"line\.br\next", "line\nnext")]
    [InlineData(@"\H\loud\N\", @"\H\loud\N\")]
    [InlineData(@"\X4\ \XZZ\ \Zcustom\", @"\X4\ \XZZ\ \Zcustom\")]
    [InlineData(@"\P\", @"\P\")]
    [InlineData(@"C:\", @"C:\")]
    [InlineData(@"\\", @"\\")]
    public void Escapes_are_resolved_and_what_is_unknown_stays(string raw, string expected) => Decoded(raw).ShouldBe(expected);

    [Fact]
    public void Hexadecimal_bytes_are_in_the_character_set_of_the_message() =>
        Decoded(@"\XE9\", @"MSH|^~\&|EHR|||||||||||||||8859/1").ShouldBe("é");

    [Fact]
    public void A_text_of_two_quotes_is_no_deletion()
    {
        string written = Written("\"\"");
        Hl7Message.Parse(written).Find("NTE")[3].Value.Text.ShouldBe("\"\"");
        Written(FieldValue.Delete).ShouldContain("|\"\"");
    }

    [Fact]
    public void Any_text_comes_back_as_it_was_written()
    {
        Property property = Prop.ForAll<NonNull<string>>(any =>
        {
            string text = Encodable(any.Get);
            return Hl7Message.Parse(Encoding.UTF8.GetBytes(Written(text))).Find("NTE")[3].Value.Text == (text.Length == 0 ? null : text);
        });
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Any_text_of_separators_and_escapes_comes_back_in_any_part_of_a_field()
    {
        Arbitrary<string> nasty = Gen.Elements(['|', '^', '~', '\\', '&', 'X', 'F', '"', '\r', '\n', '\v', '\u001c', 'é'])
            .ArrayOf().Select(c => new string(c)).ToArbitrary();
        Property property = Prop.ForAll(nasty, nasty, (first, second) =>
        {
            var builder = new Hl7MessageBuilder(Hl7Delimiters.Standard);
            builder.Segment("MSH").Set(3, first);
            builder.Segment("ZZ1").Set(2, first, 2, 3, 2).Set(2, second, 3).Set(4, second);
            byte[] bytes = builder.ToBytes(Hl7CharacterSet.Utf8);
            Hl7Segment read = Hl7Message.Parse(bytes).Find("ZZ1");
            return !bytes.AsSpan().ContainsAny((byte)0x0B, (byte)0x1C)
                && (read[2].Repetition(2)[2][3].Value.Text ?? "") == first
                && (read[2][3].Value.Text ?? "") == second
                && (read[4].Value.Text ?? "") == second;
        });
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void A_builder_writes_the_fields_where_they_belong()
    {
        var builder = new Hl7MessageBuilder(Hl7Delimiters.Standard);
        builder.Segment("MSH").Set(3, "EHR").Set(9, "ACK").Set(9, "A01", 2);
        builder.Segment("PV1").Set(44, "20260301").Set(3, "U").Set(3, "B", 3).Set(3, "x", 4, 2).Set(5, string.Empty);
        builder.ToString().ShouldBe("MSH|^~\\&|EHR||||||ACK^A01\rPV1|||U^^B^&x" + new string('|', 41) + "20260301\r");
        Should.Throw<ArgumentOutOfRangeException>(() => builder.Segment("MSH").Set(2, "^"));
        Should.Throw<ArgumentException>(() => builder.Segment("PV1").SetRaw(2, "a\rb"));
        Should.Throw<ArgumentException>(() => new Hl7MessageBuilder(new Hl7Delimiters('|', '^', '\0', '\0', '\0')));
    }

    private static string Written(string text) => Written(FieldValue.Of(text));

    private static string Written(FieldValue value)
    {
        var builder = new Hl7MessageBuilder(Hl7Delimiters.Standard);
        builder.Segment("MSH").Set(3, "EHR");
        builder.Segment("NTE").Set(3, value).Set(4, "end");
        return builder.ToString();
    }

    /// <summary>Half of a surrogate pair is no text and has no bytes; NUL marks an undeclared separator.</summary>
    private static string Encodable(string text) => string.Concat(text.EnumerateRunes().Where(r => r != Rune.ReplacementChar));
}
