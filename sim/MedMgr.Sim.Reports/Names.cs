using System.Text;

namespace MedMgr.Sim.Reports;

/// <summary>Stable dotted names ("cost.agencyNurses") as headings.</summary>
internal static class Names
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["nedocs"] = "NEDOCS", ["icu"] = "ICU", ["ed"] = "ED", ["n95"] = "N95", ["los"] = "length of stay",
    };

    private static readonly Dictionary<string, string> Series = new(StringComparer.Ordinal)
    {
        ["census"] = "Inpatients in ward beds", ["boarding"] = "Boarding: admitted patients who wait in the ED or recovery for a bed", ["waitingRoom"] = "Waiting for an ED bed",
        ["nedocs"] = "Crowding of the ED (NEDOCS)", ["staffingGap"] = "Staffing gap: nurses missing for the patients there are", ["diversion"] = "On diversion",
        ["epidemic"] = "Inpatients of the epidemic", ["ventilators"] = "Ventilators in use", ["surgeLevel"] = "Surge level", ["cost"] = "Cost so far",
    };

    public static string OfSeries(string name) => Series.GetValueOrDefault(name) ?? Heading(name);

    /// <summary>"boarding.mean" to "Boarding, mean".</summary>
    public static string Heading(string name)
    {
        var words = string.Join(", ", name.Split('.', '/').Select(Words));
        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static string Words(string camel)
    {
        var text = new StringBuilder();
        foreach (var letter in camel)
        {
            if (char.IsUpper(letter) && text.Length > 0)
            {
                text.Append(' ');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return string.Join(' ', text.ToString().Split(' ').Select(w => Known.GetValueOrDefault(w, w)));
    }
}
