using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MedMgr.Ops.Domain;

namespace MedMgr.Ops.Drills.Http;

internal sealed record PaceBody([property: Range(DrillOrder.PaceMin, DrillOrder.PaceMax), Description("Drill minutes in a minute.")] double Pace);

internal sealed record JumpBody(
    [property: Description("A moment of the drill, later than now.")] DateTimeOffset? To = null,
    [property: Range(0.01, 336), Description("Instead of a moment: so many hours from now.")] double? Hours = null);

internal sealed record InjectBody(
    [property: Description("staff-sick (unit, nurses, hours), ward-closed (unit, hours, reason), bus-crash (patients, withinMinutes), ehr-feed-down (minutes) or oxygen-short (unit, beds, hours, capability).")]
    string Kind,
    UnitId? Unit = null,
    int? Nurses = null,
    double? Hours = null,
    double? Minutes = null,
    string? Reason = null,
    int? Patients = null,
    double? WithinMinutes = null,
    string? Capability = null,
    int? Beds = null,
    [property: Description("When; now if left out.")] DateTimeOffset? At = null);

internal sealed record ObjectiveBody(
    string Id,
    string Title,
    string Capability,
    [property: Description("A figure of the drill, as the report names them: boarding.over4h.")] string Measure,
    [property: Description("The figure may be no larger.")] double? AtMost = null,
    [property: Description("The figure may be no larger than so many times that of the greedy control run; with atMost the larger limit holds.")] double? TimesControl = null,
    string? AssignedTo = null);

internal sealed record AssessmentBody([property: Description("P, S, M or U, as in HSEEP.")] string Rating, string? Comment = null);

internal sealed record ImprovementBody(string Capability, string Issue, string Action, string? Owner = null, DateOnly? Due = null);
