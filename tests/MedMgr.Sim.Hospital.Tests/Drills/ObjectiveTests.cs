using MedMgr.Ops.Domain;
using MedMgr.Sim.Hospital.Drills;

namespace MedMgr.Sim.Hospital.Tests.Drills;

/// <summary>What a drill is held against, and what its figures propose.</summary>
public sealed class ObjectiveTests
{
    private static readonly DateTimeOffset Begin = new(2025, 2, 5, 7, 0, 0, TimeSpan.FromHours(-8));

    [Theory]
    [InlineData(4, true, Rating.WithoutChallenges)]
    [InlineData(5, false, Rating.SomeChallenges)]
    [InlineData(6, false, Rating.SomeChallenges)]
    [InlineData(6.5, false, Rating.MajorChallenges)]
    public void A_figure_up_to_half_above_its_limit_is_some_challenge_and_more_is_a_major_one(double measured, bool met, Rating proposed)
    {
        var result = ObjectiveResult.Of(AtMost(4), Figures(measured), control: null, says: null);
        (result.Met, result.Rating).ShouldBe((met, proposed));
    }

    [Fact]
    public void Of_a_fixed_limit_and_one_by_the_control_run_the_larger_holds()
    {
        var objective = new Objective("x", "t", "c", "wait.longest", AtMost: 4, TimesControl: 1.5);
        ObjectiveResult.Of(objective, Figures(5), Figures(10), null).Limit.ShouldBe(15);
        ObjectiveResult.Of(objective, Figures(5), Figures(1), null).Limit.ShouldBe(4);
    }

    [Fact]
    public void Without_its_control_run_or_its_figure_an_objective_is_neither_met_nor_missed()
    {
        ObjectiveResult.Of(new Objective("x", "t", "c", "wait.longest", null, 1.0), Figures(5), control: null, says: null).Met.ShouldBeNull();
        ObjectiveResult.Of(new Objective("x", "t", "c", "no.such", 1, null), Figures(5), control: null, says: null).Rating.ShouldBeNull();
    }

    [Fact]
    public void What_a_person_says_stands_before_what_the_figure_proposes()
    {
        var result = ObjectiveResult.Of(AtMost(4), Figures(1), null, new Assessment(Rating.Unable, "nobody was there", "evaluator"));
        (result.Met, result.Rating).ShouldBe((true, Rating.Unable));
    }

    [Fact]
    public void Missed_objectives_and_the_levels_with_the_most_long_waits_are_proposed_for_improvement()
    {
        var waits = new[] { Wait("S1", LevelOfCare.Telemetry, 5), Wait("S2", LevelOfCare.Telemetry, 9), Wait("S3", LevelOfCare.Critical, 6), Wait("S4", LevelOfCare.General, 3.9) };
        var figures = Figures(9) with { Waits = [.. waits] };
        var proposals = Proposals.Of([ObjectiveResult.Of(AtMost(4), figures, null, null)], figures);
        proposals.Length.ShouldBe(3);
        proposals[0].Issue.ShouldContain("9 hours, limit 4");
        proposals[1].Issue.ShouldContain("2 patients waited longer than 4 h for a bed of level Telemetry; the longest 9 h (visit S2)");
        proposals[2].Issue.ShouldContain("Critical");
        proposals.ShouldAllBe(p => p.Owner == null && p.Source == ImprovementItem.Proposed);
    }

    private static Objective AtMost(double limit) => new("x", "Nobody waits long", "Medical surge", "wait.longest", limit, null);

    private static Wait Wait(string visit, LevelOfCare level, double hours) =>
        new(EncounterId.Of(visit), UnitId.Of("ED"), level, Begin, null, null, hours, true, null);

    private static DrillFigures Figures(double longest) =>
        new(Begin, Begin.AddHours(12), [new DrillFigure("wait.longest", "hours", "Longest wait", longest)], [], [], []);
}
