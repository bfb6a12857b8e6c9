namespace MedMgr.Ops.Optimizer.Rostering.PublicProblems;

/// <summary>The lines of a file by section, without comments and blank lines.</summary>
internal sealed class CurtoisSections
{
    public const string Horizon = "SECTION_HORIZON";
    public const string Shifts = "SECTION_SHIFTS";
    public const string Staff = "SECTION_STAFF";
    public const string DaysOff = "SECTION_DAYS_OFF";
    public const string OnRequests = "SECTION_SHIFT_ON_REQUESTS";
    public const string OffRequests = "SECTION_SHIFT_OFF_REQUESTS";
    public const string Cover = "SECTION_COVER";

    private static readonly string[] All = [Horizon, Shifts, Staff, DaysOff, OnRequests, OffRequests, Cover];

    private readonly Dictionary<string, List<CurtoisLine>> sections = [];

    private CurtoisSections(int lastLine) => LastLine = lastLine;

    public int LastLine { get; }

    /// <exception cref="CurtoisFormatException">An unknown, repeated or missing section, or a line outside of any.</exception>
    public static CurtoisSections Of(string text)
    {
        var lines = text.Split('\n');
        var result = new CurtoisSections(lines.Length);
        List<CurtoisLine>? current = null;
        for (var number = 1; number <= lines.Length; number++)
        {
            var line = lines[number - 1].Trim();
            if (line.Length == 0 || line.StartsWith('#'))
            {
                continue;
            }

            if (line.StartsWith("SECTION_", StringComparison.Ordinal))
            {
                current = result.Begin(number, line);
            }
            else if (current is null)
            {
                throw new CurtoisFormatException(number, $"'{line}' stands before the first section; a file begins with {Horizon}.");
            }
            else
            {
                current.Add(new CurtoisLine(number, [.. line.Split(',').Select(f => f.Trim())]));
            }
        }

        return All.FirstOrDefault(name => !result.sections.ContainsKey(name)) is { } missing
            ? throw new CurtoisFormatException(result.LastLine, $"the file ends without {missing}.")
            : result;
    }

    public IReadOnlyList<CurtoisLine> this[string section] => sections[section];

    private List<CurtoisLine> Begin(int number, string name)
    {
        if (!All.Contains(name))
        {
            throw new CurtoisFormatException(number, $"{name} is no section of this format. They are {string.Join(", ", All)}.");
        }

        List<CurtoisLine> section = [];
        return sections.TryAdd(name, section) ? section : throw new CurtoisFormatException(number, $"{name} stands here for the second time.");
    }
}
