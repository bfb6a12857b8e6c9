using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MedMgr.Sim.Engine.Experiments;

namespace MedMgr.Sim.Reports.Json;

/// <summary>Writes documents that are the same bytes for the same result: fixed order, no culture, no clock.</summary>
internal static class JsonText
{
    private const int SeriesDecimals = 4;

    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Options))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>JSON knows no infinity: the ends of an interval that one replication can not give are null.</summary>
    public static void Number(this Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        Number(json, value);
    }

    public static void Number(this Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
        {
            // No "-0", which some readers show.
            json.WriteNumberValue(value == 0.0 ? 0.0 : value);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    public static void Interval(this Utf8JsonWriter json, string name, double low, double high)
    {
        json.WriteStartArray(name);
        json.Number(low);
        json.Number(high);
        json.WriteEndArray();
    }

    public static void Interval(this Utf8JsonWriter json, string name, Estimate estimate) => json.Interval(name, estimate.Low, estimate.High);

    /// <summary>Curves are for looking at: rounded, so that a season of every unit stays a few megabytes.</summary>
    public static void Curve(this Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WritePropertyName(name);
        json.WriteRawValue("[" + string.Join(",", values.Select(Rounded)) + "]");
    }

    private static string Rounded(double value)
    {
        var rounded = Math.Round(value, SeriesDecimals);
        return double.IsFinite(rounded) ? (rounded == 0.0 ? 0.0 : rounded).ToString("R", System.Globalization.CultureInfo.InvariantCulture) : "null";
    }
}
