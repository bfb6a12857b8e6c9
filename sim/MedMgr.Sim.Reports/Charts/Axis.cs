namespace MedMgr.Sim.Reports.Charts;

/// <summary>Round numbers along a scale.</summary>
internal static class Axis
{
    /// <summary>From zero (or below) to beyond the greatest value, at steps of 1, 2 or 5 times a power of ten.</summary>
    public static double[] Ticks(double least, double greatest, int about = 4)
    {
        least = Math.Min(0.0, least);
        greatest = greatest > least ? greatest : least + 1.0;
        var raw = (greatest - least) / about;
        var power = Math.Pow(10.0, Math.Floor(Math.Log10(raw)));
        var step = power * (raw / power) switch { <= 1.5 => 1.0, <= 3.5 => 2.0, <= 7.5 => 5.0, _ => 10.0 };
        var first = Math.Floor(least / step);
        var last = Math.Ceiling((greatest / step) - 1e-9);
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)];
    }

    /// <summary>Midnights at which a time axis is marked: every day, second day, week, ..., so that at most <paramref name="most"/> remain.</summary>
    public static DateTimeOffset[] Days(DateTimeOffset from, DateTimeOffset to, int most)
    {
        var midnight = new DateTimeOffset(from.Date, from.Offset);
        midnight = midnight < from ? midnight.AddDays(1) : midnight;
        var days = Math.Max(0, (int)Math.Floor((to - midnight).TotalDays)) + 1;
        int[] steps = [1, 2, 7, 14, 28, 56, 91, 182, 364];
        var step = steps.FirstOrDefault(s => (days + s - 1) / s <= most, steps[^1]);
        return [.. Enumerable.Range(0, (days + step - 1) / step).Select(i => midnight.AddDays(i * step)).Where(t => t <= to)];
    }
}
