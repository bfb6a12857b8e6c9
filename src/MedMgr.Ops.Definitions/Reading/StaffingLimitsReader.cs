using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Definitions.Reading;

internal static class StaffingLimitsReader
{
    private const int HoursOfDay = 24;
    private const int HoursOfWeek = 168;

    // Used where the file's own limits are faulty, so that patterns are not blamed for them: they forbid nothing.
    private static readonly StaffingLimits Placeholder = new(0, HoursOfDay, HoursOfWeek);

    public static StaffingLimits Read(Fields hospital, Problems problems)
    {
        if (hospital.Find("staffingLimits") is not { } field || Fields.Of(field, Shapes.StaffingLimits, problems) is not { } fields)
        {
            return Placeholder;
        }

        var rest = fields.Number("restHoursMin", 1, HoursOfDay);
        var shift = fields.Number("shiftHoursMax", 1, HoursOfDay);
        var week = fields.Number("weeklyHoursMax", 1, HoursOfWeek);
        if (week < shift)
        {
            var weekly = fields.Find("weeklyHoursMax")!.Value;
            problems.Add(weekly.At, weekly.Path, $"allows {week} hours in a week, less than the {shift} hours of one shift", "Raise weeklyHoursMax or lower shiftHoursMax.");
        }

        return new StaffingLimits(rest ?? Placeholder.RestHoursMin, shift ?? Placeholder.ShiftHoursMax, week ?? Placeholder.WeeklyHoursMax);
    }
}
