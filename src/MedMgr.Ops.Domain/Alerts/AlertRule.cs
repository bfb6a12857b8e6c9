using System.Collections.Immutable;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Discrepancies;

namespace MedMgr.Ops.Domain.Alerts;

/// <summary>What the rules look at: the board at one moment.</summary>
/// <param name="OldestQuarantined">Null when no message is in quarantine.</param>
/// <param name="SurgeChange">The last one; null before the first.</param>
/// <param name="Trend">Oldest first.</param>
public sealed record Situation(
    DateTimeOffset Now,
    HospitalMap Map,
    AlertThresholds Thresholds,
    ImmutableArray<UnitBoard> Units,
    ImmutableArray<WaitingView> Waiting,
    CrowdingView Crowding,
    ImmutableArray<Discrepancy> Discrepancies,
    int Quarantined,
    DateTimeOffset? OldestQuarantined,
    SurgeChange? SurgeChange,
    ImmutableArray<TrendSample> Trend)
{
    /// <summary>Since when something holds that no event marks: at the latest since the last sample.</summary>
    public DateTimeOffset LastSample => Trend.IsEmpty ? Now : Trend[^1].At;

    public IEnumerable<(UnitBoard Unit, BedView Bed)> Beds => Units.SelectMany(u => u.Beds, (u, b) => (u, b));

    public bool OlderThan(DateTimeOffset? since, TimeSpan limit) => since is { } from && Now - from > limit;
}

/// <summary>What a rule has found, before the hospital has named an owner.</summary>
/// <param name="Subject">Unit, bed or discrepancy that it is about; null where there is one for the whole hospital.</param>
internal sealed record Finding(string? Subject, AlertSeverity Severity, DateTimeOffset Since, string Says, UnitId? Unit = null, BedId? Bed = null);

/// <summary>One reason to call somebody: a pure function from a situation to what it finds.</summary>
internal abstract class AlertRule(AlertKind kind, string ownerByDefault)
{
    public AlertKind Kind => kind;

    /// <summary>Unless the hospital's file names another role.</summary>
    public string OwnerByDefault => ownerByDefault;

    public abstract IEnumerable<Finding> Look(Situation situation);

    protected static string Count(int n, string one, string many) => n == 1 ? $"1 {one}" : $"{n} {many}";

    protected static string Span(TimeSpan limit) => limit.TotalMinutes % 60 == 0 ? $"{limit.TotalHours:0} h" : $"{limit.TotalMinutes:0} min";
}
