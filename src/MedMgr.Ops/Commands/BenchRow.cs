using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace MedMgr.Ops.Commands;

/// <summary>One public problem as solved here.</summary>
/// <param name="Instance">Name of the file, without its folder and ending.</param>
/// <param name="Cost">By our own checker; null without a solution.</param>
/// <param name="Bound">Proven: no solution costs less. Null when nothing was proven.</param>
/// <param name="Seconds">Wall-clock time.</param>
/// <param name="Violations">Of hard rules, by our own checker; null without a solution.</param>
/// <param name="BestKnown">As given by the caller, or null.</param>
internal sealed record BenchRow(string Instance, long? Cost, long? Bound, double Seconds, int? Violations, long? BestKnown)
{
    /// <summary>A list of JSON objects, or a table for people.</summary>
    public static void Print(IReadOnlyList<BenchRow> rows, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(rows, JsonSerializerOptions.Web));
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumn("instance");
        foreach (var column in new[] { "cost", "bound", "gap", "best known", "to best", "violations", "seconds" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var row in rows)
        {
            table.AddRow(
                Markup.Escape(row.Instance), Text(row.Cost), Text(row.Bound), row.Violations == 0 && row.Cost == row.Bound ? "proven" : Percent(row.Cost, row.Bound), Text(row.BestKnown), Percent(row.Cost, row.BestKnown),
                Text(row.Violations), row.Seconds.ToString("0.0", CultureInfo.InvariantCulture));
        }

        Terminal.Output.Write(table);
    }

    private static string Text(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "-";

    /// <summary>How far the cost lies above, in percent of what it lies above.</summary>
    private static string Percent(long? cost, long? below) =>
        cost is { } high && below is > 0 and { } low ? string.Create(CultureInfo.InvariantCulture, $"{100.0 * (high - low) / low:0.0} %") : "-";
}
