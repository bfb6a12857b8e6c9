namespace MedMgr.Ops.Hl7.Mllp;

/// <summary>What the decoder found in the byte stream.</summary>
public enum MllpItemKind
{
    /// <summary>A complete message.</summary>
    Message,

    /// <summary>Bytes between frames, dropped. Line ends there are not reported: many senders write them.</summary>
    Junk,

    /// <summary>A frame that was begun again or cut off before its end; what was there of it was dropped.</summary>
    Abandoned,

    /// <summary>A frame beyond the limit: its head is handed over so that it can be answered, the rest is dropped up to the next frame.</summary>
    Oversize,
}

/// <summary>One find of the decoder.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Bytes">The message, the head of an oversize one, or the first bytes of what was dropped.</param>
/// <param name="Length">Bytes on the wire that this stands for, framing not counted; of an oversize frame, those seen so far.</param>
public readonly record struct MllpItem(MllpItemKind Kind, ReadOnlyMemory<byte> Bytes, long Length);
