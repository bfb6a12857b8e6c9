using System.Globalization;

namespace MedMgr.Ops.Optimizer.Rostering.PublicProblems;

/// <summary>One line that says something: its number in the file and its comma-separated fields.</summary>
internal sealed record CurtoisLine(int Number, string[] Fields)
{
    public CurtoisFormatException Wrong(string says) => new(Number, says);

    /// <summary>Asks for a number of fields, at least or exactly.</summary>
    public void Expect(int fields, string form, bool orMore = false)
    {
        if (Fields.Length != fields && !(orMore && Fields.Length > fields))
        {
            throw Wrong($"{Fields.Length} fields; expected {form}.");
        }
    }

    public int WholeNumber(int field, string what, int most = int.MaxValue) => WholeNumber(Fields[field], what, most);

    public int WholeNumber(string text, string what, int most = int.MaxValue) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
            : throw Wrong($"{what} '{text}' is no whole number from 0 to {most}.");

    /// <summary>The index of a name that was declared above.</summary>
    public int Index(int field, string what, IReadOnlyDictionary<string, int> known) => Index(Fields[field], what, known);

    public int Index(string text, string what, IReadOnlyDictionary<string, int> known) =>
        known.TryGetValue(text, out var index) ? index : throw Wrong($"{what} '{text}' is not declared. Declared are {string.Join(", ", known.Keys)}.");
}
