using System.Globalization;
using MedMgr.Load.Driving;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MedMgr.Load.Reporting;

/// <summary>What goes on, once a second, on the terminal's error output: standard output stays for the report.</summary>
internal static class LiveView
{
    private const int BarWidth = 40;
    private const int HistoryMax = 60;
    private static readonly string Levels = " .:-=+*#%@";

    /// <summary>Shows what <paramref name="work"/> tells while it runs; nothing where error output is no terminal.</summary>
    public static async Task<T> Watch<T>(Func<Action<LiveSecond>, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
        {
            return await work(_ => { });
        }

        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var history = new Queue<double>();
        return await terminal.Live(new Text("Opening displays ...")).AutoClear(true).StartAsync(live => work(second =>
        {
            history.Enqueue(second.LatencyMs.P99 ?? 0);
            while (history.Count > HistoryMax)
            {
                history.Dequeue();
            }

            live.UpdateTarget(Picture(second, history));
        }));
    }

    internal static IRenderable Picture(LiveSecond s, IReadOnlyCollection<double> history)
    {
        var done = Math.Clamp(s.Elapsed / s.Total, 0, 1);
        var bar = new string('#', (int)(done * BarWidth)).PadRight(BarWidth, '.');
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap());
        void Row(string name, string value) => grid.AddRow(new Text(name, new Style(Color.Grey)), new Text(value));
        Row(s.Phase, string.Create(CultureInfo.InvariantCulture, $"{bar} {s.Elapsed.TotalSeconds:0} of {s.Total.TotalSeconds:0} s"));
        Row("messages", string.Create(CultureInfo.InvariantCulture, $"{s.MessagesPerSecond:#,0}/s, {s.Outstanding:#,0} not shown yet"));
        Row("to displays", $"p50 {Ms(s.LatencyMs.P50)}  p95 {Ms(s.LatencyMs.P95)}  p99 {Ms(s.LatencyMs.P99)}  max {Ms(s.LatencyMs.Max)}");
        Row("p99", Curve(history));
        Row("displays", string.Create(CultureInfo.InvariantCulture, $"{s.Displays:#,0}, lost {s.DisplaysLost:#,0}, frames missing {s.Missing:#,0}, errors {s.Errors:#,0}"));
        Row("server", s.ServerCores is { } cores ? string.Create(CultureInfo.InvariantCulture, $"{cores:0.00} cores, {s.ServerMiB:#,0} MiB") : "not on this machine");
        Row("this program", string.Create(CultureInfo.InvariantCulture, $"{s.ClientCores:0.00} cores"));
        return grid;
    }

    /// <summary>One character a second, from nothing to the most that was seen.</summary>
    internal static string Curve(IReadOnlyCollection<double> history)
    {
        var most = history.DefaultIfEmpty().Max();
        return most <= 0 ? "" : string.Concat(history.Select(v => Levels[(int)Math.Round(v / most * (Levels.Length - 1))])) + string.Create(CultureInfo.InvariantCulture, $"  ({most:0} ms at most)");
    }

    private static string Ms(double? value) => value is { } ms ? string.Create(CultureInfo.InvariantCulture, $"{ms:0.0} ms") : "-";
}
