using System.Globalization;
using System.Text;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;

namespace MedMgr.Ops.Optimizer.Rostering.UnitRosters.Formats;

/// <summary>Rosters as iCalendar (RFC 5545): one event a shift, in UTC, so that no calendar needs the house's time zone.</summary>
/// <remarks>What a calendar has no property for (who, which shift, how it is filled, in charge) stands in X-MEDMGR properties, so that an export can be read back.</remarks>
public static class RosterCalendar
{
    internal const string StaffProperty = "X-MEDMGR-STAFF";
    internal const string ShiftProperty = "X-MEDMGR-SHIFT";
    internal const string KindProperty = "X-MEDMGR-KIND";
    internal const string ChargeProperty = "X-MEDMGR-CHARGE";
    internal const string UtcFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <param name="stamp">When the calendar is made (DTSTAMP).</param>
    /// <param name="person">Only this person's shifts; null for everybody's.</param>
    public static string Write(HospitalMap hospital, UnitDefinition unit, IEnumerable<RosteredShift> shifts, DateTimeOffset stamp, StaffId? person = null)
    {
        var calendar = new StringBuilder();
        void Line(string line) => ContentLines.Append(calendar, line);
        Line("BEGIN:VCALENDAR");
        Line("VERSION:2.0");
        Line("PRODID:-//MedMgr.Ops//Rosters//EN");
        Line("CALSCALE:GREGORIAN");
        Line("METHOD:PUBLISH");
        Line($"X-WR-CALNAME:{ContentLines.Escape(person is { } one ? $"{NameOf(hospital, one)}, {unit.Name}" : unit.Name)}");
        foreach (var shift in shifts.Where(s => person is null || s.Staff == person))
        {
            Line("BEGIN:VEVENT");
            Line($"UID:{ContentLines.Escape($"{hospital.Definition.Id}-{unit.Id}-{shift.Staff}-{Utc(shift.Start)}@medmgr.ops")}");
            Line($"DTSTAMP:{Utc(stamp)}");
            Line($"DTSTART:{Utc(shift.Start)}");
            Line($"DTEND:{Utc(shift.End)}");
            Line($"SUMMARY:{ContentLines.Escape(Summary(hospital, unit, shift, person is null))}");
            Line($"LOCATION:{ContentLines.Escape($"{unit.Name}, {hospital.Definition.Name}")}");
            Line($"CATEGORIES:{ContentLines.Escape(ShiftKinds.NameOf(shift.Kind))}");
            Line($"{StaffProperty}:{ContentLines.Escape(shift.Staff.Value)}");
            Line($"{ShiftProperty}:{ContentLines.Escape(shift.Shift)}");
            Line($"{KindProperty}:{ShiftKinds.NameOf(shift.Kind)}");
            Line($"{ChargeProperty}:{(shift.Charge ? "TRUE" : "FALSE")}");
            Line("END:VEVENT");
        }

        Line("END:VCALENDAR");
        return calendar.ToString();
    }

    private static string Summary(HospitalMap hospital, UnitDefinition unit, RosteredShift shift, bool withName)
    {
        var type = hospital.Definition.RosterPolicy.ShiftsOf(unit.Id).FirstOrDefault(t => t.Code == shift.Shift)?.Name ?? shift.Shift;
        var what = $"{unit.Id} {type}{(shift.Charge ? ", in charge" : "")}{(shift.Kind == ShiftKind.Own ? "" : $" ({ShiftKinds.NameOf(shift.Kind)})")}";
        return withName ? $"{what}: {NameOf(hospital, shift.Staff)}" : what;
    }

    private static string NameOf(HospitalMap hospital, StaffId staff) => hospital.Staff(staff)?.Name ?? staff.Value;

    private static string Utc(DateTimeOffset moment) => moment.UtcDateTime.ToString(UtcFormat, CultureInfo.InvariantCulture);
}
