using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;

namespace MedMgr.Ops.RosterPages.Sheets;

/// <summary>One line of the grid: a nurse of the unit, a sister who comes over, or an agency's place on one shift.</summary>
/// <param name="Id">Names the row in the page.</param>
/// <param name="Place">Of an agency's place the shift that it is one of; null of people.</param>
/// <param name="Person">Null of an agency's place.</param>
/// <param name="ContractHours">Of the unit's own nurses, within the days; null of guests.</param>
public sealed record SheetRow(string Id, StaffId Staff, string Name, string Role, string? Place, StaffDefinition? Person, ImmutableArray<SheetCell> Cells, double Hours, double? ContractHours)
{
    public int Shifts => Cells.Count(c => c.Shift is not null);
}

/// <summary>Why somebody can not be asked to work.</summary>
public enum Away
{
    No,
    OnLeave,
    Sick,
}

/// <param name="More">Further shifts of the person on the same day, which no roster should have.</param>
/// <param name="Changed">Differs from what people know.</param>
/// <param name="IsWishGranted">Null without a wish.</param>
public sealed record SheetCell(DateOnly Day, RosteredShift? Shift, int More, Away Away, Wish? Wish, bool? IsWishGranted, ImmutableArray<UnitRosterBreach> Breaches, bool Changed);

/// <summary>A heading with the rows under it.</summary>
public sealed record SheetSection(string Name, ImmutableArray<SheetRow> Rows);

/// <summary>Lays a sheet out in rows, in an order that edits do not change.</summary>
public static class SheetRows
{
    private const string AgencyPrefix = "AGENCY-";

    public static ImmutableArray<SheetSection> Of(RosterSheet sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        var reader = new Reader(sheet);
        ImmutableArray<SheetSection> all = [.. Own(sheet, reader), new("From sister units", Sisters(sheet, reader)), new("Agency", Agency(sheet, reader))];
        return [.. all.Where(s => !s.Rows.IsEmpty)];
    }

    private static IEnumerable<SheetSection> Own(RosterSheet sheet, Reader reader) =>
        from person in sheet.Task.Nurses
        orderby UnitRosterJudge.UsualShift(sheet.Task, person), person.Role, person.Id.Value
        group person by UnitRosterJudge.UsualShift(sheet.Task, person) into usual
        let shift = sheet.Task.Shifts[usual.Key]
        select new SheetSection(shift.Name + " nurses", [.. usual.Select(p => reader.Row(p.Id.Value, p.Id, p.Name, RoleOf(p.Role), null, p))]);

    private static ImmutableArray<SheetRow> Sisters(RosterSheet sheet, Reader reader) =>
    [
        .. from staff in sheet.Shifts.Where(s => s.Kind == ShiftKind.Float).Select(s => s.Staff).Distinct()
           let person = sheet.Task.Hospital.Staff(staff)
           orderby person?.Name ?? staff.Value, staff.Value
           select reader.Row(staff.Value, staff, person?.Name ?? staff.Value, person is null ? "" : $"{RoleOf(person.Role)}, {person.HomeUnit}", null, person),
    ];

    /// <summary>In a draft also the places that nobody has yet.</summary>
    private static ImmutableArray<SheetRow> Agency(RosterSheet sheet, Reader reader) =>
    [
        .. from shift in sheet.Task.Shifts
           let used = sheet.Shifts.Where(s => s.Kind == ShiftKind.Agency && s.Shift == shift.Code).Select(s => s.Staff.Value)
           let free = sheet.Draft is null ? [] : Enumerable.Range(1, sheet.Task.Terms.AgencyMax).Select(n => $"{AgencyPrefix}{n}")
           from place in used.Concat(free).Distinct().Order(StringComparer.Ordinal)
           select reader.Row($"{place}:{shift.Code}", new StaffId(place), $"{PlaceName(place)}, {shift.Name.ToLowerInvariant()}", "", shift.Code, null),
    ];

    private static string PlaceName(string place) => place.StartsWith(AgencyPrefix, StringComparison.Ordinal) ? "Agency " + place[AgencyPrefix.Length..] : place;

    private static string RoleOf(StaffRole role) => role switch
    {
        StaffRole.RegisteredNurse => "RN",
        StaffRole.PracticalNurse => "PN",
        _ => role.ToString(),
    };

    private sealed class Reader
    {
        private readonly RosterSheet _sheet;
        private readonly ILookup<(StaffId, DateOnly, string?), RosteredShift> _shifts;
        private readonly ILookup<(StaffId, DateOnly, string?), RosteredShift> _known;
        private readonly ILookup<(StaffId?, DateOnly?), UnitRosterBreach> _breaches;

        public Reader(RosterSheet sheet)
        {
            _sheet = sheet;
            _shifts = sheet.Shifts.ToLookup(KeyOf);
            _known = sheet.Known.ToLookup(KeyOf);
            _breaches = (sheet.Judgement?.Breaches ?? []).ToLookup(b => (b.Staff, b.Day));
        }

        public SheetRow Row(string id, StaffId staff, string name, string role, string? place, StaffDefinition? person)
        {
            ImmutableArray<SheetCell> cells = [.. _sheet.Days.Select(d => Cell(staff, d, place))];
            var isOwn = person?.HomeUnit == _sheet.Task.Unit.Id;
            return new SheetRow(
                id, staff, name, role, place, person, cells, cells.Sum(c => c.Shift?.Hours ?? 0), isOwn ? UnitRosterJudge.ContractMinutes(_sheet.Task, person!) / 60.0 : null);
        }

        private SheetCell Cell(StaffId staff, DateOnly day, string? place)
        {
            var shifts = _shifts[(staff, day, place)].ToList();
            var shift = shifts.FirstOrDefault();
            var wish = place is null ? _sheet.Task.Wishes.FirstOrDefault(w => w.Staff == staff && w.Day == day) : null;
            var works = wish is not null && shift is not null && (wish.Shift is null || wish.Shift == shift.Shift);
            var changed = _sheet.Draft is not null && !_sheet.Known.IsEmpty && _known[(staff, day, place)].FirstOrDefault()?.Shift != shift?.Shift;
            return new SheetCell(
                day, shift, Math.Max(0, shifts.Count - 1), place is null ? AwayOf(staff, day) : Away.No, wish, wish is null ? null : works == wish.On,
                place is null || shift is not null ? [.. _breaches[(staff, day)]] : [], changed);
        }

        private Away AwayOf(StaffId staff, DateOnly day) =>
            !_sheet.Task.IsAbsent(staff, day) ? Away.No : _sheet.Task.IsOnLeave(staff, day) ? Away.OnLeave : Away.Sick;

        private static (StaffId, DateOnly, string?) KeyOf(RosteredShift shift) => (shift.Staff, shift.Day, shift.Kind == ShiftKind.Agency ? shift.Shift : null);
    }
}
