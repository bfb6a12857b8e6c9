using System.Globalization;
using System.Text;

namespace MedMgr.Ops.Hl7.Messages;

/// <summary>A place in a message as HL7 people write it: <c>PV1-3.2</c>, with every number counted from one.</summary>
/// <param name="Segment">Three-character segment name.</param>
/// <param name="Field">Zero means the segment as a whole.</param>
/// <param name="Component">Zero means the field as a whole.</param>
/// <param name="Occurrence">Which of several segments of that name, from one.</param>
/// <param name="Repetition">Which repetition of the field, from one.</param>
/// <param name="Subcomponent">Zero means the component as a whole.</param>
public readonly record struct Hl7Location(
    string Segment, int Field = 0, int Component = 0, int Occurrence = 1, int Repetition = 1, int Subcomponent = 0)
{
    /// <summary><c>PV1</c>, <c>PV1-3</c>, <c>PV1-3.2</c>, <c>PV1-3.4.1</c>; a second segment as <c>PID(2)-3</c>, a second repetition as <c>PID-3[2].1</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Segment);
        if (Occurrence > 1)
            text.Append(CultureInfo.InvariantCulture, $"({Occurrence})");
        if (Field == 0)
            return text.ToString();
        text.Append(CultureInfo.InvariantCulture, $"-{Field}");
        if (Repetition > 1)
            text.Append(CultureInfo.InvariantCulture, $"[{Repetition}]");
        if (Component > 0)
            text.Append(CultureInfo.InvariantCulture, $".{Component}");
        if (Subcomponent > 0)
            text.Append(CultureInfo.InvariantCulture, $".{Subcomponent}");
        return text.ToString();
    }

    /// <summary>Reads <c>ZBD-4</c>, <c>ZBD-4.1</c> or <c>ZBD-4.1.2</c>, the forms a configuration uses.</summary>
    public static bool TryParse(string? text, out Hl7Location location)
    {
        location = default;
        if (text is null || text.Length < 5 || text[3] != '-')
            return false;
        string[] numbers = text[4..].Split('.');
        if (numbers.Length > 3)
            return false;
        Span<int> parts = stackalloc int[3];
        parts.Clear();
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!int.TryParse(numbers[i], NumberStyles.None, CultureInfo.InvariantCulture, out parts[i]) || parts[i] == 0)
                return false;
        }

        location = new Hl7Location(text[..3], parts[0], parts[1], Subcomponent: parts[2]);
        return true;
    }
}
