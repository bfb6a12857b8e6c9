using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.Tests.Solver;

public class BooleanConstraintTests(SharedSolver shared)
{
    [Fact]
    public async Task Exactly_one_allows_neither_none_nor_two() =>
        (await Allowed(3, (model, b) => model.AddExactlyOne(b))).ShouldBe(["001", "010", "100"]);

    [Fact]
    public async Task At_most_one_allows_none() =>
        (await Allowed(3, (model, b) => model.AddAtMostOne(b))).ShouldBe(["000", "001", "010", "100"]);

    [Fact]
    public async Task At_least_one_forbids_none_only() =>
        (await Allowed(2, (model, b) => model.AddAtLeastOne(b))).ShouldBe(["01", "10", "11"]);

    [Fact]
    public async Task Or_with_a_negation_forbids_one_combination() =>
        (await Allowed(2, (model, b) => model.AddBoolOr(b[0], !b[1]))).ShouldBe(["00", "10", "11"]);

    [Fact]
    public async Task And_allows_all_true_only() =>
        (await Allowed(3, (model, b) => model.AddBoolAnd(b[0], !b[1], b[2]))).ShouldBe(["101"]);

    [Fact]
    public async Task Xor_allows_an_odd_number() =>
        (await Allowed(3, (model, b) => model.AddBoolXor(b))).ShouldBe(["001", "010", "100", "111"]);

    [Fact]
    public async Task An_implication_says_nothing_when_its_condition_is_false() =>
        (await Allowed(2, (model, b) => model.AddImplication(b[0], b[1]))).ShouldBe(["00", "01", "11"]);

    [Fact]
    public async Task A_conditional_constraint_holds_only_where_all_its_conditions_do() =>
        (await Allowed(3, (model, b) => model.AddEqual(b[0], 1).OnlyEnforceIf(b[1], !b[2]))).ShouldBe(["000", "001", "011", "100", "101", "110", "111"]);

    [Fact]
    public async Task In_sums_a_negation_counts_one_when_its_variable_is_false() =>
        (await Allowed(2, (model, b) => model.AddEqual(2 * b[0] + b[1].Not() * 3, 3))).ShouldBe(["00"]);

    [Fact]
    public async Task Constants_are_what_they_say() =>
        (await Allowed(2, (model, b) =>
        {
            model.AddImplication(model.True(), b[0]);
            model.AddImplication(b[1], model.False());
        })).ShouldBe(["10"]);

    private Task<IReadOnlyList<string>> Allowed(int count, Action<CpModelBuilder, BoolVar[]> constrain) => Possibilities.OfBools(shared, count, constrain);
}
