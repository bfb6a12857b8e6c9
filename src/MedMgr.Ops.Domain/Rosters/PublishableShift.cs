using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Domain.Rosters;

/// <summary>What StaffRules would refuse when the shift begins is refused when it is published.</summary>
internal static class PublishableShift
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>Of one shift by itself.</summary>
    public static Rejection? Refusal(HospitalMap hospital, UnitDefinition unit, RosteredShift shift, RosterCommand.Publish roster)
    {
        if (shift.End <= shift.Start)
        {
            return new Rejection(RejectionCode.ShiftTimes, $"The shift of {shift.Staff} on {shift.Day:yyyy-MM-dd} would end before it begins.");
        }

        if (shift.Day < roster.From || shift.Day >= roster.Until)
        {
            return new Rejection(
                RejectionCode.Invalid, $"{shift.Staff} would begin on {shift.Day:yyyy-MM-dd}, outside the days of the roster, {roster.From:yyyy-MM-dd} to {roster.Until.AddDays(-1):yyyy-MM-dd}.");
        }

        var known = hospital.Staff(shift.Staff);
        if (shift.Kind == ShiftKind.Agency)
        {
            return known is null ? null : new Rejection(RejectionCode.Invalid, $"{known.Name} ({shift.Staff}) belongs to the house and can not be sent by an agency.");
        }

        if (known is not { } person)
        {
            return new Rejection(RejectionCode.StaffUnknown, $"There is no member of staff {shift.Staff}.");
        }

        return WhoMayWork(unit, person, shift) ?? Length(hospital, person, shift, roster);
    }

    /// <summary>Of all shifts of one person, in the order of their beginnings.</summary>
    public static IEnumerable<(RosteredShift Shift, Rejection Because)> Refusals(HospitalMap hospital, IReadOnlyList<RosteredShift> shifts, RosterCommand.Publish roster)
    {
        for (var i = 0; i < shifts.Count; i++)
        {
            if (i > 0 && shifts[i].Start < shifts[i - 1].End)
            {
                yield return (shifts[i], new Rejection(
                    RejectionCode.StaffOnShift, $"{shifts[i].Staff} would work twice at once on {shifts[i].Day:yyyy-MM-dd}, {shifts[i - 1].Shift} and {shifts[i].Shift}."));
            }
            else if (roster.Override is null && shifts[i].Kind != ShiftKind.Agency && (RestTooShort(hospital, shifts, i) ?? HoursExceeded(hospital, shifts, i)) is { } refusal)
            {
                yield return (shifts[i], refusal);
            }
        }
    }

    private static Rejection? WhoMayWork(UnitDefinition unit, StaffDefinition person, RosteredShift shift)
    {
        if (!PublicationRules.PlannedRoles.Contains(person.Role))
        {
            return new Rejection(RejectionCode.Invalid, $"{person.Name} is no licensed nurse: rosters plan nurses, everybody else works by the standing pattern.");
        }

        if (person.LicenceUntil is { } until && shift.Day > until)
        {
            return new Rejection(RejectionCode.StaffLicenceExpired, $"The licence of {person.Name} ends on {until:yyyy-MM-dd}, before the shift of {shift.Day:yyyy-MM-dd}.");
        }

        return person.Skills.Contains(unit.LevelOfCare)
            ? null
            : new Rejection(RejectionCode.StaffSkillMissing, $"{person.Name} is not trained for {unit.LevelOfCare} care, which unit {unit.Id} gives.");
    }

    private static Rejection? Length(HospitalMap hospital, StaffDefinition person, RosteredShift shift, RosterCommand.Publish roster) =>
        roster.Override is null && shift.Hours > hospital.Definition.StaffingLimits.ShiftHoursMax
            ? new Rejection(
                RejectionCode.StaffHoursExceeded,
                $"The shift of {person.Name} on {shift.Day:yyyy-MM-dd} has {shift.Hours:0.#} h; at most {hospital.Definition.StaffingLimits.ShiftHoursMax} h are allowed.",
                Overridable: true)
            : null;

    private static Rejection? RestTooShort(HospitalMap hospital, IReadOnlyList<RosteredShift> shifts, int i)
    {
        var (shift, least) = (shifts[i], hospital.Definition.StaffingLimits.RestHoursMin);
        return i > 0 && shift.Start - shifts[i - 1].End is var rest && rest < TimeSpan.FromHours(least)
            ? new Rejection(
                RejectionCode.StaffRestTooShort,
                $"{shift.Staff} would begin on {shift.Start:yyyy-MM-dd HH:mm} after {rest.TotalHours:0.#} h of rest; at least {least} h are due.",
                Overridable: true)
            : null;
    }

    private static Rejection? HoursExceeded(HospitalMap hospital, IReadOnlyList<RosteredShift> shifts, int i)
    {
        var (shift, most) = (shifts[i], hospital.Definition.StaffingLimits.WeeklyHoursMax);
        var from = shift.End - Week;
        var worked = shifts.Take(i + 1).Sum(s => Math.Max(0, (s.End - (s.Start > from ? s.Start : from)).TotalHours));
        return worked > most
            ? new Rejection(
                RejectionCode.StaffHoursExceeded,
                $"{shift.Staff} would work {worked:0.#} h within the 7 days to {shift.End:yyyy-MM-dd HH:mm}; at most {most} h are allowed.",
                Overridable: true)
            : null;
    }
}
