using System.Buffers;
using System.Text;
using MedMgr.Ops.Hl7.Mllp;

namespace MedMgr.Ops.Hl7.Tests.Mllp;

public class FrameDecoderTests
{
    private const string Start = "\u000b";
    private const string End = "\u001c\r";

    /// <summary>Feeds the stream in chunks as a pipe would: unread bytes come again with the next ones.</summary>
    private static List<string> Decode(string stream, int chunk, int max = 1_000)
    {
        var decoder = new MllpFrameDecoder(max);
        var finds = new List<string>();
        byte[] all = Encoding.Latin1.GetBytes(stream);
        ReadOnlyMemory<byte> unread = default;
        for (int at = 0; at < all.Length; at += chunk)
        {
            unread = (byte[])[.. unread.Span, .. all.AsSpan(at, Math.Min(chunk, all.Length - at))];
            var buffer = new ReadOnlySequence<byte>(unread);
            while (decoder.TryRead(ref buffer, out MllpItem item))
                finds.Add(Describe(item));
            unread = buffer.ToArray();
        }

        if (decoder.TryFinish(new ReadOnlySequence<byte>(unread), out MllpItem cut))
            finds.Add(Describe(cut));
        return finds;
    }

    private static string Describe(MllpItem item) => $"{item.Kind} {item.Length} {Encoding.Latin1.GetString(item.Bytes.Span)}";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Frames_are_found_however_the_bytes_are_chunked(int chunk)
    {
        string stream = Start + "one" + End + Start + "two\rlines" + End + "\r\n" + Start + End + Start + "no CR\u001c" + Start + "last" + End;
        Decode(stream, chunk).ShouldBe(["Message 3 one", "Message 9 two\rlines", "Message 0 ", "Message 5 no CR", "Message 4 last"]);
    }

    [Fact]
    public void Junk_between_frames_is_dropped_and_reported() =>
        Decode("noise" + Start + "a" + End + "more noise" + Start + "b" + End + "tail", 1000)
            .ShouldBe(["Junk 5 noise", "Message 1 a", "Junk 10 more noise", "Message 1 b", "Junk 4 tail"]);

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public void A_start_byte_inside_a_frame_begins_it_again(int chunk) =>
        Decode(Start + "half" + Start + "whole" + End, chunk).ShouldBe(["Abandoned 4 half", "Message 5 whole"]);

    [Fact]
    public void A_frame_that_is_cut_off_is_reported_at_the_end() => Decode(Start + "a" + End + Start + "half", 3).ShouldBe(["Message 1 a", "Abandoned 4 half"]);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(1000)]
    public void After_an_oversize_frame_the_next_one_is_read(int chunk)
    {
        List<string> finds = Decode(Start + "MSH|0123456789" + End + Start + "ok" + End, chunk, max: 10);
        finds.Count.ShouldBe(2);
        finds[0].ShouldStartWith("Oversize ");
        finds[0].ShouldContain("MSH|0123");
        finds[1].ShouldBe("Message 2 ok");
    }

    [Fact]
    public void A_start_byte_ends_an_oversize_frame_too() =>
        Decode(Start + new string('x', 50) + Start + "ok" + End, 5, max: 10).Last().ShouldBe("Message 2 ok");

    [Fact]
    public void A_frame_of_just_the_limit_is_read() => Decode(Start + "0123456789" + End, 4, max: 10).ShouldBe(["Message 10 0123456789"]);

    [Fact]
    public void Random_streams_never_lose_a_frame_that_follows_a_frame_end()
    {
        const int seed = 20260301;
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++)
        {
            int length = random.Next(40);
            string noise = new([.. Enumerable.Range(0, length).Select(_ => "\u000b\u001c\ra|\n"[random.Next(6)])]);
            List<string> finds = Decode(noise + "\u001c" + Start + "good" + End, 1 + random.Next(9), max: 20);
            finds.Last().ShouldBe("Message 4 good", $"seed {seed}, round {round}");
        }
    }
}
