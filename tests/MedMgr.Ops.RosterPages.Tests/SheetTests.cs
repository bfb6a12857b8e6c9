using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;
using MedMgr.Ops.Optimizer.Tests.Rostering.UnitRosters;
using MedMgr.Ops.Pages;
using MedMgr.Ops.RosterPages.Rendering;
using MedMgr.Ops.RosterPages.Sheets;
using Microsoft.Extensions.DependencyInjection;
using static MedMgr.Ops.Optimizer.Tests.Rostering.UnitRosters.TwoWards;

namespace MedMgr.Ops.RosterPages.Tests;

/// <summary>A sheet as rows, details and markup; no server, no browser.</summary>
public sealed class SheetTests
{
    [Fact]
    public void Nurses_stand_by_their_usual_shift_then_sisters_then_the_agencys_places_of_each_shift()
    {
        var sheet = Draft(Shift("W-D1", 0, Day), Shift("E-D1", 1, Day, ShiftKind.Float), Shift("AGENCY-1", 1, Night, ShiftKind.Agency));

        var sections = SheetRows.Of(sheet);

        sections.Select(s => s.Name).ShouldBe(["Day nurses", "Night nurses", "From sister units", "Agency"]);
        sections[0].Rows.Select(r => r.Id).ShouldBe(["W-D1", "W-D2", "W-D3", "W-D4", "W-D5"]);
        sections[3].Rows.Select(r => r.Id).ShouldBe(["AGENCY-1:D", "AGENCY-2:D", "AGENCY-1:N", "AGENCY-2:N"]);
        sections[3].Rows[2].Cells[1].Shift!.Kind.ShouldBe(ShiftKind.Agency);
    }

    [Fact]
    public void A_cell_says_in_words_what_its_marks_and_colours_say()
    {
        var task = Task(absences: new Absence(new StaffId("W-D2"), Monday, Monday, "flu", IsSickness: true)) with
        {
            Wishes = [new Wish(new StaffId("W-D1"), Monday, null, On: false, null)],
        };
        var rows = SheetRows.Of(Draft(task, [], Shift("W-D1", 0, Day, ShiftKind.Overtime, charge: true), Shift("W-D2", 0, Day)))[0].Rows;

        RosterWords.Of(rows[0].Cells[0]).ShouldBe("D 07:00 to 19:00, overtime, in charge, asked not to work, not granted");
        RosterWords.Of(rows[1].Cells[0]).ShouldBe("D 07:00 to 19:00, sick, breaks a rule");
        RosterWords.Of(rows[2].Cells[0]).ShouldBe("off");
    }

    [Fact]
    public void A_change_against_what_people_know_is_marked_on_both_days_it_touches()
    {
        var sheet = Draft(Task(), [Shift("W-D1", 0, Day)], Shift("W-D1", 1, Day));

        SheetRows.Of(sheet)[0].Rows[0].Cells.Select(c => c.Changed).ShouldBe([true, true, false, false, false, false, false]);
    }

    [Fact]
    public void The_details_of_a_cell_tell_rest_and_hours_and_what_each_other_choice_would_break_and_cost()
    {
        var details = CellDetails.Of(Draft(Shift("W-D1", 0, Day), Shift("W-D1", 1, Day), Shift("W-D2", 1, Day, charge: true)), "W-D1", Monday)!;

        (details.RestBefore, details.RestAfter, details.WeekHours).ShouldBe((null, 12, 24));
        details.Choices.Select(c => (c.Name, c.IsNow)).ShouldBe([("Day", true), ("Night", false), ("Off", false), ("In charge", false)]);
        details.Choices[1].NewBreaches.ShouldContain(b => b.Rule == "staff-rest-too-short");
        details.Choices[2].Money.ShouldBe(-624);
    }

    [Fact]
    public void A_shift_tells_who_is_there_who_is_missing_and_which_sister_could_come()
    {
        var details = ShiftDetails.Of(Draft(Shift("W-D1", 0, Day, charge: true)), "D", Monday)!;

        details.There.Select(s => s.Staff.Value).ShouldBe(["W-D1"]);
        details.Cover!.Missing.ShouldBe(1);
        details.Sisters.Select(s => s.Id.Value).ShouldBe(["E-D1"]);
    }

    [Fact]
    public async Task The_sheet_of_a_draft_is_an_editable_grid_with_its_breaches_as_ways_to_their_cells()
    {
        var html = await Render(Draft(Shift("W-D1", 0, Night), Shift("W-D1", 1, Day)));

        html.ShouldContain("role=\"grid\"");
        html.ShouldNotContain("aria-readonly");
        html.ShouldContain("data-go=\"c-W-D1-2026-10-27\"");
        html.ShouldContain("1<small>/2</small>!");
        html.ShouldContain("1 of 2 nurses, 1 missing");
        html.ShouldNotContain("<text>");
    }

    [Fact]
    public async Task A_search_a_failure_and_an_empty_unit_have_words_of_their_own()
    {
        var draft = Draft();
        (await Render(draft with { Judge = null, Judgement = null, Draft = draft.Draft! with { IsSearching = true } })).ShouldContain("Stop and take the best so far");
        (await Render(draft with { Judge = null, Judgement = null, Draft = draft.Draft! with { Why = "No roster keeps every hard rule." } })).ShouldContain("No roster keeps every hard rule.");
        (await Render(draft with { Draft = null, Judge = null, Judgement = null })).ShouldContain("Nothing is published for this unit");
        (await Render(draft with { Draft = draft.Draft! with { IsOutdated = true } })).ShouldContain("have changed since this draft was begun");
    }

    private static RosterSheet Draft(params ImmutableArray<RosteredShift> shifts) => Draft(Task(), [], shifts);

    private static RosterSheet Draft(UnitRosterTask task, ImmutableArray<RosteredShift> known, params ImmutableArray<RosteredShift> shifts)
    {
        var judge = new UnitRosterJudge(task);
        var face = new DraftFace("d1", "plan", task.From, task.From.AddDays(6), IsSearching: false, Why: null, "Mara", default, 3, "0.0", null, null, null, null, IsOutdated: false);
        return new RosterSheet(
            task, HasDemand: true, shifts, judge, judge.Judge(shifts), known, known.IsEmpty ? [] : RosterChange.Between(task, known, shifts), RosterState.New, null, face, [face], Monday);
    }

    private static async Task<string> Render(RosterSheet sheet)
    {
        await using var services = new ServiceCollection().AddLogging().AddPages().BuildServiceProvider();
        return await services.GetRequiredService<PageRenderer>().RenderAsync<SheetBody>(new() { [nameof(SheetBody.Sheet)] = sheet });
    }
}
