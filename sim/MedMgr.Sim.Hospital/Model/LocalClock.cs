namespace MedMgr.Sim.Hospital.Model;

/// <summary>Simulated hours from a beginning, as the clock on the hospital's wall shows them.</summary>
/// <remarks>Tabulated by the hour, so that a change of the clocks is met where it happens. Immutable, shared by all replications.</remarks>
internal sealed class LocalClock
{
    private readonly DateTimeOffset _begin;
    private readonly byte[] _hourOfDay;
    private readonly int[] _dayNumber;
    private readonly double _pastTheHour;

    /// <param name="begin">Hour 0. Where it is no full hour by the clock on the wall, simulated hours go on beginning so many minutes past.</param>
    public LocalClock(TimeZoneInfo zone, DateTimeOffset begin, int hours)
    {
        _begin = begin;
        Hours = hours;
        _pastTheHour = TimeZoneInfo.ConvertTime(begin, zone).TimeOfDay.TotalHours % 1.0;
        _hourOfDay = new byte[hours + 49];
        _dayNumber = new int[hours + 49];
        for (var hour = 0; hour < _hourOfDay.Length; hour++)
        {
            var local = TimeZoneInfo.ConvertTime(begin.AddHours(hour), zone).DateTime;
            _hourOfDay[hour] = (byte)local.Hour;
            _dayNumber[hour] = DateOnly.FromDateTime(local).DayNumber;
        }
    }

    /// <summary>Whole hours that are simulated.</summary>
    public int Hours { get; }

    public DateTimeOffset At(double time) => _begin.AddTicks((long)(time * TimeSpan.TicksPerHour));

    public double TimeOf(DateTimeOffset instant) => (instant - _begin).TotalHours;

    public int HourOfDay(int hour) => _hourOfDay[hour];

    /// <summary>Monday is 0.</summary>
    public int Weekday(int hour) => ((int)DateOnly.FromDayNumber(_dayNumber[hour]).DayOfWeek + 6) % 7;

    public int DayNumber(int hour) => _dayNumber[hour];

    /// <summary>The hour 0:00 of the local day that this time lies in (before the beginning: negative).</summary>
    public double Midnight(double time)
    {
        var last = _hourOfDay.Length - 1;
        var hour = (int)Math.Min(time, last);
        var midnight = hour - _hourOfDay[hour] - _pastTheHour;

        // Beyond the table only the day matters, and that it is a later one.
        return hour < last ? midnight : midnight + (24.0 * Math.Floor((time - midnight) / 24.0));
    }
}
