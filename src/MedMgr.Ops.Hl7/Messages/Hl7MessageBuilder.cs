using System.Text;

namespace MedMgr.Ops.Hl7.Messages;

/// <summary>Writes a message segment by segment; values are escaped, so any text comes back as it was.</summary>
/// <remarks>Not safe for concurrent use.</remarks>
public sealed class Hl7MessageBuilder
{
    private readonly Hl7Delimiters _delimiters;
    private readonly List<Hl7SegmentBuilder> _segments = [];

    /// <summary>A message whose MSH-1 and MSH-2 are written from <paramref name="delimiters"/>.</summary>
    /// <exception cref="ArgumentException">One of the four classic encoding characters is not declared.</exception>
    public Hl7MessageBuilder(Hl7Delimiters delimiters)
    {
        if (!delimiters.IsComplete)
            throw new ArgumentException("all four encoding characters are needed to write a message", nameof(delimiters));
        _delimiters = delimiters;
    }

    /// <summary>Adds a segment at the end. An MSH gets its first two fields by itself.</summary>
    public Hl7SegmentBuilder Segment(string name)
    {
        var segment = new Hl7SegmentBuilder(name, _delimiters);
        _segments.Add(segment);
        return segment;
    }

    /// <summary>The message, each segment ended by CR.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(256);
        foreach (Hl7SegmentBuilder segment in _segments)
        {
            segment.AppendTo(text);
            text.Append('\r');
        }

        return text.ToString();
    }

    /// <summary>The message in a character set; characters that it does not have become question marks.</summary>
    public byte[] ToBytes(Hl7CharacterSet characterSet) => characterSet.Encoding.GetBytes(ToString());
}
