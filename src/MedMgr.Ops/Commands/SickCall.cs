using System.CommandLine.Parsing;
using System.Globalization;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;

namespace MedMgr.Ops.Commands;

/// <summary>"MED-4E-RN-D03:2026-12-01" or "MED-4E-RN-D03:2026-12-01..2026-12-03": who calls in sick for which days.</summary>
internal static class SickCall
{
    private const string DateFormat = "yyyy-MM-dd";

    /// <summary>Several, separated by commas. Null, with what is wrong, when one can not be read.</summary>
    public static (IReadOnlyList<Absence>? Calls, string? Wrong) Parse(string text)
    {
        var calls = new List<Absence>();
        foreach (var call in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = call.LastIndexOf(':');
            var ends = colon > 0 ? call[(colon + 1)..].Split("..", 2) : [];
            if (colon <= 0 || Date(ends[0]) is not { } from || Date(ends[^1]) is not { } until || until < from)
            {
                return (null, $"\"{call}\" is no sick call: write STAFF:DATE or STAFF:FIRST..LAST, for example MED-4E-RN-D03:2026-12-01.");
            }

            calls.Add(new Absence(new StaffId(call[..colon]), from, until, "sick", IsSickness: true));
        }

        return calls.Count == 0 ? (null, "names nobody: write STAFF:DATE.") : (calls, null);
    }

    public static IReadOnlyList<Absence> Parse(ArgumentResult result)
    {
        var (calls, wrong) = Parse(string.Join(',', result.Tokens.Select(t => t.Value)));
        if (wrong is not null)
        {
            result.AddError($"--sick {wrong}");
        }

        return calls ?? [];
    }

    private static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
