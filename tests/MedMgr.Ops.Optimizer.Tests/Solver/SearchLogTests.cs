using MedMgr.Ops.Optimizer.Solver;
using MedMgr.Ops.Optimizer.Solver.Workers;

namespace MedMgr.Ops.Optimizer.Tests.Solver;

public class SearchLogTests
{
    [Theory]
    [InlineData("#7       2.43s best:-8087 next:[-8186,-8088] main", -8087.0, -8186.0, 2.43)]
    [InlineData("#2       0.03s best:12.5  next:[13,20.25] main", 12.5, 20.25, 0.03)]
    [InlineData("#Bound   1.73s best:700   next:[650,699]  max_lp", 700.0, 650.0, 1.73)]
    [InlineData("#Bound   1.60s best:inf   next:[-14992,0] initial_domain", null, -14992.0, 1.60)]
    [InlineData("#Bound   1.60s best:-inf  next:[0,14992] initial_domain", null, 14992.0, 1.60)]
    [InlineData("#3       4.00s best:9     next:[]         main", 9.0, 9.0, 4.00)]
    [InlineData("#1       0.01s best:1.5e+12 next:[1e+12,1.49999999e+12] main", 1.5e12, 1e12, 0.01)]
    public void A_line_of_progress_is_read(string line, double? objective, double bound, double seconds) =>
        SearchLog.Read(line).ShouldBe(new Improvement(objective, bound, TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("#Done    0.02s main")]
    [InlineData("#Variables: 60 (#bools: 60 in objective) (60 primary variables)")]
    [InlineData("#Model   2.00s var:300/300 constraints:100/100")]
    [InlineData("objective: -8333")]
    [InlineData("")]
    public void Any_other_line_is_no_progress(string line) => SearchLog.Read(line).ShouldBeNull();

    [Fact]
    public void The_gap_is_relative_to_the_objective()
    {
        new Improvement(-200, -250, TimeSpan.Zero).Gap.ShouldBe(0.25);
        new Improvement(0.5, 0, TimeSpan.Zero).Gap.ShouldBe(0.5);
        new Improvement(null, -250, TimeSpan.Zero).Gap.ShouldBeNull();
    }
}
