using System.Collections.Immutable;
using System.Globalization;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Grains.Contracts;
using MedMgr.Ops.Optimizer.Rostering;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;

namespace MedMgr.Ops.Rosters.Drafts;

/// <summary>What people do with drafts: begin, look at, change, publish.</summary>
internal sealed class RosterDrafting(HospitalRosters rosters, RosterDrafts drafts, DraftFolder folder)
{
    private const string Busy = "One roster is made at a time, and too many are waiting. Throw the draft away and begin anew in a minute.";

    public ImmutableArray<RosterDraft> Of(HospitalId hospital, UnitId unit) => drafts.Of(hospital, unit);

    /// <summary>A new roster for the patients that the live board leads to.</summary>
    public Task<RosterDraft?> Plan(RosterOrder order, TimeSpan limit, CommandContext by) => Begin(order, DraftKind.Plan, [], by, async search =>
        await rosters.Search(order, limit, search.Tell, search.Stopped) is { } plan ? DraftOutcome.Of(plan) : throw new ArgumentException(Busy));

    /// <summary>The published roster with few changes, around those who are away now.</summary>
    /// <param name="from">The first day on which somebody is away.</param>
    public async Task<RosterDraft?> Repair(RosterOrder order, PublishedRoster published, DateOnly from, TimeSpan limit, CommandContext by)
    {
        var kept = KeptTerms(order, published);
        var whole = kept is null ? order : order with { Absences = [.. kept.Absences, .. order.Absences], Wishes = kept.Wishes };
        return await Begin(whole, DraftKind.Repair, published.Shifts, by, async search =>
            await rosters.SearchRepair(whole, published.Shifts, from, limit, search.Tell, search.Stopped) is { } plan ? DraftOutcome.Of(plan) : throw new ArgumentException(Busy));
    }

    /// <summary>A published roster, to be changed by hand.</summary>
    public Task<RosterDraft?> Copy(RosterOrder order, PublishedRoster published, CommandContext by) =>
        Begin(order, DraftKind.Copy, published.Shifts, by, search => Reckoned(order, KeptTerms(order, published), published.Shifts, search));

    /// <summary>A roster that somebody brings.</summary>
    public Task<RosterDraft?> Bring(RosterOrder order, ImmutableArray<RosteredShift> shifts, CommandContext by) =>
        Begin(order, DraftKind.File, shifts, by, search => Reckoned(order, kept: null, shifts, search));

    public void Stop(string draft) => drafts.SearchOf(draft)?.Stop();

    public DraftSearch? SearchOf(string draft) => drafts.SearchOf(draft);

    public void Discard(string draft) => drafts.Discard(draft);

    /// <exception cref="ArgumentException">The edit is none of this roster: the message says why.</exception>
    public async Task<RosterDraft?> Edit(HospitalMap hospital, RosterDraft draft, RosterEdit edit, string by)
    {
        var task = draft.TaskOf(hospital, await rosters.Published(hospital));
        return drafts.Change(draft.Id, d =>
        {
            var done = DraftEdit.Between(by, InWords(hospital, edit), d.Shifts, edit.Apply(task, d.Shifts));
            return done.IsNothing ? d : d.With(done);
        });
    }

    /// <returns>Null when it is gone.</returns>
    public RosterDraft? Undo(string draft, int revision) => drafts.Change(draft, d => d.Revision != revision || d.Done.IsEmpty ? d : d.Undo());

    /// <inheritdoc cref="Undo"/>
    public RosterDraft? Redo(string draft, int revision) => drafts.Change(draft, d => d.Revision != revision || d.Undone.IsEmpty ? d : d.Redo());

    public async Task<DraftView> Look(HospitalMap hospital, RosterDraft draft)
    {
        var published = await rosters.Published(hospital);
        if (draft.Terms is null)
        {
            return new DraftView(draft, hospital, published[draft.Unit], null, null, []);
        }

        var task = draft.TaskOf(hospital, published);
        var judge = new UnitRosterJudge(task);
        var changes = draft.Known.IsEmpty ? [] : RosterChange.Between(task, draft.Known, draft.Shifts);
        return new DraftView(draft, hospital, published[draft.Unit], judge, judge.Judge(draft.Shifts), changes);
    }

    /// <summary>Publishes the draft and lets it go; its terms stay with what was published.</summary>
    /// <param name="knowing">What the publisher has seen of the unit's rosters.</param>
    public async Task<RosterReply> Publish(HospitalMap hospital, RosterDraft draft, string? why, Override? @override, string knowing, CommandContext by)
    {
        var command = new RosterCommand.Publish(draft.From, draft.Until.AddDays(1), draft.Shifts, @override, new PublicationNote(by.Actor, by.At, why), knowing) { At = by.At };
        var reply = await rosters.Execute(hospital, draft.Unit, command, by.Origin);
        if (reply.Because is null)
        {
            folder.Write(hospital.Definition.Id, draft.Unit, reply.State.Publications, draft.Terms!);
            drafts.Discard(draft.Id);
        }

        return reply;
    }

    /// <summary>The terms that the roster was published by; null when it was published without a draft.</summary>
    public RosterTerms? TermsOf(HospitalId hospital, UnitId unit, PublishedRoster roster) => folder.ReadTerms(hospital, unit, roster.Number);

    private RosterTerms? KeptTerms(RosterOrder order, PublishedRoster published) => TermsOf(order.Hospital.Definition.Id, order.Unit.Id, published);

    private async Task<DraftOutcome> Reckoned(RosterOrder order, RosterTerms? kept, ImmutableArray<RosteredShift> shifts, DraftSearch search) => new(
        kept ?? DraftOutcome.TermsOf(await rosters.TaskOf(order, search.Stopped)), shifts, Found: null, Why: null);

    private async Task<RosterDraft?> Begin(
        RosterOrder order, DraftKind kind, ImmutableArray<RosteredShift> shifts, CommandContext by, Func<DraftSearch, Task<DraftOutcome>> search)
    {
        var state = await rosters.Published(order.Hospital, order.Unit.Id);
        var until = order.From.AddDays(order.Days);
        ImmutableArray<RosteredShift> known = [.. state.Rosters.SelectMany(r => r.Shifts).Where(s => order.From <= s.Day && s.Day < until)];
        var draft = new RosterDraft(
            Guid.NewGuid().ToString("N")[..12], by.Origin.Id, order.Hospital.Definition.Id, order.Unit.Id, order.From, order.Days, kind, by.Actor, by.At, Revision: 1,
            DraftState.Searching, Why: null, state.Version, known, Terms: null, Found: null, shifts, [], []);
        return drafts.Begin(draft, search);
    }

    private static string InWords(HospitalMap hospital, RosterEdit edit)
    {
        var who = hospital.Staff(edit.Staff)?.Name ?? edit.Staff.Value;
        var what = edit.Shift is { } shift ? edit.Charge ? $"in charge of {shift}" : shift : edit.Place is { } place ? $"off {place}" : "off";
        return string.Create(CultureInfo.InvariantCulture, $"{edit.Day:ddd d MMM}: {who} {what}");
    }
}

/// <summary>A draft with what is to be said of it now.</summary>
/// <param name="State">Of the unit's published rosters.</param>
/// <param name="Judge">Null, as the judgement, while there is no roster to judge.</param>
/// <param name="Changes">Against what was published when the draft was begun; empty when nothing was.</param>
internal sealed record DraftView(
    RosterDraft Draft, HospitalMap Hospital, RosterState State, UnitRosterJudge? Judge, UnitRosterJudgement? Judgement, ImmutableArray<RosterChange> Changes)
{
    /// <summary>Somebody has published or withdrawn since the draft was begun.</summary>
    public bool IsOutdated => State.Version != Draft.KnownVersion;
}
