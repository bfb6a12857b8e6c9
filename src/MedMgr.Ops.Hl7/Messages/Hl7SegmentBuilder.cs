using System.Text;

namespace MedMgr.Ops.Hl7.Messages;

/// <summary>The fields of one segment under construction; numbers count from one, as HL7 counts.</summary>
public sealed class Hl7SegmentBuilder
{
    private readonly string _name;
    private readonly Hl7Delimiters _delimiters;
    private readonly SortedDictionary<int, SortedDictionary<Place, string>> _fields = [];

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
        if (!_fields.TryGetValue(field, out SortedDictionary<Place, string>? places))
            _fields[field] = places = [];
        places[new Place(repetition, component, subcomponent)] = raw;
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

        foreach ((int field, SortedDictionary<Place, string> places) in _fields)
        {
            text.Append(_delimiters.Field, field - written);
            written = field;
            AppendField(text, places);
        }
    }

    private bool DeclaresSeparators => _name is "MSH" or "FHS" or "BHS";

    private void AppendField(StringBuilder text, SortedDictionary<Place, string> places)
    {
        var at = new Place(1, 1, 1);
        foreach ((Place place, string raw) in places)
        {
            if (place.Repetition > at.Repetition)
            {
                text.Append(_delimiters.Repetition, place.Repetition - at.Repetition);
                at = new Place(place.Repetition, 1, 1);
            }

            if (place.Component > at.Component)
            {
                text.Append(_delimiters.Component, place.Component - at.Component);
                at = new Place(at.Repetition, place.Component, 1);
            }

            text.Append(_delimiters.Subcomponent, place.Subcomponent - at.Subcomponent).Append(raw);
            at = place;
        }
    }

    private string Escaped(string value)
    {
        var text = new StringBuilder(value.Length + 8);
        Hl7Escapes.Encode(value, _delimiters, text);
        return text.ToString();
    }

    private readonly record struct Place(int Repetition, int Component, int Subcomponent) : IComparable<Place>
    {
        public int CompareTo(Place other) =>
            (Repetition, Component, Subcomponent).CompareTo((other.Repetition, other.Component, other.Subcomponent));
    }
}
