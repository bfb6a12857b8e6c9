using System.Collections.Immutable;
using MedMgr.Sim.Engine.Experiments;
using MedMgr.Sim.Engine.Randomness;
using MedMgr.Sim.Hospital.Validation;
using MedMgr.Sim.Hospital.Validation.Models;

namespace MedMgr.Sim.Hospital.Tests.Validation;

public sealed class ValidationSuiteTests
{
    /// <summary>A twentieth of the whole length: intervals are 4.5 times as wide. <c>medmgr validate</c> runs the whole.</summary>
    private const double Effort = 0.05;

    private static readonly Lazy<ImmutableArray<ValidationCase>> Cases = new(() => ValidationSuite.Run(threads: 2, Effort));

    [Fact]
    public void Every_case_passes()
    {
        foreach (var one in Cases.Value)
        {
            one.Pass.ShouldBeTrue($"{one.Case}: theory {one.Theory:R}, simulated {one.Simulated:R}, interval {one.Low:R} to {one.High:R}");
        }
    }

    [Fact]
    public void Every_model_of_the_suite_has_its_cases_each_of_its_own_name()
    {
        Cases.Value.Select(c => c.Model).Distinct().ShouldBe(["M/M/c", "Erlang B", "M/G/infinity", "Stroke capacity", "Treatment centre", "CHIME"]);
        Cases.Value.Select(c => c.Case).ShouldBeUnique();
        Cases.Value.Count(c => c.Case.Contains("p(delay)", StringComparison.Ordinal)).ShouldBe(12);
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit() =>
        ValidationSuite.Run(threads: 1, 0.002).ShouldBe(ValidationSuite.Run(threads: 3, 0.002));

    /// <summary>The rule turned round, and what must then lie outside its interval.</summary>
    public static TheoryData<string, string> InvertedRules => new()
    {
        { "the stay of survivors for those who die", "patients in acute care" },
        { "destinations of rehabilitation and early discharge exchanged", "patients in rehabilitation" },
        { "standard deviation as mean", "p(delay) with 9 acute beds" },
        { "nobody goes from acute care to rehabilitation", "p(delay) with 16 rehab beds" },
    };

    [Theory]
    [MemberData(nameof(InvertedRules))]
    public void A_stroke_model_with_an_inverted_rule_fails(string rule, string @case)
    {
        var stroke = StrokeGroup.Published[0];
        var changed = rule switch
        {
            "the stay of survivors for those who die" => stroke with { AcuteBeforeOther = stroke.AcuteBeforeRehab },
            "destinations of rehabilitation and early discharge exchanged" => stroke with { ToRehab = stroke.ToEarlyDischarge, ToEarlyDischarge = stroke.ToRehab },
            "standard deviation as mean" => stroke with { AcuteBeforeOther = Distribution.LogNormal(8.7, 7.0) },
            "nobody goes from acute care to rehabilitation" => stroke with { ToRehab = 0.0 },
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "No such rule."),
        };
        var experiment = Experiments.Stroke(ValidationSuite.Seed, Effort, StrokeGroup.Published.SetItem(0, changed));
        var found = ValidationSuite.Judge(experiment, 2, Simultaneous.Bonferroni(0.95, 40), widthMax: 1.0).Single(c => c.Case.EndsWith(@case, StringComparison.Ordinal));
        found.Pass.ShouldBeFalse($"theory {found.Theory:R}, simulated {found.Simulated:R}, interval {found.Low:R} to {found.High:R}");
    }

    [Fact]
    public void An_interval_that_covers_everything_does_not_pass()
    {
        double[] wide = [0.0, 200.0, 100.0];
        var experiment = new Experiment("any", "any", Evidence.Exact, 3, replication => [wide[replication]], [Question.Mean("any", 100.0, 0)]);
        var judged = ValidationSuite.Judge(experiment, 1, 0.95, ValidationSuite.RelativeHalfWidthMax).Single();
        (judged.Low < 100.0 && judged.High > 100.0).ShouldBeTrue();
        judged.Pass.ShouldBeFalse();
    }

    [Fact]
    public void A_published_mean_of_few_replications_gets_the_room_that_few_replications_need()
    {
        double[] ours = [9.0, 11.0, 10.0, 10.0];
        var question = Question.PublishedMean("any", 10.0, publishedReplications: 1, result: 0);
        var own = Estimate.Of(ours, 0.95);
        question.Estimate([.. ours.Select(o => new[] { o })], 0.95).HalfWidth.ShouldBe(own.HalfWidth * Math.Sqrt(5.0), 1e-12);
    }
}
