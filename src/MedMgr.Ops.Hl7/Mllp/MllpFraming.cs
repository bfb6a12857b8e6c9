using System.Buffers;

namespace MedMgr.Ops.Hl7.Mllp;

/// <summary>The bytes of the Minimal Lower Layer Protocol: <c>0x0B message 0x1C 0x0D</c>.</summary>
public static class MllpFraming
{
    /// <summary>Begins a frame.</summary>
    public const byte Start = 0x0B;

    /// <summary>Ends a message.</summary>
    public const byte End = 0x1C;

    /// <summary>Follows <see cref="End"/>.</summary>
    public const byte CarriageReturn = 0x0D;

    /// <summary>Writes one frame.</summary>
    public static void WriteFrame(IBufferWriter<byte> output, ReadOnlySpan<byte> message)
    {
        Span<byte> frame = output.GetSpan(message.Length + 3);
        frame[0] = Start;
        message.CopyTo(frame[1..]);
        frame[message.Length + 1] = End;
        frame[message.Length + 2] = CarriageReturn;
        output.Advance(message.Length + 3);
    }

    /// <summary>One frame as bytes of its own.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> message)
    {
        byte[] frame = new byte[message.Length + 3];
        frame[0] = Start;
        message.CopyTo(frame.AsSpan(1));
        frame[^2] = End;
        frame[^1] = CarriageReturn;
        return frame;
    }
}
