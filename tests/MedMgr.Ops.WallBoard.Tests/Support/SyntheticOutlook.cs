using MedMgr.Ops.Domain;
using MedMgr.Ops.WallBoard.Live;

namespace MedMgr.Ops.WallBoard.Tests.Support;

/// <summary>An outlook whose fan opens, whose middle follows the day and passes the staffed beds by night.</summary>
internal sealed class SyntheticOutlook(DateTimeOffset? from = null) : IOutlooks
{
    private readonly Outlook _outlook = Make(from ?? SyntheticHospital.Now.AddMinutes(-3));

    public Outlook? Of(HospitalId hospital) => _outlook;

    public static Outlook Make(DateTimeOffset from) => new(from, [.. Enumerable.Range(1, 48).Select(hour =>
    {
        var middle = 333 + (int)Math.Round(hour * 0.75 + 9 * Math.Sin(hour * Math.PI / 12));
        var half = (int)Math.Round(3.5 * Math.Sqrt(hour));
        var staffed = hour % 24 is > 9 and < 22 ? 352 : 379;
        return new OutlookHour(from.AddHours(hour), new Spread(middle - half, middle, middle + half), new Spread(12, 19, 27), staffed);
    })]);
}
