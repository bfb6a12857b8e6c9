using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.Tests.Solver;

public class SchedulingConstraintTests(SharedSolver shared)
{
    [Fact]
    public async Task An_interval_ends_its_size_after_its_start() =>
        (await Allowed(3, 2, (model, x) => model.NewInterval(x[0], x[1], x[2], "i"))).ShouldBe(["000", "011", "022", "101", "112", "202"]);

    [Fact]
    public async Task An_absent_interval_ties_nothing_together() =>
        (await Allowed(3, 1, (model, x) =>
        {
            var present = model.NewBool("present");
            model.AddEqual(present, x[2]);
            model.NewOptionalInterval(x[0], 1, x[1], present, "i");
        })).ShouldBe(["000", "010", "011", "100", "110"]);

    [Fact]
    public async Task Intervals_without_overlap_may_touch() =>
        (await Allowed(2, 3, (model, x) => model.AddNoOverlap(Of(model, x[0], size: 2), Of(model, x[1], size: 1)))).ShouldBe(["02", "03", "10", "13", "20", "21", "30", "31", "32"]);

    [Fact]
    public async Task An_absent_interval_overlaps_nothing() =>
        (await Allowed(2, 1, (model, x) =>
        {
            var present = model.NewBool("present");
            model.AddEqual(present, x[1]);
            model.AddNoOverlap(Of(model, x[0], size: 2), model.NewOptionalInterval(1, 1, 2, present, "optional"));
        })).ShouldBe(["00", "10"]);

    [Fact]
    public async Task Demands_that_fit_together_may_overlap() =>
        (await Allowed(3, 1, (model, x) =>
            model.AddCumulative([Of(model, x[0], size: 1), Of(model, x[1], size: 1), Of(model, x[2], size: 1)], [2, 1, 1], capacity: 2))).ShouldBe(["011", "100"]);

    [Fact]
    public async Task Demands_and_capacity_may_be_decisions() =>
        (await Allowed(2, 3, (model, x) => model.AddCumulative([Of(model, model.Constant(0), size: 2), Of(model, model.Constant(1), size: 2)], [x[0], 2], x[1]))).ShouldBe(
            ["02", "03", "13"]);

    [Fact]
    public void Each_interval_needs_a_demand()
    {
        var model = new CpModelBuilder();
        var interval = Of(model, model.Constant(0), size: 1);
        Should.Throw<ArgumentException>(() => model.AddCumulative([interval, interval], [1], 2)).Message.ShouldContain("2 intervals need as many demands, not 1");
    }

    private static IntervalVar Of(CpModelBuilder model, IntVar start, long size) => model.NewInterval(start, size, start + size, "");

    private Task<IReadOnlyList<string>> Allowed(int count, int max, Action<CpModelBuilder, IntVar[]> constrain) => Possibilities.OfInts(shared, count, max, constrain);
}
