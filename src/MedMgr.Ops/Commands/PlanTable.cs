using System.Globalization;
using MedMgr.Ops.Optimizer.BedPlacement;
using MedMgr.Ops.Placement.Http;
using MedMgr.Ops.Placement.Plans;
using Spectre.Console;

namespace MedMgr.Ops.Commands;

/// <summary>A plan of placements for people.</summary>
internal static class PlanTable
{
    /// <summary>Named one by one; the rest is counted.</summary>
    private const int DifferencesMax = 6;

    public static void Print(PlanAnswer plan)
    {
        var steps = new Table().Border(TableBorder.Rounded).Expand()
            .AddColumn("patient").AddColumn("from").AddColumn(new TableColumn("").Centered().NoWrap()).AddColumn("to").AddColumn(new TableColumn("when").NoWrap())
            .AddColumn(new TableColumn("points").RightAligned().NoWrap()).AddColumn("counts against it");
        foreach (var step in plan.Plan)
        {
            steps.AddRow(
                Markup.Escape(step.Encounter.Value), Markup.Escape(step.From ?? "-"), Arrow(step.Kind), $"[bold]{Markup.Escape(step.To.Value)}[/]", When(plan, step), N(step.Score),
                Markup.Escape(step.Cost.IsEmpty ? "nothing" : string.Join("; ", step.Cost.Select(c => c.Why))));
        }

        if (plan.Plan.IsEmpty)
        {
            Terminal.Output.WriteLine(plan.Unplaced.IsEmpty ? "Nobody waits for a bed." : "Nobody who waits can be given a bed.");
        }
        else
        {
            Terminal.Output.Write(steps);
        }

        PrintUnplaced(plan);
        PrintFooter(plan);
    }

    private static void PrintUnplaced(PlanAnswer plan)
    {
        foreach (var unplaced in plan.Unplaced)
        {
            Terminal.Output.MarkupLine($"[yellow]No bed[/] for [bold]{Markup.Escape(unplaced.Encounter.Value)}[/]: {Markup.Escape(string.Join(" ", unplaced.Why))}");
        }
    }

    private static void PrintFooter(PlanAnswer plan)
    {
        var proven = plan.Bound is { } bound ? $", no plan costs less than {N(bound)} (gap {100 * plan.Gap:0.0} %)" : "";
        Terminal.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Counted(plan)}; {plan.Status.ToString().ToLowerInvariant()}: {N(plan.Objective)} points{proven}; {plan.Search.Seconds} s given"));
        if (!plan.Surge.Beds.IsEmpty || !plan.Surge.Nurses.IsEmpty)
        {
            var beds = plan.Surge.Beds.Select(b => b.Bed.Value);
            var nurses = plan.Surge.Nurses.Select(n => $"{n.Count} for {n.Unit} by {n.At:HH:mm}");
            Terminal.Output.WriteLine($"Surge: open {Listed(beds)}; call nurses in: {Listed(nurses)}");
        }

        if (!plan.Difference.IsEmpty)
        {
            var named = plan.Difference.Take(DifferencesMax).Select(d => $"{d.Encounter} {d.Before?.Value ?? "no bed"} -> {d.After?.Value ?? "no bed"}");
            var others = plan.Difference.Length - DifferencesMax;
            Terminal.Output.WriteLine($"Other than in the plan before: {string.Join(", ", named)}{(others > 0 ? $" and {others} more" : "")}");
        }

        if ((plan.Solver.Because ?? plan.Search.Because) is { } because)
        {
            Terminal.Output.WriteLine(because);
        }

        Terminal.Output.WriteLine($"Plan {plan.Id}, revision {plan.Revision}, can be accepted until {plan.ExpiresAt:HH:mm} ({Zone(plan.ExpiresAt)})");
    }

    public static void Print(WhyAnswer why)
    {
        Terminal.Output.MarkupLine(why.Bed is { } bed
            ? $"[bold]{Markup.Escape(why.Encounter.Value)}[/] and bed [bold]{Markup.Escape(bed.Value)}[/]:"
            : $"[bold]{Markup.Escape(why.Encounter.Value)}[/] gets {(why.Gets is { } gets ? $"bed [bold]{Markup.Escape(gets.Value)}[/]" : "no bed")}:");
        foreach (var sentence in why.Why)
        {
            Terminal.Output.WriteLine("  " + sentence);
        }
    }

    /// <summary>How many get a bed, are moved for others, and get none.</summary>
    public static string Counted(PlanAnswer plan)
    {
        var moved = plan.Plan.Count(s => s.Kind == StepKind.Move);
        return $"{plan.Plan.Length - moved} get a bed, {(moved > 0 ? $"{moved} move for others, " : "")}{plan.Unplaced.Length} get none";
    }

    private static string Arrow(StepKind kind) => kind == StepKind.Swap ? "<->" : "->";

    private static string When(PlanAnswer plan, StepAnswer step) => (step, Math.Ceiling((step.At - plan.MadeAt).TotalMinutes)) switch
    {
        ({ OpensSurgeBed: true }, var minutes) => string.Create(CultureInfo.InvariantCulture, $"surge, {minutes:0} min"),
        ({ Kind: StepKind.Move }, <= 0) => "move now",
        (_, <= 0) => "now",
        (_, var minutes) => string.Create(CultureInfo.InvariantCulture, $"in {minutes:0} min"),
    };

    private static string Listed(IEnumerable<string> items) => string.Join(", ", items) is { Length: > 0 } list ? list : "none";

    private static string Zone(DateTimeOffset time) => time.Offset == TimeSpan.Zero ? "UTC" : "UTC" + time.ToString("zzz", CultureInfo.InvariantCulture);

    private static string N(long points) => points.ToString("#,##0", CultureInfo.InvariantCulture);
}
