using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Optimizer.Rostering;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;

namespace MedMgr.Ops.Rosters.Drafts;

/// <summary>Where a draft comes from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DraftKind>))]
internal enum DraftKind
{
    [JsonStringEnumMemberName("plan")] Plan,

    /// <summary>Of a published roster, after sick calls.</summary>
    [JsonStringEnumMemberName("repair")] Repair,

    /// <summary>A published roster, to be changed by hand.</summary>
    [JsonStringEnumMemberName("copy")] Copy,

    [JsonStringEnumMemberName("file")] File,
}

[JsonConverter(typeof(JsonStringEnumConverter<DraftState>))]
internal enum DraftState
{
    [JsonStringEnumMemberName("searching")] Searching,
    [JsonStringEnumMemberName("ready")] Ready,

    /// <summary>There is no roster, and the draft says why.</summary>
    [JsonStringEnumMemberName("failed")] Failed,
}

/// <summary>A roster in the making: kept by the server until it is published or thrown away, seen by everybody who plans the unit.</summary>
/// <param name="Key">Of the command that made it: a repeat finds it.</param>
/// <param name="By">Who began it.</param>
/// <param name="Revision">Counts changes from 1.</param>
/// <param name="Why">Of a failed one.</param>
/// <param name="KnownVersion">The unit's <see cref="RosterState.Version"/> when it was begun.</param>
/// <param name="Known">What was published for these days then: the draft's changes are told against it.</param>
/// <param name="Terms">Null while the demand is still being reckoned.</param>
/// <param name="Found">What the search said; null of drafts that were not searched for.</param>
/// <param name="Done">Edits in their order; the last is undone first.</param>
/// <param name="Undone">The last is done again first.</param>
internal sealed record RosterDraft(
    string Id,
    string Key,
    HospitalId Hospital,
    UnitId Unit,
    DateOnly From,
    int Days,
    DraftKind Kind,
    string By,
    DateTimeOffset ChangedAt,
    int Revision,
    DraftState State,
    string? Why,
    string KnownVersion,
    ImmutableArray<RosteredShift> Known,
    RosterTerms? Terms,
    DraftFinding? Found,
    ImmutableArray<RosteredShift> Shifts,
    ImmutableArray<DraftEdit> Done,
    ImmutableArray<DraftEdit> Undone)
{
    [JsonIgnore]
    public DateOnly Until => From.AddDays(Days - 1);

    /// <summary>The task that the draft answers.</summary>
    /// <exception cref="InvalidOperationException">The demand is not reckoned yet.</exception>
    public UnitRosterTask TaskOf(HospitalMap hospital, ImmutableDictionary<UnitId, RosterState> published) => Terms is { } terms
        ? new UnitRosterTask(hospital, hospital.Unit(Unit)!, From, Days, terms.Demand, terms.Absences, terms.Wishes, published)
        : throw new InvalidOperationException($"Draft {Id} has no demand yet");

    public RosterDraft With(DraftEdit edit) => this with { Shifts = edit.Apply(Shifts), Done = Done.Add(edit), Undone = [] };

    public RosterDraft Undo() => this with { Shifts = Done[^1].Revert(Shifts), Done = Done[..^1], Undone = Undone.Add(Done[^1]) };

    public RosterDraft Redo() => this with { Shifts = Undone[^1].Apply(Shifts), Done = Done.Add(Undone[^1]), Undone = Undone[..^1] };
}

/// <summary>For how many patients and around whose days off a roster was made. They are kept with what is published, so that later it can be judged and repaired by the same.</summary>
internal sealed record RosterTerms(UnitDemand Demand, ImmutableArray<Absence> Absences, ImmutableArray<Wish> Wishes);

/// <param name="Bound">Null when nothing was proven.</param>
internal sealed record DraftFinding(RosterStatus Status, long Objective, long? Bound, double Seconds);

/// <param name="Says">What was done, for people.</param>
internal sealed record DraftEdit(string By, string Says, ImmutableArray<RosteredShift> Removed, ImmutableArray<RosteredShift> Added)
{
    public static DraftEdit Between(string by, string says, ImmutableArray<RosteredShift> before, ImmutableArray<RosteredShift> after) =>
        new(by, says, [.. before.Except(after)], [.. after.Except(before)]);

    public bool IsNothing => Removed.IsEmpty && Added.IsEmpty;

    public ImmutableArray<RosteredShift> Apply(ImmutableArray<RosteredShift> shifts) => Exchange(shifts, Removed, Added);

    public ImmutableArray<RosteredShift> Revert(ImmutableArray<RosteredShift> shifts) => Exchange(shifts, Added, Removed);

    private static ImmutableArray<RosteredShift> Exchange(ImmutableArray<RosteredShift> shifts, ImmutableArray<RosteredShift> gone, ImmutableArray<RosteredShift> come) =>
        [.. shifts.Except(gone).Concat(come).OrderBy(s => s.Start).ThenBy(s => s.Kind).ThenBy(s => s.Staff.Value, StringComparer.Ordinal)];
}
