using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Grains;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;
using MedMgr.Ops.RosterPages;
using MedMgr.Ops.RosterPages.Sheets;

namespace MedMgr.Ops.Rosters.Drafts;

/// <summary>Rosters and drafts as the pages read them.</summary>
internal sealed class RosterBook(HospitalDirectory directory, HospitalRosters rosters, RosterDrafting drafting) : IRosterBook
{
    private const int DaysAhead = 28;
    private const string NoDemand = "not known";

    public ImmutableArray<HospitalMap> Hospitals => [.. directory.Hospitals.OrderBy(h => h.Value, StringComparer.Ordinal).Select(directory.Get)];

    public async Task<ImmutableArray<UnitStanding>> StandingsAsync(HospitalMap hospital)
    {
        var published = await rosters.Published(hospital);
        var today = Today(hospital);
        return
        [
            .. from unit in hospital.Definition.Units
               let nurses = hospital.Definition.Staff.Count(s => s.HomeUnit == unit.Id && PublicationRules.PlannedRoles.Contains(s.Role))
               where nurses > 0
               select Standing(hospital, unit, nurses, published, today),
        ];
    }

    public async Task<RosterSheet?> SheetAsync(HospitalMap hospital, UnitDefinition unit, string? draft, DateOnly? on)
    {
        ImmutableArray<RosterDraft> drafts = drafting.Of(hospital.Definition.Id, unit.Id);
        var published = await rosters.Published(hospital);
        if (draft is null)
        {
            return Published(hospital, unit, published, on, drafts);
        }

        return drafts.FirstOrDefault(d => d.Id == draft) is { } found ? OfDraft(await drafting.Look(hospital, found), published, drafts) : null;
    }

    public async Task<SheetState?> StateAsync(HospitalMap hospital, UnitDefinition unit, string? draft)
    {
        var version = (await rosters.Published(hospital, unit.Id)).Version;
        return draft is null ? new SheetState(version, 0, IsSearching: false)
            : drafting.Of(hospital.Definition.Id, unit.Id).FirstOrDefault(d => d.Id == draft) is { } found ? new SheetState(version, found.Revision, found.State == DraftState.Searching)
            : null;
    }

    private RosterSheet Published(
        HospitalMap hospital, UnitDefinition unit, ImmutableDictionary<UnitId, RosterState> published, DateOnly? on, ImmutableArray<RosterDraft> drafts)
    {
        var (state, today) = (published[unit.Id], Today(hospital));
        var day = on ?? today;
        var roster = state.Rosters.FirstOrDefault(r => r.Rules(day)) ?? state.Rosters.FirstOrDefault(r => r.From > day) ?? state.Rosters.LastOrDefault();
        var terms = roster is null ? null : drafting.TermsOf(hospital.Definition.Id, unit.Id, roster);
        var task = TaskOf(hospital, unit, roster, terms, published, today);
        var judge = roster is null ? null : new UnitRosterJudge(task);
        return new RosterSheet(
            task, terms is not null, roster?.Shifts ?? [], judge, judge?.Judge(roster!.Shifts), [], [], state, roster, Draft: null, [.. drafts.Select(d => Face(d, state))], today);
    }

    private RosterSheet OfDraft(DraftView view, ImmutableDictionary<UnitId, RosterState> published, ImmutableArray<RosterDraft> drafts)
    {
        var draft = view.Draft;
        var unit = view.Hospital.Unit(draft.Unit)!;
        var task = draft.Terms is null ? EmptyTask(view.Hospital, unit, draft.From, draft.Days, published) : draft.TaskOf(view.Hospital, published);
        return new RosterSheet(
            task, draft.Terms is not null, draft.Shifts, view.Judge, view.Judgement, draft.Known, view.Changes, view.State, Published: null, Face(draft, view.State),
            [.. drafts.Select(d => Face(d, view.State))], Today(view.Hospital));
    }

    private UnitStanding Standing(HospitalMap hospital, UnitDefinition unit, int nurses, ImmutableDictionary<UnitId, RosterState> published, DateOnly today)
    {
        var state = published[unit.Id];
        ImmutableArray<DateOnly> ahead = [.. Enumerable.Range(0, DaysAhead).Select(today.AddDays)];
        var ruled = ahead.Count(d => state.Rosters.Any(r => r.Rules(d)));
        var until = state.Rosters.Any(r => r.Rules(today)) ? today : (DateOnly?)null;
        while (until is { } last && state.Rosters.Any(r => r.Rules(last.AddDays(1))))
        {
            until = last.AddDays(1);
        }

        var judged = state.Rosters.Where(r => r.Until > today).Select(r => (Roster: r, Terms: drafting.TermsOf(hospital.Definition.Id, unit.Id, r))).ToList();
        var judgements = judged.Select(j => new UnitRosterJudge(TaskOf(hospital, unit, j.Roster, j.Terms, published, today)).Judge(j.Roster.Shifts)).ToList();
        return new UnitStanding(
            unit, nurses, until, DaysAhead - ruled, judgements.Sum(j => j.Breaches.Length),
            judged.Count == 0 || judged.Any(j => j.Terms is null) ? null : judgements.Sum(j => j.Cover.Where(c => c.Need.Day >= today).Sum(c => c.Missing)),
            drafting.Of(hospital.Definition.Id, unit.Id).Length);
    }

    private static UnitRosterTask TaskOf(
        HospitalMap hospital, UnitDefinition unit, PublishedRoster? roster, RosterTerms? terms, ImmutableDictionary<UnitId, RosterState> published, DateOnly today)
    {
        var from = roster?.From ?? today;
        var task = EmptyTask(hospital, unit, from, roster is null ? 7 : roster.Until.DayNumber - from.DayNumber, published);
        // What was published over in part keeps its terms for the days that are left.
        return terms is null ? task : task with
        {
            Demand = terms.Demand with { Needs = [.. terms.Demand.Needs.Where(n => from <= n.Day && n.Day < from.AddDays(task.Days))] },
            Absences = terms.Absences,
            Wishes = terms.Wishes,
        };
    }

    private static UnitRosterTask EmptyTask(HospitalMap hospital, UnitDefinition unit, DateOnly from, int days, ImmutableDictionary<UnitId, RosterState> published) =>
        new(hospital, unit, from, days, new UnitDemand(NoDemand, []), [], [], published);

    private static DraftFace Face(RosterDraft draft, RosterState state) => new(
        draft.Id, draft.Kind.ToString().ToLowerInvariant(), draft.From, draft.Until, draft.State == DraftState.Searching, draft.State == DraftState.Failed ? draft.Why : null,
        draft.By, draft.ChangedAt, draft.Revision, draft.KnownVersion, draft.Found?.Status, draft.Found?.Bound,
        draft.Done.IsEmpty ? null : draft.Done[^1].Says, draft.Undone.IsEmpty ? null : draft.Undone[^1].Says, state.Version != draft.KnownVersion);

    private DateOnly Today(HospitalMap hospital) => WallClock.DayOf(TimeZoneInfo.FindSystemTimeZoneById(hospital.Definition.TimeZone), rosters.Now);
}
