using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Optimizer.Rostering;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;
using MedMgr.Ops.Rosters.Drafts;

namespace MedMgr.Ops.Rosters.Http;

[Description("How the draft begins: exactly one of the three.")]
internal sealed record DraftBody(
    [property: Description("A new roster is searched for.")] PlanRosterBody? Plan = null,
    [property: Description("The published roster is repaired around those who are away.")] RepairBody? Repair = null,
    [property: Description("The published roster is copied, to be changed by hand.")] CopyBody? Copy = null);

internal sealed record CopyBody([property: Description("A day of the roster meant; the one in force, or the next one, if left out.")] DateOnly? On = null);

internal sealed record EditBody(
    [property: Description("Of an agency's place its name, AGENCY-1.")] StaffId Staff,
    DateOnly Date,
    [property: Description("Code of the shift; off if left out.")] string? Shift = null,
    [property: Description("Only of an agency's place: the shift that it is one of.")] string? Place = null,
    [property: Description("Puts the person in charge of the shift.")] bool? Charge = null);

internal sealed record StepBody([property: Description("The revision that was looked at: of another one nothing is undone or done again.")] int Revision);

internal sealed record PublishDraftBody(
    [property: Description("Kept with the roster.")] string? Why = null,
    [property: Description("The version of the unit's rosters that was looked at, as the draft or getRoster has it; the draft's own if left out.")] string? Knowing = null,
    OverrideBody? Override = null);

/// <summary>A draft as programs get it.</summary>
/// <param name="Until">Last day.</param>
/// <param name="IsOutdated">Somebody has published or withdrawn since it was begun: publish it knowing <paramref name="Version"/>.</param>
/// <param name="Version">Of the unit's published rosters now.</param>
/// <param name="Objective">Sum of the soft costs as the draft is now.</param>
/// <param name="Breaches">Broken hard rules, those that stop publication first.</param>
/// <param name="Changes">Against what was published when it was begun.</param>
/// <param name="Undo">What the next undo takes back; null when there is nothing.</param>
internal sealed record DraftAnswer(
    string Id,
    HospitalId Hospital,
    UnitId Unit,
    DateOnly From,
    DateOnly Until,
    DraftKind Kind,
    DraftState State,
    string? Why,
    string By,
    DateTimeOffset ChangedAt,
    int Revision,
    string KnownVersion,
    string Version,
    bool IsOutdated,
    DraftFinding? Found,
    ImmutableArray<ShiftLine> Shifts,
    ImmutableArray<UnitRosterBreach> Breaches,
    long Objective,
    ImmutableSortedDictionary<string, long> SoftCosts,
    CostLines? Cost,
    DemandLines? Demand,
    ImmutableArray<ChangeLine> Changes,
    string? Undo,
    string? Redo)
{
    public static DraftAnswer Of(DraftView view)
    {
        var (draft, judgement) = (view.Draft, view.Judgement);
        var unit = view.Hospital.Unit(draft.Unit)!;
        return new DraftAnswer(
            draft.Id, draft.Hospital, draft.Unit, draft.From, draft.Until, draft.Kind, draft.State, draft.Why, draft.By, draft.ChangedAt, draft.Revision,
            draft.KnownVersion, view.State.Version, view.IsOutdated, draft.Found,
            [.. draft.Shifts.Select(s => ShiftLine.Of(view.Hospital, unit.Id, s))],
            judgement?.Breaches ?? [],
            judgement?.Objective ?? 0,
            (judgement?.SoftCosts ?? []).ToImmutableSortedDictionary(c => c.Rule, c => c.Cost, StringComparer.Ordinal),
            judgement is null ? null : CostLines.Of(judgement.Bill),
            judgement is null ? null : new DemandLines(draft.Terms!.Demand.Source, view.Hospital.Definition.RosterPolicy.DemandPercentile, [.. judgement.Cover.Select(DemandLine.Of)]),
            [.. view.Changes.Select(ChangeLine.Of)],
            draft.Done.IsEmpty ? null : draft.Done[^1].Says,
            draft.Undone.IsEmpty ? null : draft.Undone[^1].Says);
    }
}

/// <summary>A draft in the list of a unit's.</summary>
internal sealed record DraftLine(string Id, DateOnly From, DateOnly Until, DraftKind Kind, DraftState State, string By, DateTimeOffset ChangedAt, int Revision)
{
    public static DraftLine Of(RosterDraft draft) => new(draft.Id, draft.From, draft.Until, draft.Kind, draft.State, draft.By, draft.ChangedAt, draft.Revision);
}
