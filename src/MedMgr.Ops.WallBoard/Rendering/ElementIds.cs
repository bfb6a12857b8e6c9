using System.Buffers;
using System.Text;
using MedMgr.Ops.Domain;

namespace MedMgr.Ops.WallBoard.Rendering;

/// <summary>Element ids by which fragments find their place. Different domain ids never share one, whatever characters they hold.</summary>
public static class ElementIds
{
    public const string Board = "board";
    public const string Title = "title";
    public const string Surge = "surge";
    public const string Severities = "severities";
    public const string Outlook = "outlook";
    public const string Alerts = "alerts";
    public const string Waiting = "waiting";
    public const string FlowMap = "flow";
    public const string Jams = "jams";

    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.");

    public static string Unit(UnitId id) => "unit-" + Escaped(id.Value);

    public static string UnitHead(UnitId id) => "head-" + Escaped(id.Value);

    public static string Bed(BedId id) => "bed-" + Escaped(id.Value);

    /// <summary>Of something that a page shows once for each visit, such as "waits".</summary>
    public static string Visit(string what, EncounterId id) => Of(what, id.Value);

    /// <summary>Of something that a page shows once for each bed, message or whatever else has an id.</summary>
    public static string Of(string what, string id) => $"{what}-{Escaped(id)}";

    public static string Figure(string name) => "figure-" + name;

    // An underscore begins an escape and therefore is itself escaped: the mapping is one to one.
    private static string Escaped(string id)
    {
        if (!id.AsSpan().ContainsAnyExcept(Plain))
        {
            return id;
        }

        var escaped = new StringBuilder();
        foreach (var c in id)
        {
            escaped = Plain.Contains(c) ? escaped.Append(c) : escaped.Append('_').Append(((int)c).ToString("x4", null));
        }

        return escaped.ToString();
    }
}
