using System.Globalization;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Optimizer.Rostering;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;
using MedMgr.Ops.RosterPages.Sheets;

namespace MedMgr.Ops.RosterPages.Rendering;

/// <summary>Marks and words of the roster pages: what a colour shows, a character and a word say too.</summary>
internal static class RosterWords
{
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("ddd d MMM", CultureInfo.InvariantCulture);

    public static string LongDay(DateOnly day) => day.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Weekday(DateOnly day) => day.ToString("ddd", CultureInfo.InvariantCulture)[..2];

    public static string Span(DateOnly from, DateOnly until) => $"{Day(from)} to {Day(until)} {until.Year.ToString(CultureInfo.InvariantCulture)}";

    public static string Number(long number) => number.ToString("#,##0", CultureInfo.InvariantCulture);

    public static string Signed(long number) => number.ToString("+#,##0;−#,##0;±0", CultureInfo.InvariantCulture);

    public static string Hours(double hours) => hours.ToString("0.#", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset at) => at.ToString("HH:mm", CultureInfo.InvariantCulture);

    public static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>How a shift is filled, as one character behind its letter; empty for the ordinary.</summary>
    public static string Mark(ShiftKind kind) => kind switch
    {
        ShiftKind.Own => "",
        ShiftKind.Overtime => "+",
        ShiftKind.Float => "~",
        ShiftKind.Agency => "a",
        _ => throw new InvalidOperationException($"No mark for {kind}"),
    };

    public static string Of(ShiftKind kind) => kind switch
    {
        ShiftKind.Own => "own",
        ShiftKind.Overtime => "overtime",
        ShiftKind.Float => "from a sister unit",
        ShiftKind.Agency => "agency",
        _ => throw new InvalidOperationException($"No word for {kind}"),
    };

    public static string Of(Away away) => away switch
    {
        Away.No => "",
        Away.OnLeave => "on leave",
        Away.Sick => "sick",
        _ => throw new InvalidOperationException($"No word for {away}"),
    };

    public static string Of(PublicationStop stop) => stop switch
    {
        PublicationStop.NeedsReason => "contract or policy: published only with a reason",
        PublicationStop.NeedsOverride => "law: published only when overridden by name",
        PublicationStop.Never => "can not be published",
        _ => throw new InvalidOperationException($"No words for {stop}"),
    };

    public static string Made(string kind) => kind switch
    {
        "plan" => "New plan",
        "repair" => "Repair after sick calls",
        "copy" => "Changes by hand",
        "file" => "From a file",
        _ => kind,
    };

    public static string Of(RosterStatus status, long? bound, long objective) => (status, bound) switch
    {
        (RosterStatus.Optimal, _) => "when found, proven best",
        (_, { } least) when objective > 0 => string.Create(CultureInfo.InvariantCulture, $"no roster of these terms costs below {least:#,##0}"),
        _ => "how good it is was not proven",
    };

    /// <summary>"off" or the shift, for one soft rule's table.</summary>
    public static string SoftRule(string rule) => rule switch
    {
        "cover" => "Nurses missing or spare",
        "charge-nurse-wanted" => "Nobody in charge",
        "requests" => "Requests not granted",
        "pay" => "Wages",
        "overtime" => "Overtime premium",
        "budget" => "Over the budget",
        "fairness" => "Unfair shares",
        "changes" => "Days changed",
        _ => rule,
    };

    /// <summary>What a screen reader says of a cell beside person and day.</summary>
    public static string Of(SheetCell cell)
    {
        var words = new List<string> { cell.Shift is { } shift ? $"{shift.Shift} {Time(shift.Start)} to {Time(shift.End)}" : "off" };
        if (cell.Shift is { Kind: not ShiftKind.Own } filled)
        {
            words.Add(Of(filled.Kind));
        }

        if (cell.Shift is { Charge: true })
        {
            words.Add("in charge");
        }

        if (cell.Away != Away.No)
        {
            words.Add(Of(cell.Away));
        }

        if (cell.Wish is { } wish)
        {
            words.Add($"asked {(wish.On ? $"for {wish.Shift ?? "work"}" : $"not to work{(wish.Shift is null ? "" : " " + wish.Shift)}")}, {(cell.IsWishGranted == true ? "granted" : "not granted")}");
        }

        if (cell.Changed)
        {
            words.Add("changed");
        }

        if (!cell.Breaches.IsEmpty)
        {
            words.Add(cell.Breaches.Length == 1 ? "breaks a rule" : $"breaks {cell.Breaches.Length} rules");
        }

        return string.Join(", ", words);
    }
}
