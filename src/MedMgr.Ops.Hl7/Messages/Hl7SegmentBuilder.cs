using System.Text;

namespace MedMgr.Ops.Hl7.Messages;

/// <summary>The fields of one segment under construction; numbers count from one, as HL7 counts.</summary>
public sealed class Hl7SegmentBuilder
{
    private readonly string _name;
    private readonly Hl7Delimiters _delimiters;

    // In the order of writing. Values mostly come in it already, so they are appended.
    private readonly List<(Place Place, string Raw)> _values = [];

    internal Hl7SegmentBuilder(string name, Hl7Delimiters delimiters)
    {
        _name = name;
        _delimiters = delimiters;
    }

    /// <summary>Sets a value; absent writes nothing and delete writes <c>""</c>.</summary>
    public Hl7SegmentBuilder Set(int field, FieldValue value, int component = 1, int subcomponent = 1, int repetition = 1) => value.Kind switch
    {
        FieldKind.Absent => this,
        FieldKind.Delete => SetRaw(field, "\"\"", component, subcomponent, repetition),
        _ => SetRaw(field, Escaped(value.Text!), component, subcomponent, repetition),
    };

    /// <summary>Sets a text, escaped; an empty one writes nothing.</summary>
    public Hl7SegmentBuilder Set(int field, string? text, int component = 1, int subcomponent = 1, int repetition = 1) =>
        Set(field, FieldValue.Of(text), component, subcomponent, repetition);

    /// <summary>Sets what is already written in this message's separators and escapes.</summary>
    /// <exception cref="ArgumentException">The text holds a line end, which would break the message apart.</exception>
    public Hl7SegmentBuilder SetRaw(int field, string raw, int component = 1, int subcomponent = 1, int repetition = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(field, DeclaresSeparators ? 3 : 1);
        if (raw.AsSpan().ContainsAny('\r', '\n'))
            throw new ArgumentException("a raw value can not hold a line end", nameof(raw));
        var place = new Place(field, repetition, component, subcomponent);
        int at = _values.Count;
        while (at > 0 && _values[at - 1].Place.CompareTo(place) > 0)
            at--;
        if (at > 0 && _values[at - 1].Place == place)
            _values[at - 1] = (place, raw);
        else
            _values.Insert(at, (place, raw));
        return this;
    }

    internal void AppendTo(StringBuilder text)
    {
        text.Append(_name);
        int written = 0;
        if (DeclaresSeparators)
        {
            text.Append(_delimiters.Field).Append(_delimiters.EncodingCharacters);
            written = 2;
        }

        var at = new Place(written, 1, 1, 1);
        foreach ((Place place, string raw) in _values)
        {
            if (place.Field > at.Field)
            {
                text.Append(_delimiters.Field, place.Field - at.Field);
                at = new Place(place.Field, 1, 1, 1);
            }

            if (place.Repetition > at.Repetition)
            {
                text.Append(_delimiters.Repetition, place.Repetition - at.Repetition);
                at = new Place(at.Field, place.Repetition, 1, 1);
            }

            if (place.Component > at.Component)
            {
                text.Append(_delimiters.Component, place.Component - at.Component);
                at = new Place(at.Field, at.Repetition, place.Component, 1);
            }

            text.Append(_delimiters.Subcomponent, place.Subcomponent - at.Subcomponent).Append(raw);
            at = place;
        }
    }

    private bool DeclaresSeparators => _name is "MSH" or "FHS" or "BHS";

    private string Escaped(string value)
    {
        var text = new StringBuilder(value.Length + 8);
        Hl7Escapes.Encode(value, _delimiters, text);
        return text.ToString();
    }

    private readonly record struct Place(int Field, int Repetition, int Component, int Subcomponent) : IComparable<Place>
    {
        public int CompareTo(Place other) =>
            Field != other.Field ? Field.CompareTo(other.Field)
            : Repetition != other.Repetition ? Repetition.CompareTo(other.Repetition)
            : Component != other.Component ? Component.CompareTo(other.Component)
            : Subcomponent.CompareTo(other.Subcomponent);
    }
}
