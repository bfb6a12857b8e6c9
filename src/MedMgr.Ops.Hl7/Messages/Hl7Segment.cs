namespace MedMgr.Ops.Hl7.Messages;

/// <summary>A segment of a message; the default value is a segment that was not sent, whose fields are all absent.</summary>
public readonly struct Hl7Segment
{
    private readonly Hl7Message? _message;
    private readonly int _index;

    internal Hl7Segment(Hl7Message message, int index)
    {
        _message = message;
        _index = index;
    }

    /// <summary>The message has this segment.</summary>
    public bool Exists => _message is not null;

    /// <summary>Three characters; empty where the segment was not sent.</summary>
    public string Name => _message is null ? string.Empty : _message.SegmentName(_index).ToString();

    /// <summary>Place in the message, from zero.</summary>
    public int Index => _index;

    /// <summary>Characters from the start of the message.</summary>
    public int Offset => _message is null ? 0 : _message.OffsetOf(_index);

    /// <summary>The highest field number that was sent.</summary>
    public int FieldCount => _message is null ? 0 : _message.PieceCount(_index) + (DeclaresSeparators ? 1 : 0);

    /// <summary>The segment as it was sent, without its line end.</summary>
    public ReadOnlySpan<char> Raw => _message is null ? default : _message.SegmentText(_index);

    private bool DeclaresSeparators => _message!.SegmentName(_index) is "MSH" or "FHS" or "BHS";

    /// <summary>A field by its HL7 number, from one; absent where the segment does not reach so far.</summary>
    /// <remarks>MSH-1 is the field separator itself and MSH-2 the encoding characters: use <see cref="Hl7Element.Raw"/> for both.</remarks>
    public Hl7Element this[int field]
    {
        get
        {
            if (_message is null)
                return default;
            if (!DeclaresSeparators)
                return _message.Piece(_index, field);
            return field == 1
                ? new Hl7Element(_message, _message.OffsetOf(_index) + 3, Math.Min(1, Raw.Length - 3), Hl7Level.Subcomponent)
                : _message.Piece(_index, field - 1);
        }
    }

    /// <summary>The segment has that name.</summary>
    public bool Is(string name) => _message is not null && _message.SegmentName(_index).SequenceEqual(name);

    /// <inheritdoc/>
    public override string ToString() => Raw.ToString();
}
