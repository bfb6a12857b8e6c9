using System.Text.Json;
using MedMgr.Ops.Domain;
using MedMgr.Sim.Hospital.Drills;
using MedMgr.Sim.Reports.Json;
using MedMgr.Sim.Reports.Pages;

namespace MedMgr.Sim.Reports.Tests;

/// <summary>The report of a drill, on paper and as JSON.</summary>
public sealed class AfterActionTests
{
    private static readonly DateTimeOffset Begin = new(2025, 2, 5, 7, 0, 0, TimeSpan.FromHours(-8));

    [Fact]
    public void The_page_stands_alone_and_says_on_its_face_that_it_was_an_exercise()
    {
        var page = AfterActionPage.Of(Report());
        page.ShouldContain("EXERCISE");
        page.ShouldNotContain("<script");
        page.ShouldNotContain(" src=");
        page.ShouldNotContain("<link");
        page.ShouldContain("1 of 2 objectives met");
        page.ShouldContain("<svg");
    }

    [Fact]
    public void What_people_typed_can_not_become_markup()
    {
        var page = AfterActionPage.Of(Report());
        page.ShouldContain("open &lt;surge&gt; beds");
        page.ShouldNotContain("<surge>");
    }

    [Fact]
    public void An_item_without_owner_has_a_line_to_write_one_on_and_one_with_owner_has_the_name()
    {
        var page = AfterActionPage.Of(Report());
        page.ShouldContain("house supervisor");
        page.ShouldContain("2027-02-01");
        page.ShouldContain("<i class=\"line\"></i>");
    }

    [Fact]
    public void The_document_has_each_figure_of_the_drill_beside_those_of_its_controls()
    {
        using var document = JsonDocument.Parse(AfterActionJson.Of(Report()));
        var root = document.RootElement;
        root.GetProperty("exercise").GetBoolean().ShouldBeTrue();
        var hours = root.GetProperty("measures").GetProperty("boarding.hours");
        (hours.GetProperty("drill").GetDouble(), hours.GetProperty("greedy").GetDouble(), hours.GetProperty("optimiser").GetDouble()).ShouldBe((12, 10, 8));
        root.GetProperty("measures").GetProperty("board.discrepancies").TryGetProperty("greedy", out _).ShouldBeFalse();
        root.GetProperty("objectives")[1].GetProperty("rating").GetString().ShouldBe("M");
        root.GetProperty("timeline")[0].GetProperty("kind").GetString().ShouldBe("refused");
        root.GetProperty("injects")[0].GetProperty("kind").GetString().ShouldBe("bus-crash");
        root.GetProperty("waits")[0].GetProperty("until").ValueKind.ShouldBe(JsonValueKind.Null);
        root.GetProperty("recording").GetString().ShouldBe("drill-1");
    }

    private static AfterAction Report()
    {
        var drill = Figures(12).With(new DrillFigure("board.discrepancies", "discrepancies", "Discrepancies", 3));
        var controls = new[] { new Control("greedy", Figures(10)), new Control("optimiser", Figures(8)) };
        return new AfterAction(
            "Drill: flu", "flu", "riverside-drill", "Riverside (drill)", "America/Los_Angeles", 7, 60, "people", false,
            [new TimedInject(Begin.AddHours(1), new Inject.Casualties(30, 60, Inject.Casualties.UsualAcuity, Inject.Casualties.UsualAdmitted), "lead")],
            [
                ObjectiveResult.Of(new Objective("a", "Boarding", "Medical surge", "boarding.hours", null, 1.3), drill, controls[0].Figures, null),
                ObjectiveResult.Of(new Objective("b", "One picture", "Continuity", "board.discrepancies", 1, null, "IT desk"), drill, controls[0].Figures, null),
            ],
            drill, [.. controls],
            [new TimelineEntry(Begin.AddHours(2), TimelineKind.Refused, "Ada", "bed for S1", "the room is for men")],
            [
                new ImprovementItem("Medical surge", "Nobody could open <surge> beds", "Name who does", "house supervisor", new DateOnly(2027, 2, 1), "lead"),
                new ImprovementItem("Continuity", "3 discrepancies", "Find out why", null, null, ImprovementItem.Proposed),
            ],
            12, 0, 1000, 1, 0.4, "drill-1", []);
    }

    private static DrillFigures Figures(double boarding) => new(
        Begin, Begin.AddHours(3), [new DrillFigure("boarding.hours", "hours", "Patient-hours of boarding", boarding)],
        [Begin.AddHours(1), Begin.AddHours(2), Begin.AddHours(3)], [new DrillCurve("boarding", "patients", [1, 4, 2])],
        [new Wait(EncounterId.Of("S1"), UnitId.Of("ED"), LevelOfCare.Critical, Begin, null, null, 3, true, null)]);
}
