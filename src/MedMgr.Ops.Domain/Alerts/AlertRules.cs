using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Serialization;
using MedMgr.Ops.Domain.Alerts.Rules;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Domain.Alerts;

/// <summary>All rules that raise alerts, and the list that a wall shows.</summary>
public static class AlertRules
{
    /// <summary>A person who takes an alert keeps it for a shift; what still stands then asks for an owner again.</summary>
    public const int TakenForHours = 12;

    private static readonly ImmutableArray<AlertRule> All =
    [
        new BoardingTooLong(), new EdCrowded(), new OverStaffedCapacity(), new NoCriticalBed(), new NoNegativePressureBed(), new OccupancyHigh(),
        new CleaningOverdue(), new DischargeOverdue(), new ReservationOverdue(), new BlockedTooLong(), new DiscrepancyOpen(), new MessageQuarantined(),
        new SurgeLevelChanged(),
    ];

    private static readonly ImmutableDictionary<AlertKind, string> Names = Enum.GetValues<AlertKind>().ToImmutableDictionary(
        kind => kind, kind => typeof(AlertKind).GetField(kind.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()!.Name);

    /// <summary>The name of a kind in files, ids and JSON.</summary>
    public static string NameOf(AlertKind kind) => Names[kind];

    /// <summary>The role that is to see to a kind where the hospital's file names none.</summary>
    public static string OwnerByDefault(AlertKind kind) => All.Single(r => r.Kind == kind).OwnerByDefault;

    /// <summary>What stands now: the most severe first, then the oldest.</summary>
    public static ImmutableArray<Alert> Look(Situation situation, ImmutableArray<AlertOwner> owners, IReadOnlyDictionary<string, AlertTaken> taken) =>
    [
        .. from rule in All
           from finding in rule.Look(situation)
           let id = finding.Subject is { } subject ? $"{Names[rule.Kind]}:{subject}" : Names[rule.Kind]
           let hold = TakenWithinTheShift(taken.GetValueOrDefault(id), situation.Now)
           orderby finding.Severity descending, finding.Since, id
           select new Alert(
               id, rule.Kind, finding.Severity, finding.Since, finding.Says, finding.Unit, finding.Bed,
               owners.FirstOrDefault(o => o.Kind == rule.Kind)?.Role ?? rule.OwnerByDefault, hold?.By, hold?.At),
    ];

    private static AlertTaken? TakenWithinTheShift(AlertTaken? taken, DateTimeOffset now) =>
        taken is not null && now - taken.At < TimeSpan.FromHours(TakenForHours) ? taken : null;
}
