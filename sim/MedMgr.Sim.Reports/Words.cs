using System.Globalization;
using MedMgr.Sim.Hospital.Validation;

namespace MedMgr.Sim.Reports;

/// <summary>Numbers and terms as people read them, the same in every culture.</summary>
internal static class Words
{
    public static string Of(Evidence evidence) => evidence switch
    {
        Evidence.Exact => "exact",
        Evidence.Deterministic => "deterministic",
        Evidence.Published => "published",
        _ => throw new ArgumentOutOfRangeException(nameof(evidence), evidence, "No word."),
    };

    /// <summary>Three significant digits or more, thousands set apart: 12,345, 131.2, 0.0192, 0.08.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            return "?";
        }

        var size = Math.Abs(value);
        var format = size >= 1000 ? "#,##0" : size >= 100 ? "0.0" : size >= 1 || size == 0 ? "0.00" : size >= 0.01 ? "0.00##" : "0.00####";
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>For an axis: 250, 0.4, 20k, 7.5M.</summary>
    public static string Short(double value) => Math.Abs(value) switch
    {
        >= 1e6 => (value / 1e6).ToString("0.###", CultureInfo.InvariantCulture) + "M",
        >= 1e4 => (value / 1e3).ToString("0.###", CultureInfo.InvariantCulture) + "k",
        _ => value.ToString("0.###", CultureInfo.InvariantCulture),
    };

    /// <summary>Up to this many decimals, for coordinates and tables of theory.</summary>
    public static string Fixed(double value, int decimals) =>
        double.IsFinite(value) ? Math.Round(value, decimals).ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture) : "?";

    public static string Percent(double share) => (100.0 * share).ToString("0.00", CultureInfo.InvariantCulture) + " %";
}
