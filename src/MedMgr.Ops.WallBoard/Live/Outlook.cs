using System.Collections.Immutable;
using MedMgr.Ops.Domain;

namespace MedMgr.Ops.WallBoard.Live;

/// <summary>Where something will lie: 9 of 10 times between <paramref name="Low"/> and <paramref name="High"/>, half of the time up to <paramref name="Middle"/>.</summary>
/// <param name="Low">5th percentile.</param>
/// <param name="Middle">Median.</param>
/// <param name="High">95th percentile.</param>
public readonly record struct Spread(int Low, int Middle, int High);

/// <param name="Occupied">Occupied beds.</param>
/// <param name="Boarders">Patients.</param>
/// <param name="Staffed">Beds that the nurses planned for then may care for.</param>
public sealed record OutlookHour(DateTimeOffset At, Spread Occupied, Spread Boarders, int Staffed);

/// <summary>What the next hours may bring, as somebody has forecast it.</summary>
/// <param name="From">The moment of the board that it starts from.</param>
/// <param name="Hours">From + 1 h, From + 2 h, ...</param>
public sealed record Outlook(DateTimeOffset From, ImmutableArray<OutlookHour> Hours)
{
    /// <summary>The hours ahead that the wall names.</summary>
    public static readonly ImmutableArray<int> Horizons = [4, 12, 24, 48];

    /// <summary>Null where the outlook does not reach so far.</summary>
    public OutlookHour? In(int hours) => hours <= Hours.Length ? Hours[hours - 1] : null;
}

/// <summary>Forecasts for walls, made elsewhere and in their own time. Asking costs nothing and waits for nobody. Safe for concurrent use.</summary>
public interface IOutlooks
{
    /// <summary>The newest; null while there is none. The same object until there is a newer one.</summary>
    Outlook? Of(HospitalId hospital);
}

/// <summary>For a host that makes no forecasts.</summary>
internal sealed class NoOutlooks : IOutlooks
{
    public Outlook? Of(HospitalId hospital) => null;
}
