using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.Tests.Solver;

public class ModelTests(SharedSolver shared)
{
    [Fact]
    public async Task Minimising_and_maximising_go_opposite_ways_and_keep_the_constant()
    {
        var model = new CpModelBuilder();
        var x = model.NewInt(2, 9, "x");
        model.Minimize(3 * x + 100);
        (await shared.SolveAsync(model)).Objective.ShouldBe(106);
        model.Maximize(3 * x + 100);
        var largest = await shared.SolveAsync(model);
        (largest.Objective, largest.Bound, largest.Value(x)).ShouldBe((127, 127, 9));
    }

    [Fact]
    public async Task Values_are_read_from_variables_negations_and_sums()
    {
        var model = new CpModelBuilder();
        var (x, b) = (model.NewInt(4, 4, "x"), model.NewBool("b"));
        model.AddBoolAnd(!b);
        var result = await shared.SolveAsync(model);
        result.Value(x).ShouldBe(4);
        (result.Value(b), result.Value(!b)).ShouldBe((false, true));
        result.Value(10 * x + 5 * !b - b + 1).ShouldBe(46);
        result.Objective.ShouldBeNull();
        result.Bound.ShouldBeNull();
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    public async Task A_hint_is_tried_first(long hinted)
    {
        var model = new CpModelBuilder();
        var (x, b) = (model.NewInt(0, 10, "x"), model.NewBool("b"));
        model.AddLessOrEqual(x, 9);
        model.Hint(x, 1);
        model.Hint(x, hinted);
        model.Hint(!b, hinted == 3);
        // Presolve would settle so small a model before any search.
        var result = await shared.SolveAsync(model.Build(), SharedSolver.Parameters with { Adjust = settings => settings.CpModelPresolve = false });
        result.Value(x).ShouldBe(hinted);
        result.Value(b).ShouldBe(hinted != 3);
    }

    [Fact]
    public async Task An_infeasible_model_names_the_assumptions_that_can_not_hold_together()
    {
        var model = new CpModelBuilder();
        var beds = model.NewInt(0, 10, "beds");
        var (many, few, even) = (model.NewBool("many"), model.NewBool("few"), model.NewBool("even"));
        model.AddGreaterOrEqual(beds, 6).OnlyEnforceIf(many);
        model.AddLessOrEqual(beds, 5).OnlyEnforceIf(few.Not());
        model.AddEqual(beds, 2 * model.NewInt(0, 5, "half")).OnlyEnforceIf(even);
        foreach (var assumption in new[] { even, many, !few })
            model.Assume(assumption);
        var result = await shared.SolveAsync(model);
        result.Status.ShouldBe(SolveStatus.Infeasible);
        result.InfeasibleAssumptions.ShouldBe([many, !few], ignoreOrder: true);
    }

    [Fact]
    public async Task A_model_that_the_solver_refuses_says_why()
    {
        var model = new CpModelBuilder();
        var x = model.NewInt(0, long.MaxValue / 2, "x");
        model.AddLessOrEqual(long.MaxValue / 4 * x, 10);
        var result = await shared.SolveAsync(model);
        result.Status.ShouldBe(SolveStatus.ModelInvalid);
        result.Message.ShouldContain("overflow");
        Should.Throw<InvalidOperationException>(() => result.Value(x)).Message.ShouldContain("ModelInvalid");
    }

    [Fact]
    public async Task Infeasible_is_an_answer_without_values()
    {
        var model = new CpModelBuilder();
        var x = model.NewInt(0, 5, "x");
        model.AddGreaterOrEqual(2 * x, 11);
        model.Minimize(x);
        var result = await shared.SolveAsync(model);
        result.Status.ShouldBe(SolveStatus.Infeasible);
        (result.HasSolution, result.Objective, result.Bound, result.Gap).ShouldBe((false, null, null, null));
        result.InfeasibleAssumptions.ShouldBeEmpty();
        Should.Throw<InvalidOperationException>(() => result.Value(x));
    }

    [Fact]
    public void A_variable_of_another_model_is_refused()
    {
        var other = new CpModelBuilder();
        other.NewBool("a");
        var stranger = other.NewBool("b");
        var model = new CpModelBuilder();
        var own = model.NewBool("own");
        Should.Throw<ArgumentException>(() => model.AddBoolOr(own, stranger)).Message.ShouldContain("another model");
        Should.Throw<ArgumentException>(() => model.AddLinear(own + stranger, 0, 1)).Message.ShouldContain("another model");
        Should.Throw<ArgumentException>(() => model.Hint(stranger, true)).Message.ShouldContain("another model");
    }

    [Fact]
    public void An_empty_or_disordered_domain_is_refused()
    {
        var model = new CpModelBuilder();
        Should.Throw<ArgumentException>(() => model.NewInt(3, 2, "nights")).Message.ShouldContain("'nights': the range 3..2 is empty");
        Should.Throw<ArgumentException>(() => model.NewIntFrom([], "nights")).Message.ShouldContain("no value");
        Should.Throw<ArgumentException>(() => model.NewIntFrom([(1, 3), (4, 5)], "nights")).Message.ShouldContain("must begin at least 2 after");
    }

    [Fact]
    public void Each_variable_of_a_weighted_sum_needs_a_coefficient()
    {
        var model = new CpModelBuilder();
        var bools = new[] { model.NewBool("a"), model.NewBool("b") };
        Should.Throw<ArgumentException>(() => LinearExpr.WeightedSum(bools, [1])).Message.ShouldContain("one coefficient for each variable");
    }

    [Fact]
    public void A_coefficient_beyond_64_bits_is_refused()
    {
        var x = new CpModelBuilder().NewInt(0, 1, "x");
        Should.Throw<OverflowException>(() => x * long.MaxValue * 2);
    }

    [Fact]
    public void Limits_that_are_none_are_refused()
    {
        var none = new SolveParameters { TimeLimit = TimeSpan.Zero };
        Should.Throw<ArgumentOutOfRangeException>(() => none.ToProto(reportsProgress: false));
        var nobody = new SolveParameters { TimeLimit = TimeSpan.FromSeconds(1), Workers = 0 };
        Should.Throw<ArgumentOutOfRangeException>(() => nobody.ToProto(reportsProgress: false));
    }
}
