using System.Globalization;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Optimizer.Rostering;
using Spectre.Console;

namespace MedMgr.Ops.Rosters;

/// <summary>A roster for people at a terminal: the grid, what it costs, what is wrong, what has changed.</summary>
internal static class RosterPage
{
    public static void Write(IAnsiConsole console, RosterDocument roster, HospitalMap hospital, Func<StaffId, DateOnly, bool> isAway)
    {
        var unit = hospital.Unit(roster.Unit)!;
        console.WriteLine(Invariant($"{unit.Name} ({unit.Id}), {roster.From:ddd yyyy-MM-dd} to {roster.Until:ddd yyyy-MM-dd}"));
        console.WriteLine(Invariant($"Demand: {roster.Demand.Source}; enough nurses in {roster.Demand.Percentile} % of the courses"));
        if (roster.Status is not (RosterStatus.Optimal or RosterStatus.Feasible))
        {
            console.WriteLine(roster.Status == RosterStatus.Infeasible
                ? "No roster keeps every hard rule: proven. Look at leave, charge nurses and what days before the first one leave open."
                : "No roster was found in the time given. Give more with --seconds.");
            return;
        }

        console.WriteLine();
        new RosterGrid(roster, hospital, isAway).Write(console);
        console.WriteLine();
        Costs(console, roster);
        Changes(console, roster);
        WhatIf(console, roster);
        foreach (var violation in roster.Violations)
        {
            console.MarkupLine($"[bold red]broken:[/] {Markup.Escape(violation)}");
        }
    }

    private static void Costs(IAnsiConsole console, RosterDocument roster)
    {
        var cost = roster.Cost;
        var budget = cost.Budget is { } b ? Invariant($", {(cost.Amount > b ? "over" : "within")} the budget of {b:#,##0}") : "";
        console.WriteLine(Invariant(
            $"{cost.Currency} {cost.Amount:#,##0}: own {cost.Own:#,##0}, overtime {cost.Overtime:#,##0}, float {cost.Float:#,##0}, agency {cost.Agency:#,##0}{budget}"));
        var soft = roster.SoftCosts.Where(c => c.Value > 0).OrderByDescending(c => c.Value).Select(c => Invariant($"{c.Key} {c.Value:#,##0}"));
        console.WriteLine($"Soft costs: {string.Join(", ", soft)}");
        console.WriteLine(Invariant(
            $"{roster.Violations.Length} violations of hard rules; {roster.Status.ToString().ToLowerInvariant()}, cost {roster.Objective:#,##0}, no roster below {roster.Bound:#,##0} (gap {100 * roster.Gap:0.##} %), {roster.Seconds:0.0} s"));
    }

    private static void Changes(IAnsiConsole console, RosterDocument roster)
    {
        if (roster.Changes is not { } changes)
        {
            return;
        }

        console.WriteLine();
        var table = new Table().Border(TableBorder.Rounded).Title(Invariant($"{changes.Length} changes")).AddColumn("change").AddColumn(new TableColumn(roster.Cost.Currency).RightAligned());
        foreach (var change in changes)
        {
            table.AddRow(Markup.Escape(change.Says), change.Price.ToString("+#,##0;-#,##0;0", CultureInfo.InvariantCulture));
        }

        console.Write(table);
    }

    private static void WhatIf(IAnsiConsole console, RosterDocument roster)
    {
        if (roster.WhatIf is { } question)
        {
            console.WriteLine();
            console.WriteLine(Invariant(
                $"What if {question.PlusPercent} % more patients and {question.SurgeBeds} surge beds: {question.ExtraNurseShifts} nurse-shifts more asked for, {question.ExtraRostered} more rostered, {question.UncoveredShifts} not covered; {roster.Cost.Currency} {question.ExtraCost:+#,##0;-#,##0;0} against {question.Without.Amount:#,##0}"));
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
