using System.Globalization;

namespace MedMgr.Ops.Hl7.Messages;

/// <summary>How much of a time stamp was sent.</summary>
public enum TimestampPrecision
{
    /// <summary><c>YYYY</c></summary>
    Year,

    /// <summary><c>YYYYMM</c></summary>
    Month,

    /// <summary><c>YYYYMMDD</c></summary>
    Day,

    /// <summary><c>YYYYMMDDHH</c></summary>
    Hour,

    /// <summary><c>YYYYMMDDHHMM</c></summary>
    Minute,

    /// <summary><c>YYYYMMDDHHMMSS</c></summary>
    Second,

    /// <summary><c>YYYYMMDDHHMMSS.S[S[S[S]]]</c></summary>
    Fraction,
}

/// <summary>An HL7 time stamp: <c>YYYY[MM[DD[HH[MM[SS[.S[S[S[S]]]]]]]]][+/-ZZZZ]</c>.</summary>
/// <param name="Local">What the sender's clock showed; parts that were not sent are the smallest possible. Years 1800 to 2299.</param>
/// <param name="Offset">From UTC, where the stamp carries one.</param>
/// <param name="Precision">How much was sent.</param>
public readonly record struct Hl7Timestamp(DateTime Local, TimeSpan? Offset, TimestampPrecision Precision)
{
    private const int FirstYear = 1800;
    private const int LastYear = 2299;

    /// <summary>The instant; a stamp without an offset is taken as wall time of <paramref name="zone"/>.</summary>
    /// <remarks>The hour that a zone repeats in autumn is taken as its standard time, the hour it skips in spring likewise.</remarks>
    public DateTimeOffset In(TimeZoneInfo zone) => new(Local, Offset ?? zone.GetUtcOffset(Local));

    /// <summary>Reads a stamp; false for anything that is no calendar time.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Hl7Timestamp timestamp)
    {
        timestamp = default;
        text = text.Trim();
        int sign = text.IndexOfAny('+', '-');
        TimeSpan? offset = null;
        if (sign >= 0)
        {
            if (!TryOffset(text[sign..], out TimeSpan parsed))
                return false;
            offset = parsed;
            text = text[..sign];
        }

        int point = text.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? text : text[..point];
        if (!TryWhole(whole, out DateTime local))
            return false;
        var precision = (TimestampPrecision)((whole.Length - 4) / 2);
        if (point >= 0)
        {
            if (precision != TimestampPrecision.Second || !TryFraction(text[(point + 1)..], out long ticks))
                return false;
            local = local.AddTicks(ticks);
            precision = TimestampPrecision.Fraction;
        }

        timestamp = new Hl7Timestamp(local, offset, precision);
        return true;
    }

    /// <summary>To the second with its offset, as MSH-7 is written.</summary>
    public static string Format(DateTimeOffset time) =>
        time.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) + time.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", string.Empty, StringComparison.Ordinal);

    private static bool TryWhole(ReadOnlySpan<char> digits, out DateTime local)
    {
        local = default;
        if (digits.Length is < 4 or > 14 || digits.Length % 2 != 0)
            return false;
        foreach (char c in digits)
        {
            if (!char.IsAsciiDigit(c))
                return false;
        }

        int year = (Two(digits, 0) * 100) + Two(digits, 2);
        int month = digits.Length >= 6 ? Two(digits, 4) : 1;
        int day = digits.Length >= 8 ? Two(digits, 6) : 1;
        int hour = digits.Length >= 10 ? Two(digits, 8) : 0;
        int minute = digits.Length >= 12 ? Two(digits, 10) : 0;
        int second = digits.Length >= 14 ? Two(digits, 12) : 0;
        if (year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return false;
        local = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified);
        return true;
    }

    private static bool TryFraction(ReadOnlySpan<char> digits, out long ticks)
    {
        ticks = 0;
        if (digits.Length is < 1 or > 7)
            return false;
        long unit = TimeSpan.TicksPerSecond;
        foreach (char c in digits)
        {
            if (!char.IsAsciiDigit(c))
                return false;
            unit /= 10;
            ticks += unit * (c - '0');
        }

        return true;
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = default;
        if (text.Length != 5 || text[1..].ContainsAnyExceptInRange('0', '9'))
            return false;
        int hours = Two(text, 1);
        int minutes = Two(text, 3);
        if (hours > 14 || minutes > 59 || (hours == 14 && minutes > 0))
            return false;
        offset = new TimeSpan(hours, minutes, 0);
        if (text[0] == '-')
            offset = -offset;
        return true;
    }

    private static int Two(ReadOnlySpan<char> digits, int at) => ((digits[at] - '0') * 10) + (digits[at + 1] - '0');
}
