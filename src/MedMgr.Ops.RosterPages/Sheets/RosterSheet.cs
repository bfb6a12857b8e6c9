using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Optimizer.Rostering;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;

namespace MedMgr.Ops.RosterPages.Sheets;

/// <summary>A roster as the page of a unit shows it: a published one, or a draft.</summary>
/// <param name="Task">Days, demand, absences and requests of the roster.</param>
/// <param name="HasDemand">False where nobody knows for how many patients it was made: then the demand of the task is empty.</param>
/// <param name="Judge">Null, as the judgement, while there is nothing to judge.</param>
/// <param name="Known">What people know of these days; empty when nothing was published.</param>
/// <param name="Changes">Against what people know.</param>
/// <param name="State">Of the unit's published rosters.</param>
/// <param name="Published">The roster that is shown; null for a draft, and where nothing is published.</param>
/// <param name="Draft">Null for a published roster.</param>
/// <param name="Drafts">All of the unit, the latest change first.</param>
/// <param name="Today">By the clocks of the house.</param>
public sealed record RosterSheet(
    UnitRosterTask Task,
    bool HasDemand,
    ImmutableArray<RosteredShift> Shifts,
    UnitRosterJudge? Judge,
    UnitRosterJudgement? Judgement,
    ImmutableArray<RosteredShift> Known,
    ImmutableArray<RosterChange> Changes,
    RosterState State,
    PublishedRoster? Published,
    DraftFace? Draft,
    ImmutableArray<DraftFace> Drafts,
    DateOnly Today)
{
    public bool IsEmpty => Published is null && Draft is null;

    /// <summary>There is a roster to look at: not while it is searched for, and not when none was found.</summary>
    public bool HasRoster => Judgement is not null && !IsEmpty && Draft is not { IsSearching: true } && Draft?.Why is null;

    public bool MayEdit => HasRoster && Draft is not null;

    public DateOnly Until => Task.From.AddDays(Task.Days - 1);

    public ImmutableArray<DateOnly> Days => [.. Enumerable.Range(0, Task.Days).Select(Task.From.AddDays)];

    public ImmutableArray<UnitRosterBreach> BreachesOf(StaffId? staff, DateOnly day) => [.. (Judgement?.Breaches ?? []).Where(b => b.Staff == staff && b.Day == day)];
}

/// <summary>What a page says of a draft.</summary>
/// <param name="Made">"plan", "repair", "copy" or "file".</param>
/// <param name="Why">Why there is no roster; null when there is one or may come.</param>
/// <param name="Bound">No roster of these terms costs less; null when nothing was proven.</param>
/// <param name="Undo">What the next undo takes back.</param>
/// <param name="IsOutdated">Somebody has published or withdrawn since it was begun.</param>
public sealed record DraftFace(
    string Id, string Made, DateOnly From, DateOnly Until, bool IsSearching, string? Why, string By, DateTimeOffset ChangedAt, int Revision, string KnownVersion,
    RosterStatus? Status, long? Bound, string? Undo, string? Redo, bool IsOutdated);
