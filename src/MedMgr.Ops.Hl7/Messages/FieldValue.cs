namespace MedMgr.Ops.Hl7.Messages;

/// <summary>What a field says about what we know already.</summary>
/// <remarks>HL7 v2: an empty field leaves a value as it is, two double quotes delete it, anything else sets it.</remarks>
public enum FieldKind
{
    /// <summary>Empty or not sent: no change.</summary>
    Absent,

    /// <summary><c>""</c>: forget the value.</summary>
    Delete,

    /// <summary>A value was sent.</summary>
    Value,
}

/// <summary>A text that was sent, deleted or not mentioned; escapes are resolved.</summary>
public readonly record struct FieldValue
{
    private readonly string? _text;

    private FieldValue(FieldKind kind, string? text)
    {
        Kind = kind;
        _text = text;
    }

    /// <summary>Not mentioned: no change. Also the default.</summary>
    public static FieldValue Absent => default;

    /// <summary>Deleted by <c>""</c>.</summary>
    public static FieldValue Delete => new(FieldKind.Delete, null);

    /// <summary>Which of the three it is.</summary>
    public FieldKind Kind { get; }

    /// <summary>A value was sent.</summary>
    public bool HasValue => Kind == FieldKind.Value;

    /// <summary>Deleted by <c>""</c>.</summary>
    public bool IsDelete => Kind == FieldKind.Delete;

    /// <summary>Not mentioned.</summary>
    public bool IsAbsent => Kind == FieldKind.Absent;

    /// <summary>The text where one was sent, else null.</summary>
    public string? Text => _text;

    /// <summary>A value; an empty text is no value but <see cref="Absent"/>.</summary>
    public static FieldValue Of(string? text) => string.IsNullOrEmpty(text) ? Absent : new FieldValue(FieldKind.Value, text);

    /// <summary>What is known after this field was read: unchanged, null, or the new text.</summary>
    public string? AppliedTo(string? known) => Kind switch
    {
        FieldKind.Absent => known,
        FieldKind.Delete => null,
        _ => _text,
    };

    /// <summary>A typed value that was sent.</summary>
    public static FieldValue<T> Of<T>(T value)
        where T : struct => new(FieldKind.Value, value);

    /// <summary>A typed value that was deleted.</summary>
    public static FieldValue<T> DeleteOf<T>()
        where T : struct => new(FieldKind.Delete, default);

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        FieldKind.Absent => "(no change)",
        FieldKind.Delete => "(delete)",
        _ => _text!,
    };
}

/// <summary>A typed value that was sent, deleted or not mentioned.</summary>
public readonly record struct FieldValue<T>
    where T : struct
{
    private readonly T _value;

    internal FieldValue(FieldKind kind, T value)
    {
        Kind = kind;
        _value = value;
    }

    /// <summary>Which of the three it is; absent is the default.</summary>
    public FieldKind Kind { get; }

    /// <summary>The value where one was sent, else null.</summary>
    public T? Value => Kind == FieldKind.Value ? _value : null;

    /// <summary>What is known after this field was read: unchanged, null, or the new value.</summary>
    public T? AppliedTo(T? known) => Kind switch
    {
        FieldKind.Absent => known,
        FieldKind.Delete => null,
        _ => _value,
    };
}
