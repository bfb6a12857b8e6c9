using System.Collections.Immutable;
using MedMgr.Ops.Domain.Alerts;

namespace MedMgr.Ops.Domain.Definition;

/// <summary>How a hospital wants its wall: what stands where, when it is light, from when on something is an alert and whose it is.</summary>
/// <param name="Units">Units in the order of the wall; those not named follow in the order of the definition.</param>
/// <param name="Pages">What a rotating wall shows, in order; at least one.</param>
/// <param name="RotateSeconds">How long a rotating wall stays on a page; 5 to 3,600.</param>
/// <param name="LightFrom">Local time from which the wall is light.</param>
/// <param name="LightUntil">Local time from which it is dark again.</param>
/// <param name="Owners">Roles that differ from those that <see cref="AlertRules"/> name.</param>
/// <param name="Flow">Columns of the flow map from left to right. Empty: by level of care.</param>
public sealed record WallDefinition(
    ImmutableArray<UnitId> Units,
    ImmutableArray<PageOnWall> Pages,
    int RotateSeconds,
    TimeOnly LightFrom,
    TimeOnly LightUntil,
    AlertThresholds Thresholds,
    ImmutableArray<AlertOwner> Owners,
    ImmutableArray<FlowColumn> Flow)
{
    /// <summary>Of a hospital whose definition says nothing about its wall.</summary>
    public static readonly WallDefinition Default = new(
        [], [new(WallPageKind.Overview, null), new(WallPageKind.Flow, null)], 30, new TimeOnly(7, 0), new TimeOnly(19, 0), AlertThresholds.Default, [], []);
}

/// <summary>A page of the wall.</summary>
public enum WallPageKind { Overview, Flow, Unit }

/// <param name="Unit">Of a page that shows one unit; null for the others.</param>
public sealed record PageOnWall(WallPageKind Kind, UnitId? Unit);

/// <param name="Role">Who is to see to alerts of this kind, as the hospital calls them.</param>
public sealed record AlertOwner(AlertKind Kind, string Role);

/// <param name="Name">Heading of the column.</param>
public sealed record FlowColumn(string Name, ImmutableArray<UnitId> Units);

/// <summary>From when on something is an alert. The last word of each name is its unit.</summary>
/// <param name="BoardingWarningHours">Joint Commission LD.04.03.11 recommends that nobody boards longer than 4 hours.</param>
/// <param name="CleaningMinutes">A bed that has been dirty, or in cleaning, for longer is overdue.</param>
/// <param name="DischargeMinutes">After the expected time.</param>
/// <param name="DischargeOrderMinutes">After the order, for a patient who has not left.</param>
/// <param name="ReservedMinutes">A place that is kept for longer and not taken.</param>
/// <param name="OccupancyPercent">Occupied of staffed beds.</param>
/// <param name="NedocsWarning">Points; above 140 is severely overcrowded.</param>
/// <param name="NedocsCritical">Points; above 180 is a disaster.</param>
/// <param name="SurgeChangeMinutes">How long a change of the surge level is told.</param>
/// <param name="FlowHours">How far back the flow map counts moves; at most <see cref="FlowHoursMax"/>.</param>
public sealed record AlertThresholds(
    int BoardingWarningHours,
    int BoardingCriticalHours,
    int CleaningMinutes,
    int DischargeMinutes,
    int DischargeOrderMinutes,
    int ReservedMinutes,
    int BlockedHours,
    int OccupancyPercent,
    int NedocsWarning,
    int NedocsCritical,
    int SurgeChangeMinutes,
    int FlowHours)
{
    /// <summary>The board keeps moves for so long.</summary>
    public const int FlowHoursMax = 12;

    public static readonly AlertThresholds Default = new(
        BoardingWarningHours: 4, BoardingCriticalHours: 8, CleaningMinutes: 60, DischargeMinutes: 60, DischargeOrderMinutes: 120, ReservedMinutes: 120,
        BlockedHours: 24, OccupancyPercent: 95, NedocsWarning: 140, NedocsCritical: 180, SurgeChangeMinutes: 60, FlowHours: 4);
}
