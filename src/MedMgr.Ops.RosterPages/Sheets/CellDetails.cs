using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;

namespace MedMgr.Ops.RosterPages.Sheets;

/// <summary>What else a cell could hold, and what that would do.</summary>
/// <param name="Shift">Null: off.</param>
/// <param name="Money">Whole units of the currency more, or less.</param>
/// <param name="Cost">Of all soft rules, more or less; null where the demand is not known.</param>
/// <param name="NewBreaches">That this choice would bring.</param>
public sealed record CellChoice(string? Shift, string Name, bool Charge, bool IsNow, long Money, long? Cost, ImmutableArray<UnitRosterBreach> NewBreaches);

/// <summary>Everything that is to be said of one cell.</summary>
/// <param name="RestBefore">Hours since the shift before; null without one, or without a shift here.</param>
/// <param name="RestAfter">Hours to the next shift; null without one, or without a shift here.</param>
/// <param name="WeekHours">Monday to Sunday around the day.</param>
/// <param name="Choices">Empty where nothing can be changed.</param>
public sealed record CellDetails(
    SheetRow Row, SheetCell Cell, double? RestBefore, double? RestAfter, double WeekHours, ImmutableArray<CellChoice> Choices)
{
    /// <returns>Null when the sheet has no such cell.</returns>
    public static CellDetails? Of(RosterSheet sheet, string row, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        if (SheetRows.Of(sheet).SelectMany(s => s.Rows).FirstOrDefault(r => r.Id == row) is not { } line || line.Cells.FirstOrDefault(c => c.Day == day) is not { } cell)
        {
            return null;
        }

        var mine = line.Cells.Where(c => c.Shift is not null).Select(c => c.Shift!).ToList();
        var before = cell.Shift is { } now ? mine.LastOrDefault(s => s.Start < now.Start) : null;
        var after = cell.Shift is { } here ? mine.FirstOrDefault(s => s.Start > here.Start) : null;
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        return new CellDetails(
            line, cell,
            before is null ? null : (cell.Shift!.Start - before.End).TotalHours,
            after is null ? null : (after.Start - cell.Shift!.End).TotalHours,
            mine.Where(s => monday <= s.Day && s.Day < monday.AddDays(7)).Sum(s => s.Hours),
            sheet.MayEdit ? ChoicesOf(sheet, line, cell) : []);
    }

    private static ImmutableArray<CellChoice> ChoicesOf(RosterSheet sheet, SheetRow row, SheetCell cell)
    {
        var choices = ImmutableArray.CreateBuilder<CellChoice>();
        foreach (var shift in sheet.Task.Shifts.Where(s => row.Place is null || s.Code == row.Place))
        {
            choices.Add(Choice(sheet, row, cell, shift.Code, shift.Name, charge: false));
        }

        choices.Add(Choice(sheet, row, cell, null, "Off", charge: false));
        if (cell.Shift is { Charge: false } worked && row.Person is { } person && sheet.Judge!.MayTakeCharge(person.Id))
        {
            choices.Add(Choice(sheet, row, cell, worked.Shift, "In charge", charge: true));
        }

        return choices.ToImmutable();
    }

    private static CellChoice Choice(RosterSheet sheet, SheetRow row, SheetCell cell, string? shift, string name, bool charge)
    {
        if (!charge && cell.Shift?.Shift == shift)
        {
            return new CellChoice(shift, name, charge, IsNow: true, 0, sheet.HasDemand ? 0 : null, []);
        }

        var now = sheet.Judgement!;
        var then = sheet.Judge!.Judge(new RosterEdit(row.Staff, cell.Day, shift, row.Place, charge).Apply(sheet.Task, sheet.Shifts));
        var told = now.Breaches.Select(b => b.Says).ToHashSet(StringComparer.Ordinal);
        return new CellChoice(
            shift, name, charge, IsNow: false, then.Bill.Amount - now.Bill.Amount, sheet.HasDemand ? then.Objective - now.Objective : null,
            [.. then.Breaches.Where(b => !told.Contains(b.Says))]);
    }
}

/// <summary>Everything that is to be said of one shift of one day.</summary>
/// <param name="Cover">Null where the demand is not known.</param>
/// <param name="Sisters">Who could come over and is not here yet; empty where nothing can be changed.</param>
public sealed record ShiftDetails(ShiftType Shift, DateOnly Day, ShiftCover? Cover, ImmutableArray<RosteredShift> There, ImmutableArray<StaffDefinition> Sisters, ImmutableArray<UnitRosterBreach> Breaches)
{
    /// <returns>Null when the sheet has no such shift.</returns>
    public static ShiftDetails? Of(RosterSheet sheet, string code, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        if (sheet.Task.Shifts.FirstOrDefault(s => s.Code == code) is not { } shift || day < sheet.Task.From || day > sheet.Until)
        {
            return null;
        }

        ImmutableArray<RosteredShift> there = [.. sheet.Shifts.Where(s => s.Day == day && s.Shift == code).OrderByDescending(s => s.Charge).ThenBy(s => s.Kind).ThenBy(s => s.Staff.Value, StringComparer.Ordinal)];
        var present = there.Select(s => s.Staff).ToHashSet();
        return new ShiftDetails(
            shift, day, sheet.Judgement?.Cover.FirstOrDefault(c => c.Need.Day == day && c.Need.Shift == code), there,
            sheet.MayEdit
                ? [.. sheet.Judge!.SistersOn(day, code).Where(s => !present.Contains(s)).Select(s => sheet.Task.Hospital.Staff(s)!)]
                : [],
            sheet.BreachesOf(null, day));
    }
}
