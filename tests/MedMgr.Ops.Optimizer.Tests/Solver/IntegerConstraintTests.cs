using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.Tests.Solver;

public class IntegerConstraintTests(SharedSolver shared)
{
    [Fact]
    public async Task A_sum_keeps_both_its_bounds() =>
        (await Allowed(2, 2, (model, x) => model.AddLinear(x[0] + 2 * x[1], 2, 3))).ShouldBe(["01", "11", "20"]);

    [Fact]
    public async Task A_bound_can_be_left_open() =>
        (await Allowed(2, 2, (model, x) => model.AddLinear(x[0] - x[1] + 10, 11, long.MaxValue))).ShouldBe(["10", "20", "21"]);

    [Fact]
    public async Task At_most_is_not_at_least() =>
        (await Allowed(2, 2, (model, x) => model.AddLessOrEqual(x[0] + 1, x[1]))).ShouldBe(["01", "02", "12"]);

    [Fact]
    public async Task At_least_is_not_at_most() =>
        (await Allowed(2, 2, (model, x) => model.AddGreaterOrEqual(x[0], x[1] + 1))).ShouldBe(["10", "20", "21"]);

    [Fact]
    public async Task Different_means_anything_but_equal() =>
        (await Allowed(2, 2, (model, x) => model.AddNotEqual(x[0], x[1] + 1))).ShouldBe(["00", "01", "02", "11", "12", "20", "22"]);

    [Fact]
    public async Task A_variable_that_comes_twice_in_a_sum_counts_twice() =>
        (await Allowed(2, 3, (model, x) => model.AddEqual(x[0] + x[1] + x[0] - x[1], 4))).ShouldBe(["20", "21", "22", "23"]);

    [Fact]
    public async Task An_element_is_counted_from_zero() =>
        (await Allowed(2, 3, (model, x) => model.AddElement(x[0], [3, 0, 2], x[1]))).ShouldBe(["03", "10", "22"]);

    [Fact]
    public async Task Elements_may_be_variables() =>
        (await Allowed(3, 1, (model, x) => model.AddElement(x[0], [x[1], 1], x[2]))).ShouldBe(["000", "011", "101", "111"]);

    [Fact]
    public async Task All_different_forbids_any_pair_of_equals() =>
        (await Allowed(3, 2, (model, x) => model.AddAllDifferent(x[0], x[1] + 1, x[2]))).ShouldBe(["002", "011", "021", "022", "110", "120", "122", "200", "220", "221"]);

    [Fact]
    public async Task The_maximum_is_the_largest() =>
        (await Allowed(3, 2, (model, x) => model.AddMaxEquality(x[0], x[1], x[2]))).ShouldBe(["000", "101", "110", "111", "202", "212", "220", "221", "222"]);

    [Fact]
    public async Task The_minimum_is_the_smallest() =>
        (await Allowed(3, 2, (model, x) => model.AddMinEquality(x[0], x[1], x[2]))).ShouldBe(["000", "001", "002", "010", "020", "111", "112", "121", "222"]);

    [Fact]
    public async Task A_product_is_a_product() =>
        (await Allowed(3, 3, (model, x) => model.AddMultiplicationEquality(x[0], x[1], x[2] + 1))).ShouldBe(
            ["000", "001", "002", "003", "110", "211", "220", "312", "330"]);

    [Fact]
    public async Task An_automaton_follows_its_transitions_and_ends_in_a_final_state()
    {
        // 0 day, 1 night: after a night comes a night or the end, never a day; it has to end with a night.
        (long, long, long)[] transitions = [(0, 0, 0), (0, 1, 1), (1, 1, 1)];
        (await Allowed(3, 1, (model, x) => model.AddAutomaton(x, start: 0, finals: [1], transitions))).ShouldBe(["001", "011", "111"]);
    }

    [Fact]
    public async Task A_domain_with_a_hole_skips_the_hole() =>
        (await Allowed(1, 9, (model, x) => model.AddEqual(x[0], model.NewIntFrom([(1, 2), (7, 7)], "y")))).ShouldBe(["1", "2", "7"]);

    [Fact]
    public async Task A_constant_is_its_value() =>
        (await Allowed(1, 9, (model, x) => model.AddEqual(x[0] + 2, model.Constant(6)))).ShouldBe(["4"]);

    private Task<IReadOnlyList<string>> Allowed(int count, int max, Action<CpModelBuilder, IntVar[]> constrain) => Possibilities.OfInts(shared, count, max, constrain);
}
