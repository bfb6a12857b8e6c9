using System.Buffers;
using MedMgr.Ops.Hl7.Acknowledgement;
using MedMgr.Ops.Hl7.Adt;
using MedMgr.Ops.Hl7.Messages;
using MedMgr.Ops.Hl7.Mllp;

namespace MedMgr.Ops.Hl7.Tests.Fuzz;

/// <summary>Mutated messages go through decoder, parser, reader and acknowledgement as they would on a connection.</summary>
public class MutationTests
{
    private const int Rounds = 6_000;

    private static readonly AdtReader Reader = new(new AdtReaderOptions());

    private static readonly AckBuilder Acks = new(new ManualTime(Samples.ReceivedAt), new AckControlIds(Samples.ReceivedAt));

    private static readonly byte[][] Seeds =
    [
        Samples.Bytes(Samples.Admit),
        Samples.Bytes(Samples.Lines(@"MSH|^~\&|A|B|C|D|20260301||ADT^A17|X1|P|2.3", "EVN|A17|20260301", "PID|1||P1", "PV1|1|I|U^R^A", "PID|2||P2", "PV1|2|I|U^R^B")),
        Samples.Bytes(Samples.Lines(@"MSH|^~\&#|A|B|C|D|20260301||ADT^A40^ADT_A39|X2|P|2.8||||||UNICODE UTF-8", "EVN||20260301", "PID|1||P1||Łuk\\X41\\^Jo\\.br\\e", "MRG|P0||A0||V0")),
        Samples.Bytes(Samples.Lines(@"MSH|^~\&|A|B|C|D|20260301||ADT^A20|X3|P|2.5.1||||||8859/1", "EVN||20260301", "NPU|U^R^B|K")),
    ];

    private static AckDecision Decide(ReceivedMessage message) =>
        message.Message is null ? AckDecision.Unreadable(message.Error!)
        : Reader.Read(message.Message, message.ReceivedAt) is AdtReading.Refused refused ? refused.Decision
        : AckDecision.Accepted;

    private static byte[] Mutate(byte[] original, Random random, int from)
    {
        var bytes = new List<byte>(original);
        ReadOnlySpan<byte> nasty = [0, 1, (byte)'\n', (byte)'\r', (byte)'"', (byte)'|', (byte)'^', (byte)'~', (byte)'\\', (byte)'&', (byte)'M', 0x7F, 0x80, 0xC3, 0xFF];
        for (int changes = 1 + random.Next(6); changes > 0 && bytes.Count > from + 1; changes--)
        {
            int at = random.Next(from, bytes.Count);
            int length = Math.Min(random.Next(1, 30), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0: bytes[at] = nasty[random.Next(nasty.Length)]; break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes.Insert(at, nasty[random.Next(nasty.Length)]); break;
                case 3: bytes.RemoveRange(at, length); break;
                case 4: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                default: bytes.RemoveRange(at, bytes.Count - at); break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Every acknowledgement is a message of its own, with an MSA, and never breaks its frame.</summary>
    private static void ShouldBeWellFormed(byte[] ack, string because)
    {
        ack.AsSpan().ContainsAny((byte)0x0B, (byte)0x1C).ShouldBeFalse(because);
        Hl7Message.TryParse(ack, null, out Hl7Message? read, out Hl7FormatError? error).ShouldBeTrue($"{because}: {error}");
        read!.SegmentAt(1).Is("MSA").ShouldBeTrue(because);
        read.SegmentAt(0)[9][1].Raw.ToString().ShouldBe("ACK", because);
        read.SegmentAt(0)[10].IsEmpty.ShouldBeFalse(because);
        new[] { "AA", "AE", "AR", "CA", "CE", "CR" }.ShouldContain(read.SegmentAt(1)[1].Raw.ToString(), because);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Whatever_follows_a_sound_header_gets_exactly_one_acknowledgement_with_its_control_id(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < Rounds; round++)
        {
            byte[] original = Seeds[round % Seeds.Length];
            byte[] mutated = Mutate(original, random, original.AsSpan().IndexOf((byte)'\r') + 1);
            string because = $"seed {seed}, round {round}";
            ReceivedMessage message = ReceivedMessage.Of(mutated, Samples.ReceivedAt);
            byte[] ack = Acks.Answer(message.Header, Decide(message)).ShouldHaveSingleItem(because);
            ShouldBeWellFormed(ack, because);
            string expected = Hl7Message.Parse(original).SegmentAt(0)[10].Raw.ToString();
            Hl7Message.Parse(ack).Find("MSA")[2].Raw.ToString().ShouldBe(expected, because);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Whatever_becomes_of_the_header_the_acknowledgements_are_well_formed(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < Rounds; round++)
        {
            byte[] mutated = Mutate(Seeds[round % Seeds.Length], random, 0);
            string because = $"seed {seed}, round {round}";
            ReceivedMessage message = ReceivedMessage.Of(mutated, Samples.ReceivedAt);
            IReadOnlyList<byte[]> acks = Acks.Answer(message.Header, Decide(message));
            if (!message.Header.IsEnhancedMode && !message.Header.IsAcknowledgement)
                acks.Count.ShouldBe(1, because);
            acks.Count.ShouldBeLessThanOrEqualTo(2, because);
            foreach (byte[] ack in acks)
                ShouldBeWellFormed(ack, because);
        }
    }

    [Theory]
    [InlineData(5)]
    public void Any_mutated_message_that_can_be_read_can_be_read_again_from_its_canonical_bytes(int seed)
    {
        var random = new Random(seed);
        int readable = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] mutated = Mutate(Seeds[round % Seeds.Length], random, 9);
            if (!Hl7Message.TryParse(mutated, null, out Hl7Message? message, out _))
                continue;
            readable++;
            Touch(message);
            Hl7Message again = Hl7Message.Parse(message.ToBytes());
            again.Segments.Select(s => s.ToString()).ShouldBe(message.Segments.Select(s => s.ToString()), $"seed {seed}, round {round}");
        }

        readable.ShouldBeGreaterThan(Rounds / 10);
    }

    [Theory]
    [InlineData(6)]
    public void A_mutated_stream_of_frames_never_stops_the_decoder(int seed)
    {
        var random = new Random(seed);
        byte[] stream = [.. Seeds.SelectMany(m => MllpFraming.Frame(m))];
        for (int round = 0; round < Rounds / 4; round++)
        {
            byte[] mutated = [.. Mutate(stream, random, 0), 0x1C, .. MllpFraming.Frame("last"u8)];
            var decoder = new MllpFrameDecoder(400);
            var rest = new ReadOnlySequence<byte>(mutated);
            MllpItem last = default;
            int finds = 0;
            while (decoder.TryRead(ref rest, out MllpItem item))
            {
                last = item;
                (++finds).ShouldBeLessThan(mutated.Length, $"seed {seed}, round {round}");
            }

            (last.Kind, last.Length).ShouldBe((MllpItemKind.Message, 4L), $"seed {seed}, round {round}");
        }
    }

    /// <summary>Decodes every leaf.</summary>
    private static void Touch(Hl7Message message)
    {
        foreach (Hl7Segment segment in message.Segments)
        {
            for (int field = 0; field <= segment.FieldCount + 1; field++)
            {
                for (int repetition = 1; repetition <= segment[field].RepetitionCount + 1; repetition++)
                {
                    Hl7Element element = segment[field].Repetition(repetition);
                    for (int component = 1; component <= element.PartCount + 1; component++)
                        _ = element[component][1].Value.Text + element[component][2].Value.Text;
                }
            }
        }
    }
}
