namespace MedMgr.Ops.Hl7.Messages;

/// <summary>How far a part of a message has been taken apart.</summary>
public enum Hl7Level
{
    /// <summary>A whole field, possibly with repetitions.</summary>
    Field,

    /// <summary>One repetition of a field.</summary>
    Repetition,

    /// <summary>A component.</summary>
    Component,

    /// <summary>A subcomponent, which has no parts.</summary>
    Subcomponent,
}

/// <summary>A field, repetition, component or subcomponent: a view of the message's text. The default value is one that was not sent.</summary>
public readonly struct Hl7Element
{
    private readonly Hl7Message? _message;
    private readonly int _start;
    private readonly int _length;

    internal Hl7Element(Hl7Message message, int start, int length, Hl7Level level)
    {
        _message = message;
        _start = start;
        _length = length;
        Level = level;
    }

    /// <summary>What this is a view of.</summary>
    public Hl7Level Level { get; }

    /// <summary>As it was sent: separators and escapes unresolved.</summary>
    public ReadOnlySpan<char> Raw => _message is null ? default : _message.Text.AsSpan(_start, _length);

    /// <summary>Nothing was sent here.</summary>
    public bool IsEmpty => _length == 0;

    /// <summary>Exactly <c>""</c> was sent here.</summary>
    public bool IsDelete => Raw is "\"\"";

    /// <summary>Repetitions that were sent; zero where the element is empty.</summary>
    public int RepetitionCount => _length == 0 ? 0 : Level != Hl7Level.Field ? 1 : Count(_message!.Delimiters.Repetition);

    /// <summary>Components (of a component: subcomponents) of the first repetition; zero where it is empty.</summary>
    public int PartCount
    {
        get
        {
            Hl7Element first = Level == Hl7Level.Field ? Repetition(1) : this;
            return first._length == 0 ? 0 : Level == Hl7Level.Subcomponent ? 1 : first.Count(first.PartSeparator);
        }
    }

    /// <summary>The value with escapes resolved.</summary>
    /// <remarks>
    /// Of the first repetition's first component's first subcomponent: HL7 lets a later version split a field and keeps the old
    /// meaning in its first part.
    /// </remarks>
    public FieldValue Value
    {
        get
        {
            Hl7Element leaf = Leaf;
            if (leaf._length == 0)
                return FieldValue.Absent;
            return leaf.IsDelete ? FieldValue.Delete : FieldValue.Of(Hl7Escapes.Decode(leaf.Raw, _message!.Delimiters, _message.CharacterSet.Encoding));
        }
    }

    /// <summary>The first leaf as it was sent, for codes and numbers that need no escapes.</summary>
    public ReadOnlySpan<char> LeafRaw => Leaf.Raw;

    private Hl7Element Leaf => Level switch
    {
        Hl7Level.Subcomponent => this,
        Hl7Level.Component => this[1],
        _ => this[1][1],
    };

    private char PartSeparator => Level == Hl7Level.Component ? _message!.Delimiters.Subcomponent : _message!.Delimiters.Component;

    /// <summary>Component n of the first repetition; of a component its subcomponent n. Counted from one; absent where there is none.</summary>
    public Hl7Element this[int part]
    {
        get
        {
            if (_message is null)
                return default;
            return Level switch
            {
                Hl7Level.Field => Repetition(1)[part],
                Hl7Level.Repetition => Split(_message.Delimiters.Component, part, Hl7Level.Component),
                Hl7Level.Component => Split(_message.Delimiters.Subcomponent, part, Hl7Level.Subcomponent),
                _ => part == 1 ? this : default,
            };
        }
    }

    /// <summary>Repetition n of a field, from one; absent where there is none.</summary>
    public Hl7Element Repetition(int number)
    {
        if (_message is null)
            return default;
        if (Level != Hl7Level.Field)
            return number == 1 ? this : default;
        return Split(_message.Delimiters.Repetition, number, Hl7Level.Repetition);
    }

    /// <inheritdoc/>
    public override string ToString() => Raw.ToString();

    private Hl7Element Split(char separator, int number, Hl7Level level)
    {
        int start = 0;
        ReadOnlySpan<char> raw = Raw;
        while (true)
        {
            // A separator that was not declared is NUL and must not split a text that holds one.
            int length = separator == Hl7Delimiters.None ? -1 : raw[start..].IndexOf(separator);
            if (--number == 0)
                return new Hl7Element(_message!, _start + start, length < 0 ? _length - start : length, level);
            if (length < 0 || number < 0)
                return default;
            start += length + 1;
        }
    }

    private int Count(char separator) => separator == Hl7Delimiters.None ? 1 : Raw.Count(separator) + 1;
}
