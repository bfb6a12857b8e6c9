using System.Buffers.Binary;

namespace MedMgr.Ops.Optimizer.Solver.Workers;

/// <summary>What travels between us and the worker (worker.mjs): length (uint32, little endian, of what follows), kind (byte), request (uint32), payload.</summary>
internal readonly record struct Frame(FrameKind Kind, uint Request, byte[] Payload)
{
    private const int Head = 5;

    /// <summary>The next frame; null where the stream ends.</summary>
    /// <exception cref="EndOfStreamException">The stream ends within a frame.</exception>
    /// <exception cref="InvalidDataException">A length that no frame has: something else writes to the pipe.</exception>
    public static async Task<Frame?> ReadAsync(Stream stream)
    {
        var start = new byte[4 + Head];
        var read = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false);
        if (read == 0)
            return null;
        if (read < start.Length)
            throw new EndOfStreamException("The worker's output ends within a frame.");
        var length = BinaryPrimitives.ReadUInt32LittleEndian(start);
        if (length is < Head or > int.MaxValue)
            throw new InvalidDataException($"The worker sent a frame of {length} bytes.");
        var payload = new byte[length - Head];
        await stream.ReadExactlyAsync(payload);
        return new((FrameKind)start[4], BinaryPrimitives.ReadUInt32LittleEndian(start.AsSpan(5)), payload);
    }

    /// <summary>The frame as bytes.</summary>
    public byte[] Encode()
    {
        var bytes = new byte[4 + Head + Payload.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)(Head + Payload.Length));
        bytes[4] = (byte)Kind;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(5), Request);
        Payload.CopyTo(bytes, 4 + Head);
        return bytes;
    }
}

/// <summary>Kinds of frames.</summary>
internal enum FrameKind : byte
{
    /// <summary>To the worker: length of the parameters (uint32), parameters, model.</summary>
    Solve = 1,
    /// <summary>To the worker: answer this request with what you have.</summary>
    Stop = 2,
    /// <summary>From the worker: the runtime is loaded.</summary>
    Ready = 11,
    /// <summary>From the worker: a line of the solver's log.</summary>
    Log = 12,
    /// <summary>From the worker: <c>CpSolverResponse</c>.</summary>
    Answer = 13,
    /// <summary>From the worker: words of an exception.</summary>
    Failure = 14,
}
